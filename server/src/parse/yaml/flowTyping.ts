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

const TOKEN = /\s+|#[^\n]*|"(?:[^"\\]|\\[^])*(?:"|$)|'(?:[^']|'')*(?:'|$)|[{}[\],]|:(?=[\s,{}[\]"']|$)|(?:[^\s,{}[\]:]|:(?=[^\s,{}[\]"']))+/gy;

/** More tokens than this are not typed by a person. */
const MANY = 200_000;

/** Reads a flow collection from its brace to the cursor. Undefined if it has ended before, or in a comment. */
export function flowAt(text: string, start: number, offset: number): FlowPlace | undefined {
  const from = text.slice(start).search(/[{[]/) + start;
  const open: Open[] = [];
  let key: string | undefined;
  let json = false;
  let wordEnd = from;
  for (const token of tokens(text, from)) {
    if (token.start >= offset || (token.end >= offset && isWord(token, offset)))
      return open.length > 0 ? placeOf(text, offset, { open, token, json }) : undefined;
    if (token.text.startsWith('#') && offset <= token.end) return undefined;
    json ||= token.text === ':' && text.charAt(wordEnd - 1) === '"';
    if (!/^[\s#]/.test(token.text)) wordEnd = token.end;
    key = step(open, token.text, key);
    if (open.length === 0) return undefined;
  }
  return open.length > 0 ? placeOf(text, offset, { open, token: undefined, json }) : undefined;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function* tokens(text: string, from: number): Generator<Token> {
  const pattern = new RegExp(TOKEN);
  pattern.lastIndex = from;
  for (let count = 0; count < MANY; count += 1) {
    const match = pattern.exec(text);
    if (!match) return;
    yield { text: match[0], start: match.index, end: match.index + match[0].length };
  }
}

/** A quoted text that is closed ends before a cursor behind it. */
function isWord({ text, end }: Token, offset: number): boolean {
  if (/^[\s{}[\],:#]/.test(text)) return false;
  return end > offset || !/^(?:"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*')$/.test(text);
}

/** Takes a token in; returns the word that a colon would make a key. */
function step(open: Open[], token: string, word: string | undefined): string | undefined {
  const top = open.at(-1);
  if (token === '{' || token === '[') {
    const level: Level = { kind: token === '{' ? 'map' : 'list', key: top?.key, column: 0, entries: new Map() };
    if (top) finish(top, token);
    open.push({ level, key: undefined });
  } else if (token === '}' || token === ']') {
    if (top) finish(top, word ?? '');
    open.pop();
  } else if (token === ',') {
    if (top) finish(top, word ?? '');
  } else if (token === ':') {
    if (top?.level.kind === 'map') top.key = word ?? '';
  } else if (/^\s|^#/.test(token)) {
    return word;
  } else {
    return unquoted(token);
  }
  return undefined;
}

function finish(open: Open, value: string): void {
  const name = open.key ?? (open.level.kind === 'map' && !/^[{[]?$/.test(value) ? value : undefined);
  if (name !== undefined && !open.level.entries.has(name)) open.level.entries.set(name, open.key === undefined ? '' : value);
  open.key = undefined;
}

function unquoted(word: string): string {
  return word.replace(/^(["'])(.*?)\1?$/s, '$2');
}

interface Reached {
  readonly open: readonly Open[];
  /** At the cursor, or the first behind it. */
  readonly token: Token | undefined;
  readonly json: boolean;
}

function placeOf(text: string, offset: number, { open, token, json }: Reached): FlowPlace {
  const top = open.at(-1);
  const isAt = token !== undefined && token.start <= offset && isWord(token, offset);
  const start = isAt ? token.start : offset;
  const end = isAt ? endOfWord(text, token, offset) : offset;
  const after = text.slice(end).match(/^[ \t]*/)?.[0].length ?? 0;
  readRest(text, end, open);
  return {
    levels: open.map(({ level }) => level),
    role: top?.key === undefined ? 'entry' : 'value',
    key: top?.key ?? '',
    typed: {
      text: text.slice(start, offset),
      insert: { start, end: offset },
      replace: { start, end },
    },
    json: json || (top?.key === undefined && top?.level.kind === 'map' && text.startsWith('"', start)),
    hasColon: /^:(?=[\s,{}[\]"']|$)/.test(text.slice(end + after, end + after + 2)),
  };
}

/** A quote that is opened and not closed would run to the end of the text. */
function endOfWord(text: string, token: Token, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return Math.max(offset, newline === -1 ? token.end : Math.min(token.end, newline));
}

/** What follows in the same collection: its keys are taken, too. */
function readRest(text: string, from: number, open: readonly Open[]): void {
  const top = open.at(-1);
  if (!top) return;
  let depth = 0;
  let word: string | undefined;
  for (const token of tokens(text, from)) {
    if (/^[{[]$/.test(token.text)) depth += 1;
    if (/^[}\]]$/.test(token.text)) depth -= 1;
    if (depth < 0) return;
    if (depth > 0 || /^[\s#]/.test(token.text)) continue;
    if (token.text === ':' && word !== undefined && !top.level.entries.has(word)) top.level.entries.set(word, '');
    word = token.text === ',' || token.text === ':' ? undefined : unquoted(token.text);
  }
}
