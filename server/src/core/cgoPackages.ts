/** Modules that do nothing, or do not compile, without cgo. Found by their own documentation. */
const NEEDS_CGO: ReadonlySet<string> = new Set([
  'github.com/mattn/go-sqlite3',
  'gorm.io/driver/sqlite',
  'github.com/mutecomm/go-sqlcipher',
  'github.com/confluentinc/confluent-kafka-go',
  'github.com/marcboeker/go-duckdb',
  'github.com/duckdb/duckdb-go',
  'github.com/godror/godror',
  'github.com/mattn/go-oci8',
  'github.com/ibmdb/go_ibm_db',
  'github.com/linxGNU/grocksdb',
  'github.com/tecbot/gorocksdb',
  'github.com/DataDog/zstd',
  'github.com/valyala/gozstd',
  'github.com/pebbe/zmq4',
  'github.com/libgit2/git2go',
  'github.com/davidbyttow/govips',
  'github.com/h2non/bimg',
  'gopkg.in/gographics/imagick.v3',
  'gocv.io/x/gocv',
  'github.com/bytecodealliance/wasmtime-go',
  'github.com/wasmerio/wasmer-go',
  'rogchap.com/v8go',
  'github.com/tree-sitter/go-tree-sitter',
  'github.com/smacker/go-tree-sitter',
  'github.com/miekg/pkcs11',
  'github.com/yanyiwu/gojieba',
]);

/** Whether a module needs cgo; a major version's suffix (`…/v2`) does not matter. */
export function needsCgo(modulePath: string): boolean {
  return NEEDS_CGO.has(modulePath.replace(/\/v\d+$/, ''));
}
