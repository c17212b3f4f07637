import type { FieldType, KindSchema, ObjectType } from '../../core/kubernetes/schema.ts';
import type { PlacedDocument } from '../../parse/yaml.ts';
import { typingAt, type Level, type Typing } from '../../parse/yaml/typing.ts';
import { schemaOf, type Question } from './question.ts';

/** What may be written in a collection or behind a key, and the field of the API that says so. */
export interface Held {
  readonly type: FieldType;
  /** `V1Container.ports`; '' for the resource itself. */
  readonly field: string;
  /** What a custom resource's definition fills in. */
  readonly usual?: string | undefined;
}

/** A place where something is being typed, seen by the API. */
export interface Slot {
  readonly typing: Typing;
  readonly document: PlacedDocument;
  /** In the document's own text. */
  readonly offset: number;
  /** The resource's own map. */
  readonly root: Level;
  readonly isRoot: boolean;
  readonly apiVersion: string;
  readonly kind: string;
  readonly schema: KindSchema | undefined;
  /** Of the innermost collection; undefined where the schema ends. */
  readonly held: Held | undefined;
}

export function slotAt(question: Question, document: PlacedDocument, offset: number): Slot | undefined {
  const typing = typingAt(document.document.text, offset);
  const at = typing ? rootIndex(typing.levels) : 0;
  const root = typing?.levels[at];
  if (!typing || root?.kind !== 'map') return undefined;
  const [apiVersion, kind] = [scalarOf(root, 'apiVersion'), scalarOf(root, 'kind')];
  const schema = schemaOf(question, { apiVersion, kind });
  const inner = typing.levels.slice(at + 1);
  const held =
    schema && inner.reduce<Held | undefined>(descend, { type: { kind: 'object', type: schema.type }, field: '' });
  return { typing, document, offset, root, isRoot: inner.length === 0, apiVersion, kind, schema, held };
}

/** The items of a `kind: List` are resources. */
function rootIndex(levels: readonly Level[]): number {
  const [outer, list, item] = levels;
  const isItem = outer && scalarOf(outer, 'kind') === 'List' && list?.key === 'items' && item;
  return isItem ? 2 : 0;
}

function descend(held: Held | undefined, level: Level): Held | undefined {
  if (!held) return undefined;
  if (level.key !== undefined) return heldBy(held, level.key);
  return held.type.kind === 'list' ? { type: held.type.item, field: held.field } : undefined;
}

/** What stands behind a key. */
export function heldBy({ type, field }: Held, key: string): Held | undefined {
  if (type.kind === 'map') return { type: type.value, field };
  if (type.kind !== 'object') return undefined;
  const found = type.type.fields.get(key);
  return found && { type: found.type, field: fieldOf(type.type, key), usual: found.default };
}

export function fieldOf({ name }: ObjectType, key: string): string {
  return `${name}.${key}`;
}

/** Text of a key's value on the same line, without quotes. */
export function scalarOf({ entries }: Level, key: string): string {
  return unquoted(entries.get(key) ?? '');
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}

/** The collection that the cursor is in, and the one around it. */
export function innermost({ typing: { levels } }: Slot): { readonly level: Level; readonly outer: Level | undefined } {
  const level = levels.at(-1);
  if (!level) throw new Error('A place is in a collection at least.');
  return { level, outer: levels.at(-2) };
}
