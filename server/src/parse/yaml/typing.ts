import { lineEnd, lineStart, type Span } from '../../core/text.ts';
import { flowAt, type FlowPlace } from './flowTyping.ts';
import { isOpen, lineMarks, type Mark } from './lineMarks.ts';

/** A map or a list around the cursor. */
export interface Level {
  readonly kind: 'map' | 'list';
  /** The key in the map above that it belongs to; undefined for an item of a list, and for the outermost one. */
  key: string | undefined;
  /** In block style: of its keys or dashes. */
  readonly column: number;
  /** Its keys with what stands behind them on the same line; without the one at the cursor. */
  readonly entries: Map<string, string>;
}

/** What is being typed, and what it replaces. */
export interface Typed {
  readonly text: string;
  /** Up to the cursor. */
  readonly insert: Span;
  /** To the end of the word. */
  readonly replace: Span;
}

/** Where a cursor stands in YAML that is being typed. */
export interface Typing {
  /** From the outermost to the one that the cursor is in. */
  readonly levels: readonly Level[];
  /** `entry`: where a key or an item of a list begins; `value`: behind a key's colon. */
  readonly role: 'entry' | 'value';
  /** The key whose value is typed; '' for an entry. */
  readonly key: string;
  readonly typed: Typed;
  readonly flow: boolean;
  /** Whether keys around are in double quotes, as in JSON. */
  readonly json: boolean;
  /** Whether a colon follows, so that only the key is to be replaced. */
  readonly hasColon: boolean;
  /** Whether the value needs a space before it: the cursor is right behind the colon. */
  readonly needsGap: boolean;
}

/**
 * Reads lines instead of a tree: while a key is half typed a document has a syntax error just there. Undefined in
 * comments and in text that goes on over several lines.
 */
export function typingAt(text: string, offset: number): Typing | undefined {
  const marks = lineMarks(text, offset).filter(({ at }) => at <= offset);
  if (isComment(text, offset)) return undefined;
  const last = marks.at(-1);
  const owner = last?.kind === 'key' && last.valueAt <= offset ? last : undefined;
  const anchor = owner ?? entryStart(text, offset, marks);
  const chain = levelsAbove(text, anchor.at, anchor.column);
  const opener = flowOpener(chain.openers, owner, last);
  const flow = opener === undefined ? undefined : flowAt(text, opener.valueAt, offset);
  if (flow && opener) return inFlow(text, offset, opener, flow);
  // Behind a flow collection that is closed, or in text of several lines, nothing can be typed.
  if (!chain.isFree) return undefined;
  if (owner) return blockValue(text, offset, owner, chain.levels);
  if (!fitsBelow(text, offset, chain.levels)) return undefined;
  return blockEntry(text, offset, anchor.at, chain.levels);
}

/** `#` begins a comment only behind white space, and not in quotes. */
function isComment(text: string, offset: number): boolean {
  const before = text.slice(lineStart(text, offset), offset);
  const plain = before.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (quoted) => 'q'.repeat(quoted.length));
  return /(?:^|[ \t])#/.test(plain);
}

interface Anchor {
  readonly at: number;
  readonly column: number;
}

/** Where the key or the item at the cursor begins: behind the indentation and the dashes. */
function entryStart(text: string, offset: number, marks: readonly Mark[]): Anchor {
  const content = marks.find(({ kind }) => kind !== 'dash');
  const start = lineStart(text, offset);
  const at = content?.at ?? offset;
  return { at, column: at - start };
}

interface Chain {
  readonly levels: readonly Level[];
  /** Keys or lines above whose value is a flow collection that may hold the cursor; the nearest first. */
  readonly openers: readonly Mark[];
  /** False within text of several lines, and where the column fits nothing. */
  readonly isFree: boolean;
}

interface Climb extends Chain {
  readonly levels: Level[];
  readonly openers: Mark[];
  isFree: boolean;
  /** Whether the last mark stood further in than the level. */
  isDeeper: boolean;
}

