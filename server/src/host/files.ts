import { readdir, readFile, stat } from 'node:fs/promises';
import { fileKind, type FileKind } from '../core/fileKind.ts';

/** A file larger than this is never what a person writes by hand; reading it would only cost memory. */
const MAX_BYTES = 10 * 2 ** 20;

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
  readonly kind: FileKind;
}

/** Files below `root` that Gantry may read. Does not follow links, so a loop of them cannot trap it. */
export async function* walk(root: string): AsyncGenerator<FoundFile> {
  const folders = [toPosix(root).replace(/\/$/, '')];
  let entries = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await entriesOf(folder)) {
      if (++entries > MAX_ENTRIES) return;
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(path);
      if (entry.name === 'vendor' && (await exists(`${path}/modules.txt`)))
        yield { path: `${path}/modules.txt`, kind: 'vendored' };
      const kind = fileKind(path);
      if (kind && (entry.isFile() || kind === 'repository')) yield { path, kind };
    }
  }
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
  for (const path of paths) {
    const result = await readText(path);
    if ('text' in result) texts.set(path, result.text);
  }
  return texts;
}

/** Manifests are checked one by one; only Dockerfiles, modules and configuration say something about other files. */
export function isIndexed(path: string): boolean {
  const kind = fileKind(path);
  return kind === 'dockerfile' || kind === 'goMod' || kind === 'hadolint';
}

/** Path → text of every indexed file below the folders; what counts by being there is in it with no text. */
export async function readIndexed(folders: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const folder of folders) {
    for await (const { path, kind } of walk(folder)) {
      if (kind === 'repository' || kind === 'vendored') texts.set(path, '');
      const result = isIndexed(path) ? await readText(path) : undefined;
      if (result && 'text' in result) texts.set(path, result.text);
    }
  }
  return texts;
}

export function toPosix(path: string): string {
  return path.replaceAll('\\', '/');
}

async function entriesOf(folder: string) {
  try {
    return (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? 1 : -1));
  } catch {
    // An unreadable folder hides its files from us as it does from the user.
    return [];
  }
}

/** Whether there is a file, and no folder, of that name. */
export async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
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
