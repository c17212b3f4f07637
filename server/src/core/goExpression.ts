/**
 * The part of Go's regexp syntax that a pattern of an ignore file can become: characters, classes, `.*`, `[…]*`,
 * any number of folders, `{n,m}`, `|`, `^`, `$` and escapes. It runs on an automaton of its own instead of JavaScript's engine, and
 * so takes time in proportion to expression × text, whoever wrote the expression.
 *
 * The answer says whether the expression is found anywhere in a text; undefined if Go refuses it.
 */
export function compileExpression(expression: string): ((text: string) => boolean) | undefined {
  const alternatives = readAlternatives(Array.from(expression));
  return alternatives && ((text) => alternatives.some((parts) => isFound(parts, Array.from(text))));
}

type Test = (char: string) => boolean;
/** Whether a place between two characters is meant; before the first and behind the last there is ''. */
type Place = (before: string, after: string) => boolean;

type Part =
  | { readonly kind: 'char'; readonly test: Test; readonly count: 'one' | 'optional' | 'any' }
  /** Any number of folders, or none. */
  | { readonly kind: 'folders' }
  | { readonly kind: 'place'; readonly test: Place };

type Atom = { readonly test: Test } | { readonly place: Place } | 'folders';
type Read<Item> = { readonly item: Item; readonly end: number } | undefined;

function readAlternatives(chars: readonly string[]): Part[][] | undefined {
  const alternatives: Part[][] = [];
  for (let at = 0; at <= chars.length; at++) {
    const alternative = readAlternative(chars, at);
    if (!alternative) return undefined;
    alternatives.push(alternative.item);
    at = alternative.end;
  }
  return alternatives;
}

/** Up to the next `|` or the end. */
function readAlternative(chars: readonly string[], start: number): Read<Part[]> {
  const parts: Part[] = [];
  let at = start;
  // A repetition that follows nothing, or another one, is refused.
  while (at < chars.length && chars[at] !== '|') {
    const piece = repetitionAt(chars, at) ? undefined : readPiece(chars, at);
    if (!piece) return undefined;
    parts.push(...piece.item);
    at = piece.end;
  }
  return { item: parts, end: at };
}

/** An atom with how often it may stand there. */
function readPiece(chars: readonly string[], at: number): Read<Part[]> {
  const atom = readAtom(chars, at);
  if (!atom) return undefined;
  const repetition = atom.item === 'folders' ? undefined : repetitionAt(chars, atom.end);
  if (repetition === 'refused') return undefined;
  const { end, least, most } = repetition ?? { end: atom.end, least: 1, most: 1 };
  return { item: repeated(atom.item, least, most), end };
}

function repeated(atom: Atom, least: number, most: number): Part[] {
  if (atom === 'folders') return [{ kind: 'folders' }];
  if ('place' in atom) return least > 0 ? [{ kind: 'place', test: atom.place }] : [];
  const part = (count: 'one' | 'optional' | 'any'): Part => ({ kind: 'char', test: atom.test, count });
  const rest = most === Infinity ? [part('any')] : Array.from({ length: most - least }, () => part('optional'));
  return [...Array.from({ length: least }, () => part('one')), ...rest];
}

interface Repetition {
  readonly least: number;
  readonly most: number;
  readonly end: number;
}

const MOST_COPIES = 1000;

/** `*`, `{2}`, `{2,}`, `{2,3}`; braces around anything else are just braces. */
function repetitionAt(chars: readonly string[], at: number): Repetition | 'refused' | undefined {
  if (chars[at] === '*') return { least: 0, most: Infinity, end: at + 1 };
  if (chars[at] !== '{') return undefined;
  const [whole, least = '', comma, most] =
    /^\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/.exec(chars.slice(at, at + 32).join('')) ?? [];
  if (whole === undefined) return undefined;
  const low = Number(least);
  const high = comma === undefined ? low : most === undefined ? Infinity : Number(most);
  const isAllowed = low <= MOST_COPIES && low <= high && (high === Infinity || high <= MOST_COPIES);
  return isAllowed ? { least: low, most: high, end: at + whole.length } : 'refused';
}

const FOLDERS = '(.*/)?';

function readAtom(chars: readonly string[], at: number): Read<Atom> {
  const char = chars[at] ?? '';
  const end = at + 1;
  if (char === '(') return { item: 'folders', end: at + FOLDERS.length };
  if (char === '^') return { item: { place: (before) => before === '' }, end };
  if (char === '$') return { item: { place: (_, after) => after === '' }, end };
  if (char === '.') return { item: { test: (each) => each !== '\n' }, end };
  if (char === '[') return readClass(chars, end);
  if (char !== '\\') return { item: { test: (each) => each === char }, end };
  const place = PLACES.get(chars[end] ?? '');
  if (place) return { item: { place }, end: at + 2 };
  const set = namedSet(chars, at);
  if (set) return { item: { test: set.item }, end: set.end };
  const escaped = escapedChar(chars, at);
  return escaped && { item: { test: (each) => each === escaped.item }, end: escaped.end };
}

const isWordChar: Test = (char) => /^\w$/.test(char);
const isBoundary: Place = (before, after) => isWordChar(before) !== isWordChar(after);

const PLACES: ReadonlyMap<string, Place> = new Map([
  ['A', (before) => before === ''],
  ['z', (_, after) => after === ''],
  ['b', isBoundary],
  ['B', (before, after) => !isBoundary(before, after)],
]);

