import { lineEnd, lineStart, type Span, type TextEdit } from '../../core/text.ts';
import type { YamlDocument } from './document.ts';
import type { Edits } from './edit.ts';
import { isBraced } from './flowEdit.ts';
import { blockColumn, isBlockScalar, lastLeaf, placeBehindKey } from './layout.ts';
import { isKey, type YamlList, type YamlMap, type YamlNode, type YamlPair } from './node.ts';

/**
 * Takes a key and its value out of a map, with the comment at the end of its line. Of a map's last pair `{}` stays.
 * Undefined where an alias stands for something in it.
 */
export function removePair(document: YamlDocument, map: YamlMap, key: string): Edits {
  const indexes = map.pairs.flatMap((pair, index) =>
    pair.key.type === 'scalar' && pair.key.text === key ? [index] : [],
  );
  const [index] = indexes;
  return index === undefined || indexes.length > 1 ? undefined : removeAt(document, map, index);
}

/** The same for the pair at a place. */
export function removeAt(document: YamlDocument, map: YamlMap, index: number): Edits {
  return removeEntry(
    document,
    map,
    around(index, (at) => entryOfPair(map.pairs[at])),
  );
}

function entryOfPair(pair: YamlPair | undefined): Entry | undefined {
  if (!pair) return undefined;
  const { key, value } = pair;
  return { start: key.span.start, end: Math.max(key.span.end, value.span.end), last: value };
}

/** Takes an item out of a list, with the comment at the end of its line. Of a list's last item `[]` stays. */
export function removeItem(document: YamlDocument, list: YamlList, index: number): Edits {
  const neighbours = around(index, (at) => entryOfItem(document.text, list, at));
  const isKnown = neighbours.every((entry, at) => entry !== undefined || !list.items[index - 1 + at]);
  return isKnown ? removeEntry(document, list, neighbours) : undefined;
}

function entryOfItem(text: string, list: YamlList, index: number): Entry | undefined {
  const item = list.items[index];
  if (!item) return undefined;
  const start = list.flow ? item.span.start : dashOf(text, list, index);
  return start === undefined ? undefined : { start, end: item.span.end, last: item };
}

/** Only the neighbours are looked at: a list may have thousands of items, and many that are to go. */
function around(index: number, entryAt: (at: number) => Entry | undefined): Neighbours {
  return [entryAt(index - 1), entryAt(index), entryAt(index + 1)];
}

type Neighbours = readonly [before: Entry | undefined, entry: Entry | undefined, after: Entry | undefined];

/**
 * Takes out what a path of keys and indexes leads to, together with the maps and lists around it that would be empty
 * then, unless comments stand in them. Undefined where an alias is on the way.
 */
export function removeIn(document: YamlDocument, map: YamlMap, path: readonly (string | number)[]): Edits {
  const steps: Step[] = [];
  let node: YamlNode | undefined = map;
  for (const step of path) {
    const next = stepInto(node, step);
    if (!next || document.shared.has(next.collection)) return undefined;
    steps.push(next);
    node = next.child;
  }
  const outermost = steps.findLastIndex(({ collection }, depth) => {
    const above = steps[depth - 1];
    return !above || !isOnlyFor(document, collection, above.end);
  });
  const { collection, index } = steps[outermost] ?? {};
  if (!collection || index === undefined) return undefined;
  return collection.type === 'map' ? removeAt(document, collection, index) : removeItem(document, collection, index);
}

interface Step {
  readonly collection: YamlMap | YamlList;
  readonly index: number;
  readonly child: YamlNode | undefined;
  /** Of the key, or where the item begins. */
  readonly end: number;
}

function stepInto(node: YamlNode | undefined, step: string | number): Step | undefined {
  if (node?.type === 'list' && typeof step === 'number')
    return { collection: node, index: step, child: node.items[step], end: node.items[step]?.span.start ?? 0 };
  if (node?.type !== 'map' || typeof step === 'number') return undefined;
  const [pair, ...others] = node.pairs.filter((each) => isKey(each, step));
  return pair && others.length === 0
    ? { collection: node, index: node.pairs.indexOf(pair), child: pair.value, end: pair.key.span.end }
    : undefined;
}

