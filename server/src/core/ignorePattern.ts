import { compileExpression } from './goExpression.ts';

/**
 * One pattern of an ignore file, exactly as Docker reads it: moby/patternmatcher writes it as an expression of Go's
 * regexp package, with all that this means for what people write by mistake.
 */
export interface IgnorePattern {
  /** Cleaned, without `!`. */
  readonly text: string;
  /** `!pattern`: brings back what an earlier line has kept out. */
  readonly negated: boolean;
  /** Whether it names this very path; the files of a folder that it names are no concern of it. */
  readonly names: (path: string) => boolean;
}

/** Undefined if Docker refuses the pattern, and with it the whole build. `line` has neither comment nor line break. */
export function parseIgnorePattern(line: string): IgnorePattern | undefined {
  const written = trim(line);
  const isNegated = written.startsWith('!');
  const body = isNegated ? trim(written.slice(1)) : written;
  const cleaned = body === '' ? '' : clean(body);
  const relative = cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned;
  // Docker cleans once more, with the `!` in front.
  const final = clean(isNegated ? `!${relative}` : relative);
  const negated = final.startsWith('!');
  const text = negated ? final.slice(1) : final;
  if (text === '' || !isWellFormed(Array.from(text))) return undefined;
  const names = matcherOf(text);
  return names && { text, negated, names };
}

const SPACE = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

/** Takes off what Go takes for white space: unlike JavaScript with U+0085 and without the byte order mark. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text[start] ?? '')) start++;
  while (start < end && SPACE.test(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

/** Go's `filepath.Clean`. */
export function clean(path: string): string {
  const isRooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part === '..' ? !isRooted : part !== '' && part !== '.') parts.push(part);
  }
  const joined = parts.join('/');
  return isRooted ? `/${joined}` : joined || '.';
}

/**
 * Go's `filepath.Match` must accept the pattern, though it does not do the matching. It is tried on `.`, and only the
 * part up to the first `*` is looked at; the next one as well where the first is one character that may be a dot.
 */
function isWellFormed(chars: readonly string[]): boolean {
  const { part, end } = nextPart(chars, 0);
  const meaning = readPart(part);
  return meaning !== undefined && (!meaning.isDot || readPart(nextPart(chars, end).part) !== undefined);
}

/** What stands between the stars at `start` and the next one, and where it ends. */
function nextPart(chars: readonly string[], start: number): { part: readonly string[]; end: number } {
  let at = start;
  while (chars[at] === '*') at++;
  const from = at;
  for (let isInClass = false; at < chars.length && (isInClass || chars[at] !== '*'); at++) {
    if (chars[at] === '\\') at++;
    else if (chars[at] === '[') isInClass = true;
    else if (chars[at] === ']') isInClass = false;
  }
  return { part: chars.slice(from, at), end: at };
}

/** Undefined if it is malformed. */
function readPart(chars: readonly string[]): { isDot: boolean } | undefined {
  let count = 0;
  let isDot = false;
  for (let at = 0; at < chars.length; at++) {
    count++;
    if (chars[at] === '[') {
      const ranges = readRanges(chars, at + 1);
      if (!ranges) return undefined;
      ({ end: at, hasDot: isDot } = ranges);
    } else if (chars[at] === '\\') {
      if (++at === chars.length) return undefined;
      isDot = chars[at] === '.';
    } else isDot = chars[at] === '.' || chars[at] === '?';
  }
  return { isDot: isDot && count === 1 };
}

/** `end` is where the `]` stands. */
function readRanges(chars: readonly string[], start: number): { end: number; hasDot: boolean } | undefined {
  const isNegative = chars[start] === '^';
  let hasDot = false;
  let at = isNegative ? start + 1 : start;
  for (let count = 0; chars[at] !== ']' || count === 0; count++) {
    const low = readBound(chars, at);
    const high = low && chars[low.end] === '-' ? readBound(chars, low.end + 1) : low;
    if (!low || !high) return undefined;
    hasDot ||= low.char <= '.' && '.' <= high.char;
    at = high.end;
  }
  return { end: at, hasDot: hasDot !== isNegative };
}

function readBound(chars: readonly string[], at: number): { char: string; end: number } | undefined {
  const end = chars[at] === '\\' ? at + 2 : at + 1;
  const char = chars[end - 1];
  const isBare = chars[at] !== '-' && chars[at] !== ']';
  return char !== undefined && isBare && end < chars.length ? { char, end } : undefined;
}

/** Plain patterns need no expression, and Docker gives them none. */
function matcherOf(pattern: string): IgnorePattern['names'] | undefined {
  const { kind, expression } = translate(pattern);
  if (kind === 'exact') return (path) => path === pattern;
  if (kind === 'prefix') return (path) => path.startsWith(pattern.slice(0, -2));
  // Behind a byte order mark `**` is looked for with the end of the mark in front.
  if (kind === 'suffix' && pattern.startsWith('\uFEFF')) return () => false;
  if (kind === 'expression') return compileExpression(`^${expression}$`);
  const suffix = pattern.slice(2);
  return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
}

type Kind = 'exact' | 'prefix' | 'suffix' | 'expression';

/** What moby means to escape is more: its table of characters ends before `{`, `|` and `}`. */
const ESCAPED = '.+()$';

function translate(pattern: string): { kind: Kind; expression: string } {
  // Its scanner takes a first byte order mark for no part of the text.
  const chars = Array.from(pattern.replace(/^\uFEFF/, ''));
  let kind: Kind = 'exact';
  let expression = '';
  for (let at = 0; at < chars.length; ) {
    const star = chars[at] === '*' && chars[at + 1] === '*' ? doubleStar(chars, at) : undefined;
    const piece = star ?? translateOne(chars, at);
    expression += piece.expression;
    if (star) kind = at === 0 ? 'suffix' : star.isLast && kind === 'exact' ? 'prefix' : 'expression';
    else if (piece.isSpecial) kind = 'expression';
    at = piece.end;
  }
  return { kind, expression };
}

interface Piece {
  readonly expression: string;
  readonly isSpecial: boolean;
  readonly end: number;
}

/** `**` with the slash behind it. */
function doubleStar(chars: readonly string[], at: number): Piece & { isLast: boolean } {
  const end = chars[at + 2] === '/' ? at + 3 : at + 2;
  const isLast = end === chars.length;
  return { expression: isLast ? '.*' : '(.*/)?', isSpecial: true, end, isLast };
}

function translateOne(chars: readonly string[], at: number): Piece {
  const char = chars[at] ?? '';
  const next = chars[at + 1];
  if (char === '\\') return { expression: `\\${next ?? ''}`, isSpecial: next !== undefined, end: at + 2 };
  const end = at + 1;
  if (char === '*') return { expression: '[^/]*', isSpecial: true, end };
  if (char === '?') return { expression: '[^/]', isSpecial: true, end };
  return { expression: ESCAPED.includes(char) ? `\\${char}` : char, isSpecial: '[]'.includes(char), end };
}
