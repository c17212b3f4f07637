import { type Dockerignore, ignoringLine, type IgnoreLine } from '../core/dockerignore.ts';
import { mayBeGitIgnored } from '../core/gitignore.ts';
import { ancestors, basename, dirname, join } from '../core/path.ts';
import { type ContextSource, contextSources } from '../parse/dockerfile/contextSources.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import { type Build, type BuildFile, buildsByDockerfile, type Disk, type IgnoreFile, patternsOf } from './disk.ts';
import { type EntryKind, type FileTree, kindAt } from './fileTree.ts';

/** The folder that a Dockerfile is built with. Paths below are relative to it: `cmd/api`. */
export interface BuildContext {
  /** Absolute. */
  readonly folder: string;
  /** A file that says so; undefined where it is only the nearest folder that has what COPY takes. */
  readonly saidBy: string | undefined;
  /** Whether no other folder can be meant; otherwise it is just the one that has most of what COPY takes. */
  readonly isCertain: boolean;
  /** The ignore file that holds, if there is one. */
  readonly ignoreFile: IgnoreFile | undefined;
  /** What a path is, whether ignored or not; undefined where that is not known. */
  readonly kindAt: (path: string) => EntryKind | 'missing' | undefined;
  /** What lies directly in a folder, as far as it is known. */
  readonly namesIn: (path: string) => readonly string[];
  /** Whether something is expected to make a path that is not there: .gitignore names it, or a file of the build does. */
  readonly isMade: (path: string) => boolean;
  /** The line that keeps a path out, and of a folder all that is in it; undefined if anything of it may get in. */
  readonly keptOutBy: (path: string) => IgnoreLine | undefined;
}

/** Undefined if the project does not say, says different things, or speaks of folders that it makes for the purpose. */
export function findBuildContext(path: string, dockerfile: Dockerfile, disk: Disk): BuildContext | undefined {
  const builds = buildsByDockerfile(disk).get(path) ?? [];
  const found = builds.length > 0 ? agreedFolder(builds) : likelyFolder(path, contextSources(dockerfile), disk.tree);
  if (!found) return undefined;
  const { folder } = found;
  // Docker looks for `Dockerfile.dockerignore` first.
  const ignoreFile = disk.ignoreFiles.get(`${path}.dockerignore`) ?? disk.ignoreFiles.get(`${folder}/.dockerignore`);
  return {
    ...found,
    ignoreFile,
    kindAt(relative) {
      const kind = kindAt(disk.tree, join(folder, relative));
      return kind === 'missing' && !disk.tree.isCurrent ? undefined : kind;
    },
    namesIn: (relative) => [...(disk.tree.folders.get(join(folder, relative))?.keys() ?? [])],
    isMade: (relative) =>
      isGitIgnored(join(folder, relative), disk) || builds.some(({ file }) => makes(file, relative)),
    keptOutBy: (relative) => ignoreFile && keptOutBy(patternsOf(ignoreFile), relative, { folder, tree: disk.tree }),
  };
}

function isGitIgnored(path: string, { ignoreFiles }: Disk): boolean {
  return ancestors(dirname(path)).some((above) => {
    const file = ignoreFiles.get(`${above}/.gitignore`);
    return file !== undefined && mayBeGitIgnored(file.text, path.slice(above.length + 1));
  });
}

/** `cp x y`, `go build -o x`, `curl … > x` on a line with the name. */
function makes({ text }: BuildFile, path: string): boolean {
  const name = basename(path);
  return text.split('\n').some((line) => line.includes(name) && MAKES.test(line));
}

const MAKES =
  /\b(?:cp|mv|ln|install|rsync|curl|wget|tar|unzip|touch|tee|envsubst|sed|go build|generate\w*|download\w*)\b|>|(?:^|\s)-o\b/;

interface Place {
  readonly folder: string;
  readonly tree: FileTree;
}

function keptOutBy(ignore: Dockerignore, path: string, place: Place): IgnoreLine | undefined {
  const line = ignoringLine(ignore, path);
  if (!line || !ignore.lines.some(({ negated }) => negated)) return line;
  return letsIn(ignore, path, place) ? undefined : line;
}

/** Whether a later line may bring back something in a folder that is kept out. */
function letsIn(ignore: Dockerignore, path: string, place: Place): boolean {
  const at = join(place.folder, path);
  if (kindAt(place.tree, at) === 'file') return false;
  const entries = place.tree.folders.get(at);
  if (!entries) return ignore.lines.some(({ negated, text }) => negated && mayNameBelow(text, path));
  return [...entries.keys()].some((name) => {
    const below = `${path}/${name}`;
    return !ignoringLine(ignore, below) || letsIn(ignore, below, place);
  });
}

/** Whether a pattern may name something in a folder, as far as its first wildcard tells. */
function mayNameBelow(pattern: string, path: string): boolean {
  const folders = path.split('/');
  const parts = pattern.split('/');
  const wildcard = parts.findIndex((part) => /[*?[\]\\{}|]/.test(part));
  const literal = wildcard === -1 ? parts : parts.slice(0, wildcard);
  return (
    literal.every((part, at) => at >= folders.length || part === folders[at]) &&
    (wildcard !== -1 || parts.length > folders.length)
  );
}

type Found = Pick<BuildContext, 'folder' | 'saidBy' | 'isCertain'>;

/** A commit has its folder in common with what is checked out, but knows no ignore file: it agrees, and says nothing. */
function agreedFolder(builds: readonly Build[]): Found | undefined {
  const folders = new Set(builds.map(({ context }) => (typeof context === 'object' ? context.commit : context)));
  const [folder] = folders;
  const saidBy = builds.find(({ context }) => typeof context === 'string')?.file.path;
  return folder === undefined || folders.size > 1 || saidBy === undefined
    ? undefined
    : { folder, saidBy, isCertain: true };
}

/** The nearest folder, from the Dockerfile's up to the repository's, that has everything COPY takes, or most of it. */
function likelyFolder(path: string, sources: readonly ContextSource[], tree: FileTree): Found | undefined {
  const candidates = foldersUpToRoot(dirname(path), tree);
  const isOnly = candidates.length === 1;
  const counted = candidates.map((folder) => ({
    folder,
    count: sources.filter((source) => exists(tree, join(folder, source.path))).length,
  }));
  const most = Math.max(0, ...counted.map(({ count }) => count));
  const best = counted.filter(({ count }) => count === most);
  const [nearest] = best;
  const isComplete = most === sources.length;
  const isClear = isOnly || (most > 0 && (isComplete || best.length === 1));
  return nearest && isClear ? { folder: nearest.folder, saidBy: undefined, isCertain: isComplete } : undefined;
}

/** The folder and those above it, up to the repository; none for one that is not looked into, such as `vendor`. */
function foldersUpToRoot(folder: string, tree: FileTree): string[] {
  if (!tree.folders.has(folder)) return [];
  const known = ancestors(folder).filter((each) => tree.folders.has(each));
  const root = known.findIndex((each) => kindAt(tree, `${each}/.git`) !== 'missing');
  return root === -1 ? known : known.slice(0, root + 1);
}

function exists(tree: FileTree, path: string): boolean {
  const kind = kindAt(tree, path);
  return kind !== undefined && kind !== 'missing';
}
