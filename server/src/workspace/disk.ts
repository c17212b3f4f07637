import { buildFileKind, type BuildFileKind } from '../core/buildFiles.ts';
import { type Dockerignore, parseDockerignore } from '../core/dockerignore.ts';
import { oncePer } from '../core/once.ts';
import { ancestors, basename, dirname, join } from '../core/path.ts';
import { parseBuilds } from '../parse/builds.ts';
import type { WrittenBuild } from '../parse/builds/writtenBuild.ts';
import { type FileTree, kindAt, NO_FILES } from './fileTree.ts';

/** What a build finds besides Dockerfiles and modules; as on the disk, since that is what it reads. */
export interface Disk {
  readonly tree: FileTree;
  /** Files that describe builds, each read when first asked for. */
  readonly buildFiles: readonly BuildFile[];
  readonly ignoreFiles: ReadonlyMap<string, IgnoreFile>;
}

export interface BuildFile {
  readonly path: string;
  readonly text: string;
  readonly kind: BuildFileKind;
}

export interface IgnoreFile {
  readonly path: string;
  readonly text: string;
}

export const NO_DISK: Disk = { tree: NO_FILES, buildFiles: [], ignoreFiles: new Map() };

/** The disk of the given texts (path → text). Files whose text has not changed keep what has been read from them. */
export function createDisk(texts: ReadonlyMap<string, string>, tree: FileTree, previous: Disk = NO_DISK): Disk {
  const known = new Map(previous.buildFiles.map((file) => [file.path, file]));
  const buildFiles: BuildFile[] = [];
  const ignoreFiles = new Map<string, IgnoreFile>();
  for (const [path, text] of texts) {
    const kind = buildFileKind(path);
    const old = kind ? known.get(path) : previous.ignoreFiles.get(path);
    if (kind) buildFiles.push(old?.text === text ? (old as BuildFile) : { path, text, kind });
    else ignoreFiles.set(path, old?.text === text ? old : { path, text });
  }
  return { tree, buildFiles, ignoreFiles };
}

/** What the file keeps out; a .gitignore is none. */
export const patternsOf: (file: IgnoreFile) => Dockerignore = oncePer(({ text }) => parseDockerignore(text));

/** A build of one Dockerfile, with absolute paths. */
export interface Build {
  readonly dockerfile: string;
  /** `commit`: the repository as it is committed; undefined if it cannot be known. */
  readonly context: string | { readonly commit: string } | undefined;
  readonly target: WrittenBuild['target'];
  /** The file that describes it. */
  readonly file: BuildFile;
}

/** Dockerfile → the builds that the project describes. */
export const buildsByDockerfile: (disk: Disk) => ReadonlyMap<string, readonly Build[]> = oncePer((disk) => {
  const byDockerfile = new Map<string, Build[]>();
  for (const file of disk.buildFiles) {
    for (const written of writtenBuilds(file)) {
      const build = placed(written, file, disk.tree);
      if (build) byDockerfile.set(build.dockerfile, [...(byDockerfile.get(build.dockerfile) ?? []), build]);
    }
  }
  return byDockerfile;
});

/** The work of the function above, in parts, for those who must not be held up by it. */
export function* readBuilds({ buildFiles }: Disk): Generator<void> {
  for (const file of buildFiles) yield void writtenBuilds(file);
}

const writtenBuilds = oncePer(({ kind, text }: BuildFile) => parseBuilds(kind, text));

/** Undefined if it is not clear which Dockerfile is meant, or if there is none. */
function placed(build: WrittenBuild, file: BuildFile, tree: FileTree): Build | undefined {
  const found = startFolders(build, file).flatMap((folder) => {
    const context = build.context.kind === 'folder' ? join(folder, build.context.path) : undefined;
    const from = build.dockerfileIn === 'context' ? context : folder;
    const dockerfile = from === undefined ? undefined : join(from, build.dockerfile);
    return dockerfile !== undefined && kindAt(tree, dockerfile) === 'file' ? [{ dockerfile, folder, context }] : [];
  });
  const [first] = found;
  if (!first || (file.kind === 'shell' && found.length > 1)) return undefined;
  const { dockerfile, folder, context } = first;
  return {
    dockerfile,
    context: build.context.kind === 'commit' ? { commit: folder } : context,
    target: build.target,
    file,
  };
}

/** Where the paths of a build may start: where the file is for most, anywhere above for what is started from elsewhere. */
function startFolders({ folder, visited = [] }: WrittenBuild, { path, kind }: BuildFile): string[] {
  const home = dirname(path);
  if (kind === 'workflow') return [join(home.replace(/\/\.[\w]+\/(?:workflows|actions\/[^/]+)$/, ''), folder)];
  if (kind === 'commands') return [join(basename(home) === '.circleci' ? dirname(home) : home, folder)];
  if (kind !== 'shell' && !path.endsWith('.mk') && kind !== 'bake') return [join(home, folder)];
  const hints = visited.filter((each) => !each.startsWith('/'));
  return [...new Set(ancestors(home).flatMap((above) => [above, ...hints.map((hint) => join(above, hint))]))];
}
