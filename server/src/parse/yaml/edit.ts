import { lineEnd, lineStart, type Span, type TextEdit } from '../../core/text.ts';
import type { YamlDocument } from './document.ts';
import { appendFlowEntry, isBraced } from './flowEdit.ts';
import { blockColumn, insertionPoint, isBlockScalar, styleAround } from './layout.ts';
import { isKey, type YamlList, type YamlMap, type YamlNode, type YamlPair, type YamlScalar } from './node.ts';
import {
  doubleQuoted,
  renderBlock,
  renderFlow,
  renderFlowPair,
  renderPair,
  renderString,
  singleQuoted,
  type YamlValue,
} from './render.ts';
import { isNull } from './scalar.ts';

/**
 * Edits of a document in its own coordinates, in the style of what is around: indentation, quotes, block or flow,
 * line breaks; comments stay. Each function gives undefined where it could not keep that promise, and for documents
 * with syntax errors.
 */
export type Edits = readonly TextEdit[] | undefined;

/** Gives `key` this value. A new pair comes after the last of `after` that is there, or last. */
export function setPair(
  document: YamlDocument,
  map: YamlMap,
  key: string,
  value: YamlValue,
  after: readonly string[] = [],
): Edits {
  if (isBroken(document)) return undefined;
  const present = map.pairs.filter((pair) => isKey(pair, key));
  if (present.length > 1) return undefined;
  const [pair] = present;
  if (pair) return setValue(document, map, pair, value);
  const neighbour = map.pairs.findLast((other) => after.some((name) => isKey(other, name))) ?? map.pairs.at(-1);
  return map.flow
    ? appendFlowEntry(
        document.text,
        map,
        neighbour && pairSpan(neighbour),
        (style) => renderFlowPair(key, value, style),
        jsonStyle(neighbour?.key),
      )
    : insertBlockPair(document, map, neighbour, key, value);
}

/** Adds an item at the end of a list. */
export function appendItem(document: YamlDocument, list: YamlList, value: YamlValue): Edits {
  if (isBroken(document)) return undefined;
  const { text } = document;
  const last = list.items.at(-1);
  if (list.flow)
    return appendFlowEntry(text, list, last?.span, (style) => renderFlow(value, style), jsonStyle(firstKey(last)));
  const column = blockColumn(text, list.span.start);
  const at = last && column !== undefined ? insertionPoint(text, last, column) : undefined;
  if (!last || column === undefined || at === undefined) return undefined;
  const style = styleAround(document, last.type === 'map' ? last : undefined);
  const gap = gapAfterDash(text, last);
  const item =
    last.type === 'map' && isBraced(text, last)
      ? renderFlow(value, { ...style, json: jsonStyle(firstKey(last)) })
      : renderBlock(value, column + 1 + gap, style);
  return [insertion(at, `${style.lineBreak}${' '.repeat(column)}-${' '.repeat(gap)}${item}`)];
}

/** Writes another value in the place of a scalar, in its quotes if it has some. */
export function replaceScalar(document: YamlDocument, scalar: YamlScalar, value: string | number | boolean): Edits {
  if (isBroken(document) || scalar.tag !== undefined) return undefined;
  const { text } = document;
  const newText = typeof value === 'string' ? inStyleOf(document, scalar, value) : String(value);
  if (scalar.span.start === scalar.span.end) return fillEmpty(text, scalar, ` ${newText}`);
  // The header of a block scalar may have a comment, which would be lost.
  if (isBlockScalar(scalar) && /^[^\n]*#/.test(text.slice(scalar.span.start, scalar.span.end))) return undefined;
  return [{ span: scalar.span, newText }];
}

function setValue(document: YamlDocument, map: YamlMap, pair: YamlPair, value: YamlValue): Edits {
  const { value: old } = pair;
  if (old.type !== 'scalar' || old.tag !== undefined) return undefined;
  if (typeof value !== 'object') return replaceScalar(document, old, value);
  if (!isNull(old)) return undefined;
  return map.flow
    ? fillFlow(document, old, value, jsonStyle(pair.key))
    : fillBlock(document, map, { key: pair.key, value: old }, value);
}

function fillFlow(document: YamlDocument, old: YamlScalar, value: YamlValue, json: boolean): Edits {
  const newText = renderFlow(value, { ...styleAround(document, undefined), json });
  return old.text === '' ? fillEmpty(document.text, old, ` ${newText}`) : [{ span: old.span, newText }];
}

interface EmptyPair {
  readonly key: YamlNode;
  readonly value: YamlScalar;
}

/** `env:` or `env: null # none yet` becomes a key with lines below. */
function fillBlock(document: YamlDocument, map: YamlMap, { key, value: old }: EmptyPair, value: YamlValue): Edits {
  const { text } = document;
  const column = key.type === 'scalar' ? blockColumn(text, key.span.start) : undefined;
  if (column === undefined || text.charAt(old.span.start - 1) === '') return undefined;
  const style = styleAround(document, map);
  const inner = column + (Array.isArray(value) ? style.listIndent : style.mapIndent);
  const colon = text.lastIndexOf(':', old.span.start) + 1;
  if (colon <= key.span.end - 1 || /\S/.test(text.slice(colon, old.span.start))) return undefined;
  return [
    ...(old.text === '' ? [] : [{ span: { start: colon, end: old.span.end }, newText: '' }]),
    insertion(lineEnd(text, old.span.end), `${style.lineBreak}${' '.repeat(inner)}${renderBlock(value, inner, style)}`),
  ];
}

function insertBlockPair(
  document: YamlDocument,
  map: YamlMap,
  neighbour: YamlPair | undefined,
  key: string,
  value: YamlValue,
): Edits {
  const { text } = document;
  const column = blockColumn(text, map.span.start);
  const at = neighbour && column !== undefined ? insertionPoint(text, neighbour.value, column) : undefined;
  if (column === undefined || at === undefined) return undefined;
  const style = styleAround(document, map);
  return [insertion(at, `${style.lineBreak}${' '.repeat(column)}${renderPair(key, value, column, style)}`)];
}

/** A value that is not there can be written behind a colon or a dash only. */
function fillEmpty(text: string, { span }: YamlScalar, newText: string): Edits {
  return /[:-]/.test(text.charAt(span.start - 1)) ? [insertion(span.start, newText)] : undefined;
}

/** A plain number of JSON gets quotes as it becomes a string. */
function inStyleOf({ text, root }: YamlDocument, { style, span }: YamlScalar, value: string): string {
  if (style === 'single') return singleQuoted(value) ?? doubleQuoted(value);
  const isJson = root?.type === 'map' && root.flow && jsonStyle(root.pairs[0]?.key);
  const isBehindQuotes = /"[ \t]*:[ \t]*$/.test(text.slice(lineStart(text, span.start), span.start));
  return renderString(value, { json: style === 'double' || isJson || isBehindQuotes });
}

function gapAfterDash(text: string, item: YamlNode): number {
  return /-( +)$/.exec(text.slice(Math.max(0, item.span.start - 40), item.span.start))?.[1]?.length ?? 1;
}

function jsonStyle(key: YamlNode | undefined): boolean {
  return key?.type === 'scalar' && key.style === 'double';
}

function firstKey(node: YamlNode | undefined): YamlNode | undefined {
  return node?.type === 'map' ? node.pairs[0]?.key : node;
}

function pairSpan({ key, value }: YamlPair): Span {
  return { start: key.span.start, end: Math.max(key.span.end, value.span.end) };
}

function isBroken({ problems }: YamlDocument): boolean {
  return problems.some(({ kind }) => kind === 'syntax');
}

function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