/** Whether a collection, which is written behind `from`, has one entry and no comments. */
function isOnlyFor({ text }: YamlDocument, collection: YamlMap | YamlList, from: number): boolean {
  const { length } = collection.type === 'map' ? collection.pairs : collection.items;
  return length === 1 && !/(?:^|\s)#/.test(text.slice(from, collection.span.end));
}

interface Entry {
  readonly start: number;
  readonly end: number;
  /** The node that the entry ends with. */
  readonly last: YamlNode;
}

function removeEntry(
  { text, problems, shared }: YamlDocument,
  collection: YamlMap | YamlList,
  [before, entry, after]: Neighbours,
): Edits {
  if (!entry || problems.some(({ kind }) => kind === 'syntax') || holds(entry.last, shared)) return undefined;
  if (collection.flow)
    return isBraced(text, collection) ? removeFromFlow(text, collection.span, before, entry, after) : undefined;
  if (blockColumn(text, collection.span.start) === undefined) return undefined;
  return before || after ? removeLines(text, before, entry, after) : removeAll(text, collection);
}

function holds(node: YamlNode, shared: ReadonlySet<YamlNode>): boolean {
  if (shared.size === 0) return false;
  const inner = node.type === 'map' ? node.pairs.map(({ value }) => value) : node.type === 'list' ? node.items : [];
  return shared.has(node) || inner.some((each) => holds(each, shared));
}

/** The lines go, and what is empty stands behind the key, which is where people write it. */
function removeAll(text: string, { type, span }: YamlMap | YamlList): Edits {
  const empty = type === 'map' ? '{}' : '[]';
  const behind = placeBehindKey(text, span.start);
  if (behind === undefined) return isBelowNothing(text, span.start) ? [replacement(span, empty)] : undefined;
  return [
    replacement({ start: behind, end: behind }, ` ${empty}`),
    replacement({ start: lineStart(text, span.start), end: nextLine(text, span.end) }, ''),
  ];
}

/** Behind a dash, or the root of the document. */
function isBelowNothing(text: string, offset: number): boolean {
  return (
    !ownLine(text, offset) ||
    /^(?:[ \t]*(?:#.*)?\r?\n|(?:---|%).*\n|\uFEFF)*$/.test(text.slice(0, lineStart(text, offset)))
  );
}

function removeFromFlow(
  text: string,
  { start, end }: Span,
  before: Entry | undefined,
  entry: Entry,
  after: Entry | undefined,
): Edits {
  const span = {
    start: after ? entry.start : (before?.end ?? start + 1),
    end: after ? after.start : before ? entry.end : end - 1,
  };
  // Comments would be lost, and an anchor or a tag before the entry would be left.
  const around = text.slice(before?.end ?? start + 1, entry.start) + text.slice(entry.end, span.end);
  return /[^\s,]/.test(around) ? undefined : [replacement(span, '')];
}

function removeLines(text: string, before: Entry | undefined, entry: Entry, after: Entry | undefined): Edits {
  const end = nextLine(text, entry.end);
  if (before && isBlockScalar(lastLeaf(before.last)) && !isClosed(text, end)) return undefined;
  if (before && !ownLine(text, entry.start)) return undefined;
  if (before) return [replacement({ start: lineStart(text, entry.start), end }, '')];
  // The first entry may stand behind a dash; then the second takes its place.
  if (!after || /\S/.test(text.slice(end, after.start))) return undefined;
  return [replacement({ start: entry.start, end: after.start }, '')];
}

/** What follows a block scalar may become a part of it: a comment as text, a blank line as one that is kept. */
function isClosed(text: string, line: number): boolean {
  return line >= text.length || /^[ \t]*[^\s#]/.test(text.slice(line, lineEnd(text, line)));
}

/** Where the dash of an item of a block list stands: below the end of the item before. */
function dashOf(text: string, { items, span }: YamlList, index: number): number | undefined {
  const previous = items[index - 1];
  if (!previous) return span.start;
  const column = span.start - lineStart(text, span.start);
  let line = nextLine(text, previous.span.end);
  while (line < text.length && /^[ \t]*(?:#|$)/.test(text.slice(line, lineEnd(text, line))))
    line = nextLine(text, line);
  return text.charAt(line + column) === '-' ? line + column : undefined;
}

function ownLine(text: string, offset: number): boolean {
  return /^ *$/.test(text.slice(lineStart(text, offset), offset));
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

function replacement(span: Span, newText: string): TextEdit {
  return { span, newText };
}