/** `\d`, `\pL`: sets that both languages know by the same name. */
function namedSet(chars: readonly string[], at: number): Read<Test> {
  if (chars[at] !== '\\') return undefined;
  const [whole, letter = '', category] =
    /^\\(?:([dDwWsS])|([pP][CLMNPSZ]))/.exec(chars.slice(at, at + 3).join('')) ?? [];
  if (whole === undefined) return undefined;
  const end = at + whole.length;
  if (category) return { item: tester(`\\${category[0]}{${category[1]}}`), end };
  // JavaScript's white space is more than Go's.
  const spaces = letter === 's' ? '[\\t\\n\\f\\r ]' : '[^\\t\\n\\f\\r ]';
  return { item: tester(/s/i.test(letter) ? spaces : `\\${letter}`), end };
}

function tester(source: string): Test {
  const expression = new RegExp(`^${source}$`, 'u');
  return (char) => expression.test(char);
}

const CONTROLS = new Map(Object.entries({ a: '\x07', f: '\f', t: '\t', n: '\n', r: '\r', v: '\v' }));

/** Other letters and digits, and all beyond ASCII, are refused after a backslash. */
function escapedChar(chars: readonly string[], at: number): Read<string> {
  const next = chars[at + 1] ?? '';
  const item = CONTROLS.get(next) ?? (/^[\0-\x7F]$/.test(next) && !/[\dA-Za-z]/.test(next) ? next : undefined);
  return item === undefined ? undefined : { item, end: at + 2 };
}

/** After the `[`. */
function readClass(chars: readonly string[], start: number): Read<{ test: Test }> {
  const isNegative = chars[start] === '^';
  const tests: Test[] = [];
  let at = isNegative ? start + 1 : start;
  for (let isFirst = true; isFirst || chars[at] !== ']'; isFirst = false) {
    const set = posixSet(chars, at) ?? namedSet(chars, at) ?? readRange(chars, at);
    if (!set || set === 'refused') return undefined;
    tests.push(set.item);
    at = set.end;
  }
  return { item: { test: (char) => tests.some((test) => test(char)) !== isNegative }, end: at + 1 };
}

const POSIX = new Map(
  Object.entries({
    alnum: '0-9A-Za-z',
    alpha: 'A-Za-z',
    ascii: '\\x00-\\x7F',
    blank: '\\t ',
    cntrl: '\\x00-\\x1F\\x7F',
    digit: '0-9',
    graph: '!-~',
    lower: 'a-z',
    print: ' -~',
    punct: '!-\\/:-@\\[-`\\{-~',
    space: '\\t\\n\\v\\f\\r ',
    upper: 'A-Z',
    word: '0-9A-Za-z_',
    xdigit: '0-9A-Fa-f',
  }),
);

/** `[:alpha:]`, `[:^alpha:]`. */
function posixSet(chars: readonly string[], at: number): Read<Test> | 'refused' {
  if (chars[at] !== '[' || chars[at + 1] !== ':') return undefined;
  const close = chars.findIndex((char, place) => place > at + 1 && char === ':' && chars[place + 1] === ']');
  if (close === -1) return undefined;
  const [, not = '', name = ''] = /^(\^?)(.*)$/s.exec(chars.slice(at + 2, close).join('')) ?? [];
  const set = POSIX.get(name);
  return set === undefined ? 'refused' : { item: tester(`[${not}${set}]`), end: close + 2 };
}

function readRange(chars: readonly string[], at: number): Read<Test> {
  const low = readBound(chars, at);
  if (!low) return undefined;
  const isRange = chars[low.end] === '-' && chars[low.end + 1] !== undefined && chars[low.end + 1] !== ']';
  const high = isRange ? readBound(chars, low.end + 1) : low;
  if (!high || codeOf(high.item) < codeOf(low.item)) return undefined;
  const [least, most] = [codeOf(low.item), codeOf(high.item)];
  return { item: (char) => least <= codeOf(char) && codeOf(char) <= most, end: high.end };
}

function readBound(chars: readonly string[], at: number): Read<string> {
  const char = chars[at];
  if (char === '\\') return escapedChar(chars, at);
  return char === undefined ? undefined : { item: char, end: at + 1 };
}

function codeOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}

/** All ways through the parts at once: a set of places in them, moved on by each character. */
function isFound(parts: readonly Part[], chars: readonly string[]): boolean {
  let places = new Set<number>();
  for (let at = 0; at <= chars.length; at++) {
    const around = { parts, before: chars[at - 1] ?? '', after: chars[at] ?? '' };
    const next = new Set<number>();
    for (const place of places) step(place, around, next);
    reach(0, around, next);
    if (next.has(parts.length)) return true;
    places = next;
  }
  return false;
}

interface Around {
  readonly parts: readonly Part[];
  readonly before: string;
  readonly after: string;
}

/** Inside of `folders` a place is half a part further, so that one number says it all. */
const INSIDE = 0.5;

/** Over the character before. */
function step(place: number, around: Around, next: Set<number>): void {
  const { parts, before } = around;
  const start = Math.floor(place);
  const part = parts[start];
  if (part?.kind === 'char' && part.test(before)) reach(part.count === 'any' ? place : place + 1, around, next);
  if (part?.kind !== 'folders') return;
  if (before !== '\n') reach(start + INSIDE, around, next);
  if (before === '/') reach(start + 1, around, next);
}

/** Adds a place and all that can be reached from it without a character. */
function reach(place: number, around: Around, next: Set<number>): void {
  for (let at = place; !next.has(at); at++) {
    const part = around.parts[at];
    if (part?.kind === 'place' && !part.test(around.before, around.after)) return;
    next.add(at);
    if (!part || (part.kind === 'char' && part.count === 'one')) return;
  }
}
