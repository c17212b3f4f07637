import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { serve } from '../../server/src/lsp/server.ts';

/** A language client small enough to test and measure servers with. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly pid: number | undefined;
  initialize(params?: Partial<InitializeParams>): Promise<InitializeResult>;
  open(uri: string, languageId: string, text: string): Promise<void>;
  change(uri: string, ...changes: TextDocumentContentChangeEvent[]): Promise<void>;
  /** The next diagnostics that the server pushes for this document. */
  pushed(uri: string): Promise<Diagnostic[]>;
  /** What it has pushed last; undefined if nothing yet. */
  latest(uri: string): Diagnostic[] | undefined;
  stop(): Promise<void>;
}

/** Our server in this process, over two in-memory streams. */
export function inProcess(): TestClient {
  const up = new PassThrough();
  const down = new PassThrough();
  serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)));
  return connect(
    createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up)),
    undefined,
    async () => {
      up.end();
      down.end();
    },
  );
}

/** Any server as a process of its own, over stdio. */
export function spawned(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): TestClient {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
  child.stderr.resume();
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  return connect(connection, child.pid, async () => {
    if (child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    setTimeout(() => child.kill('SIGKILL'), 2000).unref();
    await gone;
  });
}

function connect(connection: ProtocolConnection, pid: number | undefined, end: () => Promise<void>): TestClient {
  const versions = new Map<string, number>();
  const waiting = new Map<string, ((diagnostics: Diagnostic[]) => void)[]>();
  const latest = new Map<string, Diagnostic[]>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      latest.set(uri, diagnostics);
      for (const resolve of waiting.get(uri)?.splice(0) ?? []) resolve(diagnostics);
    },
  );
  connection.listen();
  return {
    connection,
    pid,
    async initialize(params = {}) {
      const result = await connection.sendRequest<InitializeResult>('initialize', {
        // With a process to watch, the server would keep a timer running; in this process that never ends.
        processId: pid === undefined ? null : process.pid,
        rootUri: null,
        workspaceFolders: null,
        capabilities: {},
        ...params,
      });
      await connection.sendNotification('initialized', {});
      return result;
    },
    async open(uri, languageId, text) {
      versions.set(uri, 1);
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text },
      });
    },
    async change(uri, ...contentChanges) {
      const version = (versions.get(uri) ?? 1) + 1;
      versions.set(uri, version);
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    },
    pushed: (uri) => new Promise((resolve) => waiting.set(uri, [...(waiting.get(uri) ?? []), resolve])),
    latest: (uri) => latest.get(uri),
    async stop() {
      await connection.sendRequest('shutdown');
      // In this process, `exit` would end the test run itself.
      if (pid !== undefined) await connection.sendNotification('exit');
      await end();
      connection.dispose();
    },
  };
}