/** The collections around a place, found by their columns. */
function levelsAbove(text: string, at: number, column: number): Chain {
  const level = levelOf('map', column);
  const climb: Climb = { levels: [level], openers: [], isFree: true, isDeeper: false };
  for (const mark of marksBefore(text, at, () => climb.levels[0]?.column ?? 0)) pass(climb, mark);
  readBelow(text, at, climb.levels);
  return { ...climb, isFree: climb.isFree && climb.openers.length === 0 };
}

function pass(climb: Climb, mark: Mark): void {
  const level = climb.levels[0] ?? levelOf('map', 0);
  const relation = relationOf(mark, level);
  if (mayHold(mark, relation)) climb.openers.push(mark);
  if (mark.kind === 'text') return;
  if (relation === 'sibling' && mark.kind === 'key') remember(level, mark);
  if (relation === 'owner') {
    if (!fits(mark, level, climb)) climb.isFree = false;
    climb.levels.unshift(own(level, mark));
  }
  climb.isDeeper = relation === 'deeper';
}

/** Whether a collection can begin at a level's column below its owner, and none has begun elsewhere. */
function fits(owner: Mark, { kind, entries }: Level, { isDeeper }: Climb): boolean {
  const isElsewhere = isDeeper && kind === 'map' && entries.size === 0;
  return !isElsewhere && (owner.kind === 'dash' || isOpen(owner));
}

