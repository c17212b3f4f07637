import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { buildFileKind, isIgnoreFile, mayBuild } from '../core/buildFiles.ts';
import { fileKind, type FileKind } from '../core/fileKind.ts';
import type { DefinitionsIn } from '../workspace/customKinds.ts';
import type { EntryKind } from '../workspace/fileTree.ts';

/** A file larger than this is never what a person writes by hand; reading it would only cost memory. */
export const MAX_BYTES = 10 * 2 ** 20;

/** Folders that hold other people's files or none at all. */
const SKIPPED = new Set([
  '.git',
  'node_modules',
  'vendor',
  '.terraform',
  '.vscode-test',
  '.hg',
  '.svn',
  '.cache',
  '__pycache__',
]);

/** A workspace is a folder of sources, not a disk: past this many entries the walk stops. */
const MAX_ENTRIES = 200_000;

export interface FoundFile {
  /** Absolute, with forward slashes. */
  readonly path: string;
  /** Undefined for what only builds are told by. */
  readonly kind: FileKind | undefined;
}

/** Folder → what is directly in it. */
export type Folders = Map<string, Map<string, EntryKind>>;

/** Folders that are read before the walk looks whether it has seen enough. */
const FOLDERS_AT_ONCE = 256;

/**
 * Files below `root` that Gantry reads, those of upper folders first. Does not follow links, so a loop of them cannot
 * trap it. What it sees goes into `folders`; a folder that it has not read to the end is missing there.
 */
async function walk(root: string, folders: Folders): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  const open = [toPosix(root).replace(/\/$/, '')];
  let entries = 0;
  while (open.length > 0) {
    for (const [folder, found] of await readEach(open.splice(0, FOLDERS_AT_ONCE), entriesOf)) {
      entries += found.length;
      if (entries > MAX_ENTRIES) return files;
      if (found.length > 0) folders.set(folder, new Map(found.map((entry) => [entry.name, kindOfEntry(entry)])));
      for (const entry of found) {
        const path = `${folder}/${entry.name}`;
        if (kindOfEntry(entry) === 'folder') open.push(path);
        const file = entry.name === 'vendor' ? await vendoredAt(path) : fileAt(path, entry);
        if (file) files.push(file);
      }
    }
  }
  return files;
}

async function vendoredAt(folder: string): Promise<FoundFile | undefined> {
  const path = `${folder}/modules.txt`;
  return (await exists(path)) ? { path, kind: 'vendored' } : undefined;
}

function fileAt(path: string, entry: Dirent): FoundFile | undefined {
  const kind = kindOfFile(path, entry);
  return (kind ?? isOnDiskOnly(path)) ? { path, kind } : undefined;
}

/** A repository is where `.git` is, a folder or not. */
function kindOfFile(path: string, entry: Dirent): FileKind | undefined {
  const kind = fileKind(path);
  return entry.isFile() || kind === 'repository' ? kind : undefined;
}

/** What an entry of a folder is to us. */
export function kindOfEntry(entry: Pick<Dirent, 'name' | 'isFile' | 'isDirectory'>): EntryKind {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() && !SKIPPED.has(entry.name) ? 'folder' : 'closed';
}

export type ReadResult = { readonly text: string } | { readonly problem: 'binary' | 'large' | 'unreadable' };

/** The file as text. A binary file named Dockerfile is nobody's Dockerfile. */
export async function readText(path: string): Promise<ReadResult> {
  try {
    if ((await stat(path)).size > MAX_BYTES) return { problem: 'large' };
    const bytes = await readFile(path);
    return bytes.subarray(0, 8192).includes(0) ? { problem: 'binary' } : { text: bytes.toString('utf8') };
  } catch {
    // Gone, a folder, or not ours to read: for the caller these are the same.
    return { problem: 'unreadable' };
  }
}

/** The folder and those above it, up to the root of the repository it is in; only itself outside of one. */
export async function foldersUpToRepository(folder: string): Promise<string[]> {
  const folders: string[] = [];
  for (let at = toPosix(folder); at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    folders.push(at);
    if (await exists(`${at}/.git`)) return folders;
  }
  return folders.slice(0, 1);
}

/** Files of these names above the folders, up to the root of their repository. */
export async function readAbove(folders: readonly string[], names: readonly string[]): Promise<Map<string, string>> {
  const above = await Promise.all(folders.map(foldersUpToRepository));
  const paths = new Set(above.flatMap((chain) => chain.flatMap((folder) => names.map((name) => `${folder}/${name}`))));
  const texts = new Map<string, string>();
  for (const [path, result] of await readEach([...paths], readText)) if ('text' in result) texts.set(path, result.text);
  return texts;
}

/** Manifests are checked one by one; only Dockerfiles, modules and configuration say something about other files. */
export function isIndexed(path: string): boolean {
  const kind = fileKind(path);
  return kind === 'dockerfile' || kind === 'goMod' || kind === 'config';
}

/** What a build reads besides Dockerfiles and modules: ignore files, and files that describe builds. */
export function isOnDiskOnly(path: string): boolean {
  return buildFileKind(path) !== undefined || isIgnoreFile(path);
}

export interface Indexed {
  /** Path → text of every indexed file; what counts by being there has no text. */
  readonly texts: Map<string, string>;
  /** The same for what `isOnDiskOnly`. */
  readonly diskTexts: Map<string, string>;
  readonly folders: Folders;
  /** Path → the CustomResourceDefinitions in it; empty until somebody has looked. */
  readonly definitions: Map<string, DefinitionsIn>;
}

/** All that is known of the folders. */
export async function readIndexed(roots: readonly string[]): Promise<Indexed> {
  const indexed: Indexed = { texts: new Map(), diskTexts: new Map(), folders: new Map(), definitions: new Map() };
  const paths: string[] = [];
  for (const root of roots) {
    for (const { path, kind } of await walk(root, indexed.folders)) {
      if (kind === 'repository' || kind === 'vendored') indexed.texts.set(path, '');
      if (isIndexed(path) || isOnDiskOnly(path)) paths.push(path);
    }
  }
  for (const [path, text] of await readEach(paths, readIndexedText)) {
    if (text !== undefined) (isIndexed(path) ? indexed.texts : indexed.diskTexts).set(path, text);
  }
  return indexed;
}

/** As many at once as keep the disk busy, and no more files open than that. */
const READERS = 16;

/** What is read of each path, in their order. */
export async function readEach<Result>(
  paths: readonly string[],
  read: (path: string) => Promise<Result>,
): Promise<[path: string, result: Result][]> {
  const results: [string, Result][] = [];
  const open = paths.entries();
  const work = async (): Promise<void> => {
    for (const [at, path] of open) results[at] = [path, await read(path)];
  };
  await Promise.all(Array.from({ length: READERS }, work));
  return results;
}

/** Undefined also for a script that builds no image: nobody will ask for it. */
export async function readIndexedText(path: string): Promise<string | undefined> {
  const result = await readText(path);
  const kind = buildFileKind(path);
  return 'text' in result && (!kind || mayBuild(kind, result.text)) ? result.text : undefined;
}

export function toPosix(path: string): string {
  return path.replaceAll('\\', '/');
}

/** None for a folder that cannot be read: it hides its files from us as it does from the user. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
