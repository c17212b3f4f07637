import { lineEnd, lineStart, type Span } from '../../core/text.ts';
import { flowTokens, type FlowToken } from './flowTokens.ts';
import type { Level, Typed } from './typing.ts';

/** Where a cursor stands in a flow collection. */
export interface FlowPlace {
  readonly levels: readonly Level[];
  readonly role: 'entry' | 'value';
  readonly key: string;
  readonly typed: Typed;
  readonly json: boolean;
  readonly hasColon: boolean;
}

interface Open {
  readonly level: Level;
  /** The key whose value is due; undefined where a key or an item is. */
  key: string | undefined;
}

interface Reading {
  readonly open: Open[];
  /** What a colon would make a key, and a comma a value. */
  word: FlowToken | undefined;
  json: boolean;
}

/** Reads a flow collection from its brace to the cursor. Undefined if it has ended before, or in a comment. */
export function flowAt(text: string, start: number, offset: number): FlowPlace | undefined {
  const from = text.slice(start).search(/[{[]/) + start;
  const reading: Reading = { open: [], word: undefined, json: false };
  for (const token of flowTokens(text, from)) {
    if (token.start >= offset || holds(token, offset)) return placeOf(text, offset, reading, token);
    if (token.kind === 'comment' && offset <= token.end) return undefined;
    STEPS[token.kind](reading, token);
    if (reading.open.length === 0) return undefined;
  }
  return placeOf(text, offset, reading, undefined);
}

/** A quoted text that is closed ends before a cursor behind it. */
function holds({ kind, text, end }: FlowToken, offset: number): boolean {
  if (kind !== 'word' || end < offset) return false;
  return end > offset || !/^(?:"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*')$/.test(text);
}

const keep = (): void => undefined;

const STEPS: Readonly<Record<FlowToken['kind'], (reading: Reading, token: FlowToken) => void>> = {
  open(reading, { text }) {
    const top = reading.open.at(-1);
    const level: Level = { kind: text === '{' ? 'map' : 'list', key: top?.key, column: 0, entries: new Map() };
    if (top?.key !== undefined) remember(top, text);
    reading.open.push({ level, key: undefined });
    reading.word = undefined;
  },
  close(reading) {
    finish(reading);
    reading.open.pop();
  },
  comma: finish,
  colon(reading) {
    const top = reading.open.at(-1);
    if (top?.level.kind === 'map') top.key = nameOf(reading.word);
    reading.json ||= reading.word?.text.startsWith('"') === true;
    reading.word = undefined;
  },
  word(reading, token) {
    reading.word = token;
  },
  gap: keep,
  comment: keep,
};

/** An entry is complete; a key may have no value. */
function finish({ open, word }: Reading): void {
  const top = open.at(-1);
  if (!top) return;
  if (top.key !== undefined) remember(top, nameOf(word));
  else if (top.level.kind === 'map' && word) top.level.entries.set(nameOf(word), '');
}

function remember(top: Open, value: string): void {
  if (top.key !== undefined && !top.level.entries.has(top.key)) top.level.entries.set(top.key, value);
  top.key = undefined;
}

function nameOf(word: FlowToken | undefined): string {
  return word?.text.replace(/^(["'])(.*?)\1?$/s, '$2') ?? '';
}

/** `token` is at the cursor, or the first behind it. */
function placeOf(
  text: string,
  offset: number,
  { open, json }: Reading,
  token: FlowToken | undefined,
): FlowPlace | undefined {
  const top = open.at(-1);
  if (!top) return undefined;
  const { start, end } = wordAt(text, offset, token);
  // Text that has begun on a line above is none to choose.
  if (start < lineStart(text, offset)) return undefined;
  readRest(text, end, top.level);
  const { key, level } = top;
  const isQuotedKey = key === undefined && level.kind === 'map' && text.startsWith('"', start) && start < offset;
  return {
    levels: open.map((each) => each.level),
    role: key === undefined ? 'entry' : 'value',
    key: key ?? '',
    typed: { text: text.slice(start, offset), insert: { start, end: offset }, replace: { start, end } },
    json: json || isQuotedKey,
    hasColon: /^[ \t]*:(?:[\s,{}[\]"']|$)/.test(text.slice(end, end + 20)),
  };
}

/** A quote that is opened and not closed would run to the end of the text. */
function wordAt(text: string, offset: number, token: FlowToken | undefined): Span {
  if (!token || token.start >= offset || !holds(token, offset)) return { start: offset, end: offset };
  return { start: token.start, end: Math.max(offset, Math.min(token.end, lineEnd(text, offset))) };
}

/** What follows in the same collection: its keys are taken, too. */
function readRest(text: string, from: number, { entries }: Level): void {
  let depth = 0;
  let word: FlowToken | undefined;
  for (const token of flowTokens(text, from)) {
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    if (depth < 0) return;
    if (depth === 0 && token.kind === 'colon' && word) entries.set(nameOf(word), entries.get(nameOf(word)) ?? '');
    if (token.kind !== 'gap' && token.kind !== 'comment') word = token.kind === 'word' ? token : undefined;
  }
}
