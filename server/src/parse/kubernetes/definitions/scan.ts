import { createHash } from 'node:crypto';
import { detached, lineEnd, type Span } from '../../../core/text.ts';
import { splitDocuments } from '../../yaml/split.ts';

/** A CustomResourceDefinition as an index knows it: where it is, and what for. Plain data. */
export interface DefinitionId {
  readonly group: string;
  readonly kind: string;
  /** Those that are served. */
  readonly versions: readonly string[];
  /** The document in its file. */
  readonly span: Span;
  /** The same for the same text, wherever it is, and for no other. */
  readonly print: string;
}

const MARK = 'CustomResourceDefinition';
const KIND = /^kind:[ \t]*["']?CustomResourceDefinition["']?[ \t]*(?:#.*)?\r?$/m;

/** Lines that a template computes; text with braces in it, as descriptions have, is none. */
function isTemplate(text: string): boolean {
  return text.includes('{{') && /^[ \t]*(?:-[ \t]+)?\{\{/m.test(text);
}

/** Whether a file is worth a look: nearly none is, which is quickly seen. */
function mayDefineKinds(text: string): boolean {
  return text.includes(MARK);
}

/**
 * The definitions in a file, found by their layout: megabytes of them are known without being parsed. What is laid out
 * in a way that nobody writes, or comes out of a template, is not found.
 */
export function scanDefinitions(text: string): DefinitionId[] {
  if (!mayDefineKinds(text)) return [];
  return splitDocuments(text).flatMap((span) => {
    const document = text.slice(span.start, span.end);
    const isOne = mayDefineKinds(document) && KIND.test(document) && !isTemplate(document);
    const names = isOne ? identify(document) : undefined;
    return names ? [{ ...names, span, print: printOf(document) }] : [];
  });
}

/** The text of a definition in what its file says now; undefined if it is there no more. */
export function definitionIn(text: string, id: DefinitionId): string | undefined {
  const { span, group, kind } = id;
  const same = text.slice(span.start, span.end);
  if (isDefinition(same, id)) return same;
  const moved = scanDefinitions(text).find((each) => each.group === group && each.kind === kind);
  return moved && text.slice(moved.span.start, moved.span.end);
}

/** Whether a text is the one that was found. */
export function isDefinition(text: string, { print }: DefinitionId): boolean {
  return printOf(text) === print;
}

function printOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

/** A block of keys at one column. */
interface Block {
  readonly text: string;
  readonly start: number;
  /** The line break and the spaces that each key has before it. */
  readonly before: string;
}

function identify(text: string): Pick<DefinitionId, 'group' | 'kind' | 'versions'> | undefined {
  const spec = blockBelow({ text, start: 0, before: '\n' }, 'spec');
  const group = spec && valueOf(spec, 'group');
  const kind = spec && kindOf(spec);
  if (!spec || !group || !kind) return undefined;
  const versions = versionsOf(spec);
  const only = valueOf(spec, 'version');
  return {
    group: detached(group),
    kind: detached(kind),
    versions: versions.length === 0 && only !== undefined ? [detached(only)] : versions.map(detached),
  };
}

/** Of the names, in a block or on one line. */
function kindOf(spec: Block): string | undefined {
  const names = blockBelow(spec, 'names');
  if (names) return valueOf(names, 'kind');
  const at = spec.text.indexOf(`${spec.before}names:`, spec.start);
  const line = at === -1 ? '' : spec.text.slice(at + 1, lineEnd(spec.text, at + 1));
  return /[{,][ \t]*kind:[ \t]*["']?([\w.-]+)/.exec(line)?.[1];
}

function blockBelow({ text, start, before }: Block, key: string): Block | undefined {
  const at = text.indexOf(`${before}${key}:`, start);
  const first = at === -1 ? undefined : firstBelow(text, text.indexOf('\n', at + 1));
  return first && first.column >= before.length
    ? { ...first, text, before: `\n${' '.repeat(first.column)}` }
    : undefined;
}

/** The first line below a line break with something on it; it starts with the line break before it. */
function firstBelow(text: string, from: number): { start: number; column: number } | undefined {
  for (let at = from; at !== -1; at = text.indexOf('\n', at + 1)) {
    const line = text.slice(at + 1, lineEnd(text, at + 1));
    const column = line.search(/[^ ]/);
    if (column !== -1 && line.charAt(column) !== '#') return { start: at, column };
  }
  return undefined;
}

function valueOf({ text, start, before }: Block, key: string): string | undefined {
  const at = text.indexOf(`${before}${key}:`, start);
  return at === -1 ? undefined : scalarIn(text, at + before.length + key.length + 1);
}

/** `certificates`, `"cert-manager.io"`; nothing that has to be computed. */
function scalarIn(text: string, start: number): string | undefined {
  return /^[ \t]*["']?([\w.-]+)["']?[ \t]*(?:#.*)?$/.exec(text.slice(start, lineEnd(text, start)))?.[1];
}

/** The names of the versions, which stand beside schemas of any length. */
function versionsOf(spec: Block): string[] {
  const { text } = spec;
  const at = text.indexOf(`${spec.before}versions:`, spec.start);
  const first = at === -1 ? undefined : firstBelow(text, text.indexOf('\n', at + 1));
  const [, indent, mark] = /^( *)(- *)/.exec(first ? text.slice(first.start + 1, first.start + 100) : '') ?? [];
  if (!first || indent === undefined || mark === undefined) return [];
  const before = `\n${' '.repeat(indent.length + mark.length)}`;
  return partsAt(text, first.start, `\n${indent}${mark}`).flatMap((part) => {
    const name = valueIn(text, part, before, 'name');
    return name === undefined || valueIn(text, part, before, 'served') === 'false' ? [] : [name];
  });
}

/** A key of an item of a list, behind the dash or below. */
function valueIn(text: string, { start, end }: Span, before: string, key: string): string | undefined {
  if (text.startsWith(`${key}:`, start)) return scalarIn(text, start + key.length + 1);
  const at = text.indexOf(`${before}${key}:`, start);
  return at === -1 || at > end ? undefined : scalarIn(text, at + before.length + key.length + 1);
}

/** From behind each dash to the next one. */
function partsAt(text: string, from: number, dash: string): Span[] {
  const parts: Span[] = [];
  for (let at = from; at !== -1; ) {
    const next = text.indexOf(dash, at + dash.length);
    parts.push({ start: at + dash.length, end: next === -1 ? text.length : next });
    at = next;
  }
  return parts;
}
