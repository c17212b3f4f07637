import { lineBreak, lineEnd, type Span, type TextEdit } from '../../core/text.ts';
import type { YamlDocument } from './document.ts';
import type { Edits } from './edit.ts';
import { appendFlowEntry } from './flowEdit.ts';
import { blockColumn, insertionPoint, isBlockScalar, lastLeaf, placeBehindKey } from './layout.ts';
import { findPair, isKey, type YamlMap, type YamlPair } from './node.ts';
import { removePair } from './remove.ts';

/**
 * Moves a pair to the end of another map, as it is written: quotes, comments and relative indentation stay. Undefined
 * where that map has such a key, lies within the pair, or is written in a style that the pair does not fit into.
 */
export function movePair(document: YamlDocument, from: YamlMap, key: string, to: YamlMap): Edits {
  const pair = findPair(from, key);
  if (!pair || from === to || to.pairs.some((each) => isKey(each, key))) return undefined;
  const span = { start: pair.key.span.start, end: Math.max(pair.key.span.end, pair.value.span.end) };
  if (span.start <= to.span.start && to.span.end <= span.end) return undefined;
  if (!isMovable(document.text.slice(span.start, span.end), pair)) return undefined;
  const removal = removePair(document, from, key);
  const insertion = removal && (to.flow ? intoFlow(document, to, span) : intoBlock(document, span, to, from));
  if (!removal || !insertion || removal.some((one) => insertion.some((other) => touch(one.span, other.span))))
    return undefined;
  return [...removal, ...insertion];
}

/** Of a block scalar that keeps its last line breaks, these stand behind it. */
function isMovable(written: string, { value }: YamlPair): boolean {
  return !/[&*!]/.test(written) && !(isBlockScalar(lastLeaf(value)) && /[|>]\d?\+/.test(written));
}

function touch(one: Span, other: Span): boolean {
  return one.start < other.end + 1 && other.start < one.end;
}

/** Only what stands on one line, since lines mean nothing there. */
function intoFlow({ text }: YamlDocument, to: YamlMap, span: Span): Edits {
  const written = text.slice(span.start, span.end);
  if (text.slice(span.end, lineEnd(text, span.end)).includes('#')) return undefined;
  const isFlow = /^[^\s:]+: (?:[\w./"'-]+|\{[^#\n]*\}|\[[^#\n]*\])$/.test(written);
  const last = to.pairs.at(-1);
  const neighbour = last && { start: last.key.span.start, end: Math.max(last.key.span.end, last.value.span.end) };
  return isFlow ? appendFlowEntry(text, to, neighbour, () => written, false) : undefined;
}

function intoBlock({ text }: YamlDocument, span: Span, to: YamlMap, from: YamlMap): Edits {
  const [source, target] = [blockColumn(text, span.start), blockColumn(text, to.span.start)];
  const last = to.pairs.at(-1);
  const at = last && target !== undefined ? insertionPoint(text, last.value, target) : undefined;
  if (target === undefined || at === undefined) return undefined;
  const lines = source === undefined ? [text.slice(span.start, span.end)] : linesOf(text, span, from);
  // From a flow map only what stands on one line.
  if (!lines || (source === undefined && /[#\n]/.test(lines[0] ?? ''))) return undefined;
  const moved = lines.map((line, index) =>
    index === 0 ? ' '.repeat(target) + line : shifted(line, target - (source ?? 0)),
  );
  return [insertion(at, lineBreak(text) + moved.join(lineBreak(text)))];
}

/**
 * With the comment at the end of its last line, unless `{}` takes the pair's place there (behind a dash, or as all of
 * the document); undefined if something else stands there.
 */
function linesOf(text: string, span: Span, from: YamlMap): readonly string[] | undefined {
  const end = lineEnd(text, span.end);
  if (!/^[ \t]*(?:#.*)?\r?$/.test(text.slice(span.end, end))) return undefined;
  const isReplaced = from.pairs.length === 1 && placeBehindKey(text, from.span.start) === undefined;
  return text.slice(span.start, isReplaced ? span.end : end).split(/\r?\n/);
}

function shifted(line: string, by: number): string {
  if (line.trim() === '') return line;
  if (by >= 0) return ' '.repeat(by) + line;
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(indent, -by));
}

function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
