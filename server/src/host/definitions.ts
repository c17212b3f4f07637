import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { fileKind } from '../core/fileKind.ts';
import { type DefinitionId, definitionIn, isDefinition } from '../parse/kubernetes/definitions/scan.ts';
import { type DefinitionFile, type DefinitionsIn, definitionsOf } from '../workspace/customKinds.ts';
import { type Folders, type Indexed, MAX_BYTES, readEach } from './files.ts';

const MARKS = ['CustomResourceDefinition', 'MutatingWebhookConfiguration'].map((mark) => Buffer.from(mark));

type Indexing = Pick<Indexed, 'folders' | 'definitions'>;

/**
 * Looks through all YAML of the folders for CustomResourceDefinitions. Whole texts are soon forgotten: only which kinds
 * a file defines stays in `indexed`, put there as soon as the file has been read.
 */
export async function readDefinitions({ folders, definitions }: Indexing): Promise<void> {
  await readEach(yamlIn(folders), async (path) => {
    const found = await definitionsIn(path);
    if (found) definitions.set(path, found);
  });
}

/** The same for those who have nothing else to do: at a third of the cost, and nobody else gets a turn. */
export function readDefinitionsNow({ folders, definitions }: Indexing): void {
  for (const path of yamlIn(folders)) {
    try {
      const found = statSync(path).size > MAX_BYTES ? undefined : definitionsInBytes(readFileSync(path));
      if (found) definitions.set(path, found);
    } catch {
      // Gone, or not ours to read: it defines nothing.
    }
  }
}

function yamlIn(folders: Folders): string[] {
  return [...folders].flatMap(([folder, entries]) =>
    [...entries].flatMap(([name, kind]) => (kind === 'file' && mayHoldDefinitions(name) ? [`${folder}/${name}`] : [])),
  );
}

export function mayHoldDefinitions(path: string): boolean {
  return fileKind(path) === 'yaml';
}

/** Undefined if there is nothing in it, as in most files, which are not even made a text of. */
export async function definitionsIn(path: string): Promise<DefinitionsIn | undefined> {
  try {
    if ((await stat(path)).size > MAX_BYTES) return undefined;
    return definitionsInBytes(await readFile(path));
  } catch {
    // Gone, or not ours to read: it defines nothing.
    return undefined;
  }
}

function definitionsInBytes(bytes: Buffer): DefinitionsIn | undefined {
  return MARKS.some((mark) => bytes.includes(mark)) ? definitionsOf(bytes.toString('utf8')) : undefined;
}

/**
 * The text of a definition, at the moment when somebody needs it. Of a bundle that has many, only its part is read,
 * which is in its place as long as nothing before it takes more than a byte a character.
 */
function definitionOnDisk(path: string, id: DefinitionId): string | undefined {
  try {
    const part = readPart(path, id);
    if (isDefinition(part, id)) return part;
    return statSync(path).size > MAX_BYTES ? undefined : definitionIn(readFileSync(path, 'utf8'), id);
  } catch {
    // Gone since it was found.
    return undefined;
  }
}

/** Files as an index of kinds wants them, with a way back to their texts. */
export function filesOnDisk(definitions: Indexed['definitions']): Map<string, DefinitionFile> {
  return new Map(
    [...definitions].map(([path, found]) => [path, { ...found, read: (id) => definitionOnDisk(path, id) }]),
  );
}

function readPart(path: string, { span: { start, end } }: DefinitionId): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(end - start);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, end - start, start));
  } finally {
    closeSync(file);
  }
}
