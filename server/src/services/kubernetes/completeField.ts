import type { Field, FieldType, ObjectType } from '../../core/kubernetes/schema.ts';
import { lineStart } from '../../core/text.ts';
import { styleAround } from '../../parse/yaml/layout.ts';
import type { Style } from '../../parse/yaml/render.ts';
import type { Item } from '../answers.ts';
import { say } from '../strings.ts';
import { FIRST_FIELDS, STARTERS } from './fieldOrder.ts';
import type { Question } from './question.ts';
import { fieldOf, innermost, type Slot } from './slot.ts';
import { typeName } from './typeName.ts';

/** The fields of an object that are not there yet: required ones first, then those that people write first. */
export function fieldItems(question: Question, slot: Slot, type: ObjectType, prefix = ''): Item[] {
  const { entries } = innermost(slot).level;
  const taken = prefix === '' ? entries : new Map<string, string>();
  return [...type.fields]
    .filter(([name]) => !taken.has(name) && !(slot.isRoot && name === 'status'))
    .toSorted(([one, a], [other, b]) => rank(type, one, a) - rank(type, other, b))
    .map(([name, field]) => ({
      label: prefix + name,
      kind: 'field',
      filterText: filterText(slot, prefix + name),
      ...textsOf(slot, name, field.type, prefix),
      detail: detailOf(question, field),
      documentation: field.description ?? question.describe?.(fieldOf(type, name)),
    }));
}

function rank({ name: type, fields }: ObjectType, name: string, { required }: Field): number {
  const first = FIRST_FIELDS[type]?.indexOf(name) ?? -1;
  const place = first === -1 ? 50 + [...fields.keys()].indexOf(name) : first;
  return required ? place - 1000 : place;
}

function detailOf({ locale }: Question, { type, required }: Field): string {
  const name = typeName(type, locale);
  return required ? say('both', locale, { first: name, second: say('required', locale) }) : name;
}

/** Editors compare it with what is typed, a quote included. */
function filterText({ typing: { typed } }: Slot, text: string): string {
  return typed.text.startsWith('"') ? `"${text}"` : text;
}

type Texts = Pick<Item, 'newText' | 'snippet' | 'continues'>;

/** The key with what its value begins with: a line break and the document's indentation, a dash, braces. */
function textsOf(slot: Slot, name: string, type: FieldType, prefix: string): Texts {
  const { typing } = slot;
  if (typing.hasColon) return { newText: prefix + keyText(slot, name) };
  const key = `${prefix}${keyText(slot, name)}:`;
  if (typing.flow) return flowTexts(key, type);
  const column = columnOf(slot) + prefix.length;
  const body = bodyOf(type, column, styleOf(slot));
  if (body === undefined) return { newText: `${key} `, continues: true };
  const stops = body.includes('$');
  return {
    newText: `${key}${body.replaceAll(/\$\d/g, '')}`,
    snippet: `${key}${body}${stops ? '' : '$0'}`,
    continues: !stops,
  };
}

/** JSON quotes its keys; a quote that is typed already is replaced with the word. */
function keyText({ typing: { json, typed } }: Slot, name: string): string {
  if (json || typed.text.startsWith('"')) return `"${name}"`;
  return typed.text.startsWith("'") ? `'${name}'` : name;
}

function flowTexts(key: string, { kind }: FieldType): Texts {
  if (kind === 'object' || kind === 'map') return { newText: `${key} {}`, snippet: `${key} { $0 }`, continues: true };
  if (kind === 'list') return { newText: `${key} []`, snippet: `${key} [$0]`, continues: true };
  return { newText: `${key} `, continues: true };
}

/** What follows the colon; undefined for what stands on the same line. */
function bodyOf(type: FieldType, column: number, style: Style): string | undefined {
  if (type.kind === 'list') {
    const inner = column + style.listIndent;
    const item = type.item.kind === 'object' ? starters(type.item.type, inner + 2, style) : '';
    return `${style.lineBreak}${' '.repeat(inner)}- ${item}`;
  }
  if (type.kind !== 'object' && type.kind !== 'map') return undefined;
  const inner = column + style.mapIndent;
  const fields = type.kind === 'object' ? starters(type.type, inner, style) : '';
  return `${style.lineBreak}${' '.repeat(inner)}${fields}`;
}

/** The fields that every object of a type begins with, each with a place to fill in. */
function starters(type: ObjectType, column: number, { lineBreak }: Style): string {
  const names = STARTERS[type.name] ?? requiredScalars(type);
  return names.map((name, at) => `${name}: $${at + 1}`).join(`${lineBreak}${' '.repeat(column)}`);
}

function requiredScalars({ fields }: ObjectType): string[] {
  return [...fields]
    .filter(([, { required, type }]) => required && !['object', 'list', 'map', 'any'].includes(type.kind))
    .map(([name]) => name);
}

/** Of what is being typed, in its line. */
export function columnOf({ typing: { typed }, document: { document } }: Slot): number {
  return typed.insert.start - lineStart(document.text, typed.insert.start);
}

export function styleOf({ document: { document } }: Slot): Style {
  return styleAround(document, undefined);
}
