import { lstat } from 'node:fs/promises';
import { basename, dirname } from '../core/path.ts';
import type { EntryKind } from '../workspace/fileTree.ts';
import type { DefinitionsIn } from '../workspace/customKinds.ts';
import { definitionsIn, mayHoldDefinitions, readDefinitions } from './definitions.ts';
import { type Indexed, isIndexed, isOnDiskOnly, kindOfEntry, readIndexed, readIndexedText } from './files.ts';

/** What has become of a path. */
export interface Change {
  readonly path: string;
  /** Undefined if it is gone. */
  readonly kind: EntryKind | undefined;
  /** Of a file that Gantry reads. */
  readonly text: string | undefined;
  /** The CustomResourceDefinitions of a file. */
  readonly definitions: DefinitionsIn | undefined;
  /** All that is in a folder. */
  readonly inside: Indexed | undefined;
}

/** Of a folder that has been empty until now, all is read: one may hear of no more than its first file. */
export async function readChanges(paths: readonly string[], { folders }: Indexed): Promise<Change[]> {
  const wanted = paths.map((path) => {
    const folder = dirname(path);
    const wasEmpty = !folders.has(folder) && folders.get(dirname(folder))?.get(basename(folder)) === 'folder';
    return wasEmpty ? folder : path;
  });
  return Promise.all([...new Set(wanted)].map(readChange));
}

async function readChange(path: string): Promise<Change> {
  const kind = await kindOnDisk(path);
  const isRead = kind === 'file' && (isIndexed(path) || isOnDiskOnly(path));
  const inside = kind === 'folder' ? await readIndexed([path]) : undefined;
  if (inside) await readDefinitions(inside);
  return {
    path,
    kind,
    text: isRead ? await readIndexedText(path) : undefined,
    definitions: kind === 'file' && mayHoldDefinitions(path) ? await definitionsIn(path) : undefined,
    inside,
  };
}

async function kindOnDisk(path: string): Promise<EntryKind | undefined> {
  try {
    const found = await lstat(path);
    return kindOfEntry({ name: basename(path), isFile: () => found.isFile(), isDirectory: () => found.isDirectory() });
  } catch {
    return undefined;
  }
}

/** Brings what is known up to date. Says what is different: a text, or only that something is there or not. */
export function apply(change: Change, indexed: Indexed): 'text' | 'listing' | undefined {
  const isListed = applyToTree(change, indexed);
  const texts = isIndexed(change.path) ? indexed.texts : indexed.diskTexts;
  if (texts.get(change.path) === change.text)
    return isListed ? (change.kind === 'file' ? 'listing' : 'text') : undefined;
  if (change.text === undefined) texts.delete(change.path);
  else texts.set(change.path, change.text);
  return 'text';
}

/** Brings the CustomResourceDefinitions up to date. Says whether there were some, or are some now. */
export function applyDefinitions({ path, kind, definitions, inside }: Change, indexed: Indexed): boolean {
  const known = indexed.definitions;
  const before = [...known.keys()].filter((each) => each === path || (kind !== 'file' && each.startsWith(`${path}/`)));
  for (const each of before) known.delete(each);
  const now = inside ? [...inside.definitions] : definitions ? [[path, definitions] as const] : [];
  for (const [each, ids] of now) known.set(each, ids);
  return before.length > 0 || now.length > 0;
}

function applyToTree({ path, kind, inside }: Change, indexed: Indexed): boolean {
  const { texts, diskTexts, folders } = indexed;
  const siblings = folders.get(dirname(path));
  const isNew = siblings?.get(basename(path)) !== kind;
  if (kind) siblings?.set(basename(path), kind);
  else siblings?.delete(basename(path));
  if (kind !== 'folder') {
    if (folders.has(path)) for (const known of [texts, diskTexts, folders]) dropBelow(known, path);
    return isNew && siblings !== undefined;
  }
  // Of what comes and goes in a folder that is known, each is told by itself.
  if (!inside || (!isNew && folders.has(path))) return isNew;
  addAll(inside, indexed);
  return true;
}

function addAll(found: Indexed, { texts, diskTexts, folders }: Indexed): void {
  for (const [folder, entries] of found.folders) folders.set(folder, entries);
  for (const [path, text] of found.texts) texts.set(path, text);
  for (const [path, text] of found.diskTexts) diskTexts.set(path, text);
}

function dropBelow(known: Map<string, unknown>, path: string): void {
  for (const each of known.keys()) if (each === path || each.startsWith(`${path}/`)) known.delete(each);
}
