import { ignoringLine, type IgnoreLine } from '../core/dockerignore.ts';
import { ancestors, dirname, join } from '../core/path.ts';
import { type ContextSource, contextSources } from '../parse/dockerfile/contextSources.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import { type Build, buildsByDockerfile, type Disk, type IgnoreFile, patternsOf } from './disk.ts';
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
  /** The line that keeps a path out. */
  readonly ignoringLine: (path: string) => IgnoreLine | undefined;
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
    ignoringLine: (relative) => ignoreFile && ignoringLine(patternsOf(ignoreFile), relative),
  };
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
  const folders = ancestors(dirname(path));
  const root = folders.findIndex((folder) => kindAt(tree, `${folder}/.git`) !== 'missing');
  const candidates = folders.slice(0, root + 1);
  if (sources.length === 0)
    return candidates[0] !== undefined && root === 0
      ? { folder: candidates[0], saidBy: undefined, isCertain: true }
      : undefined;
  const counted = candidates.map((folder) => ({
    folder,
    count: sources.filter((source) => exists(tree, join(folder, source.path))).length,
  }));
  const most = Math.max(0, ...counted.map(({ count }) => count));
  const best = counted.filter(({ count }) => count === most);
  const [nearest] = best;
  if (!nearest || most === 0 || (most < sources.length && best.length > 1)) return undefined;
  return { folder: nearest.folder, saidBy: undefined, isCertain: most === sources.length };
}

function exists(tree: FileTree, path: string): boolean {
  const kind = kindAt(tree, path);
  return kind !== undefined && kind !== 'missing';
}
