import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileKind, namedLanguage } from '../core/fileKind.ts';
import { dirname } from '../core/path.ts';
import { type Folders, foldersUpToRepository, readEach, toPosix } from '../host/files.ts';

/** What the user asks about. */
export interface Targets {
  /** Folders of which everything is asked for. */
  readonly folders: readonly string[];
  /** Files that the user named one by one. */
  readonly named: ReadonlySet<string>;
  /** Folders whose Dockerfiles and modules belong to the question. */
  readonly roots: readonly string[];
  readonly problems: readonly { readonly path: string; readonly id: 'unreadable' | 'unknown' }[];
}

export async function findTargets(paths: readonly string[]): Promise<Targets> {
  const folders = new Set<string>();
  const named = new Set<string>();
  const problems: { path: string; id: 'unreadable' | 'unknown' }[] = [];
  for (const [path, kind] of await readEach(paths, kindOnDisk)) {
    const absolute = toPosix(resolve(path));
    if (kind === 'folder') folders.add(absolute.replace(/\/$/, ''));
    else if (kind === 'file' && namedLanguage(absolute)) named.add(absolute);
    else problems.push({ path, id: kind === 'file' ? 'unknown' : 'unreadable' });
  }
  const around = await readEach([...new Set([...named].map(dirname))], foldersUpToRepository);
  const roots = [...folders, ...around.map(([folder, above]) => above.at(-1) ?? folder)];
  return { folders: [...folders], named, roots: outermost(roots), problems };
}

/** Without those that lie inside others. */
function outermost(folders: readonly string[]): string[] {
  const kept: string[] = [];
  for (const folder of [...new Set(folders)].toSorted((a, b) => a.length - b.length)) {
    if (!kept.some((each) => isInside(folder, each))) kept.push(folder);
  }
  return kept;
}

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

export function filesToCheck({ folders, named }: Targets, found: Folders): string[] {
  const inside = [...found]
    .filter(([folder]) => folders.some((each) => isInside(folder, each)))
    .flatMap(([folder, entries]) =>
      [...entries].flatMap(([name, kind]) => (kind === 'file' && isChecked(name) ? [`${folder}/${name}`] : [])),
    );
  return [...new Set([...inside, ...named])].toSorted();
}

function isChecked(path: string): boolean {
  const kind = fileKind(path);
  return kind === 'dockerfile' || kind === 'yaml';
}

async function kindOnDisk(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    // It does not exist, or we may not look: the caller says so.
    return undefined;
  }
}
