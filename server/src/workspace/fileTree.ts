import { basename, dirname } from '../core/path.ts';

/** `closed`: a link, or a folder that nobody has looked into, such as node_modules. */
export type EntryKind = 'file' | 'folder' | 'closed';

/** What the folders of the workspace hold, by name. */
export interface FileTree {
  /** Folder → what is directly in it. Folders that have not been read are missing. */
  readonly folders: ReadonlyMap<string, ReadonlyMap<string, EntryKind>>;
  /** Whether it is kept up to date, so that what it lacks is certainly not there. */
  readonly isCurrent: boolean;
}

export const NO_FILES: FileTree = { folders: new Map(), isCurrent: false };

/** The tree of the given paths, for those who have no disk. */
export function treeOf(paths: Iterable<string>): FileTree {
  const folders = new Map<string, Map<string, EntryKind>>([['', new Map()]]);
  for (const path of paths) add(folders, path, 'file');
  return { folders, isCurrent: true };
}

function add(folders: Map<string, Map<string, EntryKind>>, path: string, kind: EntryKind): void {
  if (path === '') return;
  const folder = dirname(path);
  const entries = folders.get(folder) ?? new Map<string, EntryKind>();
  folders.set(folder, entries);
  entries.set(basename(path), kind);
  if (entries.size === 1) add(folders, folder, 'folder');
}

/** What a path is; undefined where that is not known. Absolute, with forward slashes. */
export function kindAt(tree: FileTree, path: string): EntryKind | 'missing' | undefined {
  const entries = tree.folders.get(dirname(path));
  if (entries) return entries.get(basename(path)) ?? 'missing';
  if (tree.folders.has(path)) return 'folder';
  if (path === '') return undefined;
  const above = kindAt(tree, dirname(path));
  // In a folder that has not been read anything may be.
  return above === 'missing' || above === 'file' ? 'missing' : undefined;
}