/** Whether what stands behind a mark is a flow collection that goes on to where the level is. */
function mayHold({ kind, value }: Mark, relation: ReturnType<typeof relationOf>): boolean {
  return /^[{[]/.test(value) && (relation === 'owner' || (kind === 'text' && relation === 'sibling'));
}

/** The map or the list that a mark stands in, which holds `inner`. */
function own(inner: Level, mark: Mark): Level {
  if (mark.kind === 'dash') return levelOf('list', mark.column);
  inner.key = mark.key;
  const outer = levelOf('map', mark.column);
  remember(outer, mark);
  return outer;
}

function levelOf(kind: Level['kind'], column: number): Level {
  return { kind, key: undefined, column, entries: new Map() };
}

function remember({ entries }: Level, { key, value }: Mark): void {
  if (!entries.has(key)) entries.set(key, value);
}

/** What a mark above or below is to a level; a list may stand as far out as its key. */
function relationOf({ kind, column }: Mark, level: Level): 'owner' | 'sibling' | 'deeper' {
  if (level.kind === 'list' && kind === 'key') return column <= level.column ? 'owner' : 'deeper';
  if (column < level.column) return 'owner';
  return column === level.column ? 'sibling' : 'deeper';
}

/** Marks from a place upwards, on lines that are not indented deeper than the level that is looked for. */
function* marksBefore(text: string, at: number, limit: () => number): Generator<Mark> {
  yield* lineMarks(text, at)
    .filter((mark) => mark.at < at)
    .toReversed();
  for (let start = lineStart(text, at); start > 0; ) {
    const above = lineStart(text, start - 1);
    // One column more, so that entries which stand further in are seen.
    if (!isIndentedBeyond(text, above, limit() + 8)) yield* lineMarks(text, above).toReversed();
    start = above;
  }
}

function isIndentedBeyond(text: string, start: number, column: number): boolean {
  for (let at = start; at <= start + column; at += 1) if (text.charAt(at) !== ' ') return false;
  return true;
}

/** The entries below the cursor, up to where each level ends. */
function readBelow(text: string, at: number, levels: readonly Level[]): void {
  const open = [...levels];
  for (let end = text.indexOf('\n', at); end !== -1 && open.length > 0; end = text.indexOf('\n', end + 1)) {
    if (isIndentedBeyond(text, end + 1, open.at(-1)?.column ?? 0)) continue;
    for (const mark of lineMarks(text, end + 1)) {
      while (isPast(mark, open.at(-1))) open.pop();
      const level = open.at(-1);
      if (mark.kind === 'key' && level?.kind === 'map' && mark.column === level.column) remember(level, mark);
    }
  }
}

/** Whether a level has ended where a mark below stands. */
function isPast(mark: Mark, level: Level | undefined): boolean {
  if (!level || mark.kind === 'text') return false;
  if (mark.column < level.column) return true;
  return level.kind === 'list' && mark.kind === 'key' && mark.column === level.column;
}

/** The outermost collection that is open at the cursor holds the others. */
function flowOpener(above: readonly Mark[], owner: Mark | undefined, last: Mark | undefined): Mark | undefined {
  const outermost = above.at(-1);
  if (outermost) return outermost;
  const here = owner ?? (last?.kind === 'text' ? last : undefined);
  return here && /^[{[]/.test(here.value) ? here : undefined;
}

/** Whether an entry on a blank line would leave what stands below it where it belongs. */
function fitsBelow(text: string, offset: number, levels: readonly Level[]): boolean {
  const isBlank = text.slice(lineStart(text, offset), lineEnd(text, offset)).trim() === '';
  const [outer, own] = [levels.at(-2), levels.at(-1)];
  const below = isBlank ? markBelow(text, offset) : undefined;
  if (!own || !below || isBeyond(below, outer)) return true;
  // A list that stands as far out as its key.
  const isTorn = below.kind === 'dash' && own.entries.size > 0;
  return below.column === own.column && !isTorn;
}

function isBeyond({ kind, column }: Mark, outer: Level | undefined): boolean {
  if (!outer) return false;
  return column < outer.column || (column === outer.column && (outer.kind === 'list' || kind !== 'dash'));
}

function markBelow(text: string, offset: number): Mark | undefined {
  for (let next = text.indexOf('\n', offset) + 1; next > 0; next = text.indexOf('\n', next) + 1) {
    const [first] = lineMarks(text, next);
    if (first) return first;
  }
  return undefined;
}

function inFlow(text: string, offset: number, opener: Mark, flow: FlowPlace): Typing {
  const above = levelsAbove(text, opener.at, opener.column).levels;
  const [outermost, ...inner] = flow.levels;
  const holder = above.at(-1);
  if (opener.kind === 'key' && holder) remember(holder, opener);
  const around = opener.kind === 'key' ? above : above.slice(0, -1);
  const first = outermost && { ...outermost, key: opener.kind === 'key' ? opener.key : undefined };
  const levels = [...around, ...(first ? [first] : []), ...inner];
  return { ...flow, levels, flow: true, needsGap: flow.role === 'value' && text.charAt(offset - 1) === ':' };
}

function blockValue(text: string, offset: number, owner: Mark, levels: readonly Level[]): Typing | undefined {
  const end = lineEnd(text, offset);
  const gap = /^[ \t]*/.exec(text.slice(owner.valueAt, end))?.[0].length ?? 0;
  const start = Math.min(owner.valueAt + gap, offset);
  const before = text.slice(start, offset);
  if (/^[|>&*!{[]/.test(before)) return undefined;
  const rest = /^["']/.test(before)
    ? /^[^\n"']*["']?/.exec(text.slice(offset, end))
    : /^[^ \t#]*/.exec(text.slice(offset, end));
  const typed = {
    text: before,
    insert: { start, end: offset },
    replace: { start, end: offset + (rest?.[0].length ?? 0) },
  };
  return {
    levels,
    role: 'value',
    key: owner.key,
    typed,
    flow: false,
    json: false,
    hasColon: false,
    needsGap: start === owner.valueAt,
  };
}

function blockEntry(text: string, offset: number, start: number, levels: readonly Level[]): Typing | undefined {
  const before = text.slice(start, offset);
  // A key has no spaces in it; text with spaces goes on.
  if (/[ \t]|^[|>&*!{[]/.test(before)) return undefined;
  const after = text.slice(offset, lineEnd(text, offset));
  const rest = /^[^\s:#]*(?::(?=\S)[^\s:#]*)*/.exec(after)?.[0] ?? '';
  return {
    levels,
    role: 'entry',
    key: '',
    typed: { text: before, insert: { start, end: offset }, replace: { start, end: offset + rest.length } },
    flow: false,
    json: false,
    hasColon: /^[ \t]*:(?:\s|$)/.test(after.slice(rest.length)),
    needsGap: false,
  };
}
