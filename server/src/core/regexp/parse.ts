import { type CharItem, type CharSet, charSet, singleChar } from './charSet.ts';
import { escapedClass, escapedCodePoint } from './escapes.ts';
import { parseClass } from './parseClass.ts';
import { fail, follows, scan, type Source, take, takeCodePoint } from './source.ts';

/** A regular expression, as far as it matters for whether a text matches: greed and captures do not. */
export type Node =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'assertion'; readonly holds: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly Node[] }
  | { readonly kind: 'repeat'; readonly item: Node; readonly min: number; readonly max: number };

export type Assertion = 'textStart' | 'textEnd' | 'lineStart' | 'lineEnd' | 'wordBoundary' | 'noWordBoundary';

/**
 * Parses a regular expression in Go's syntax (https://pkg.go.dev/regexp/syntax, Perl flags).
 * @throws RegexpError where Go's parser fails, and says at what
 */
export function parse(expression: string): Node {
  const parser: Parser = {
    expression,
    at: 0,
    flags: { foldCase: false, dotAll: false, multiline: false },
  };
  const node = parseChoice(parser, 0);
  if (parser.at < parser.expression.length) throw fail(parser, 'regexpUnopenedGroup');
  return node;
}

interface Parser extends Source {
  flags: Flags;
}

interface Flags {
  readonly foldCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
}

const MAX_DEPTH = 1000;
const MAX_REPEAT = 1000;

function parseChoice(parser: Parser, depth: number): Node {
  if (depth > MAX_DEPTH) throw fail(parser, 'regexpTooLarge');
  const items = [parseSequence(parser, depth)];
  while (take(parser, '|')) items.push(parseSequence(parser, depth));
  return items.length === 1 ? (items[0] ?? EMPTY) : { kind: 'choice', items };
}

const EMPTY: Node = { kind: 'empty' };

function parseSequence(parser: Parser, depth: number): Node {
  const items: Node[] = [];
  let repeated = false;
  while (parser.at < parser.expression.length && !follows(parser, '|') && !follows(parser, ')')) {
    const start = parser.at;
    const bounds = parseRepetition(parser);
    if (bounds === undefined) {
      items.push(...parseItem(parser, depth));
    } else {
      const part = parser.expression.slice(start, parser.at);
      const item = items.pop();
      if (repeated) throw fail(parser, 'regexpNestedRepetition', part);
      if (item === undefined) throw fail(parser, 'regexpNothingToRepeat', part);
      items.push({ kind: 'repeat', item, ...bounds });
    }
    repeated = bounds !== undefined;
  }
  return items.length === 1 ? (items[0] ?? EMPTY) : { kind: 'sequence', items };
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

const SIMPLE_REPETITIONS: Readonly<Record<string, Bounds>> = {
  '*': { min: 0, max: Number.POSITIVE_INFINITY },
  '+': { min: 1, max: Number.POSITIVE_INFINITY },
  '?': { min: 0, max: 1 },
};

// Anything else in braces stands for itself.
const COUNTED = /\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\}/y;

function parseRepetition(parser: Parser): Bounds | undefined {
  const simple = SIMPLE_REPETITIONS[parser.expression[parser.at] ?? ''];
  const counted = simple === undefined ? scan(parser, COUNTED) : null;
  const bounds = counted === null ? simple : countedBounds(parser, counted);
  if (bounds === undefined) return undefined;
  parser.at += counted === null ? 1 : counted[0].length;
  // Greed decides what a match covers, not whether there is one.
  take(parser, '?');
  return bounds;
}

function countedBounds(parser: Parser, [whole, first, more, last]: RegExpExecArray): Bounds {
  const min = Number(first);
  const limit = Number(last ?? first);
  const unbounded = more !== undefined && last === undefined;
  if (Math.max(min, limit) > MAX_REPEAT || min > limit) throw fail(parser, 'regexpRepeatCount', whole);
  return { min, max: unbounded ? Number.POSITIVE_INFINITY : limit };
}

/** @returns nothing for what only changes flags. */
function parseItem(parser: Parser, depth: number): readonly Node[] {
  const char = parser.expression[parser.at] ?? '';
  if (char === '(') return parseGroup(parser, depth);
  if (char === '\\') return parseEscape(parser);
  if (char === '[') {
    const { items, negated } = parseClass(parser);
    return [setOf(parser, items, negated)];
  }
  const codePoint = takeCodePoint(parser);
  const { dotAll, multiline } = parser.flags;
  if (char === '.') return [setOf(parser, dotAll ? [] : [[NEWLINE, NEWLINE]], true)];
  if (char === '^') return [assertion(multiline ? 'lineStart' : 'textStart')];
  if (char === '$') return [assertion(multiline ? 'lineEnd' : 'textEnd')];
  return [literal(parser, codePoint)];
}

const NEWLINE = 0x0a;

function parseGroup(parser: Parser, depth: number): readonly Node[] {
  const { flags } = parser;
  parser.at++;
  if (follows(parser, '?') && !skipGroupName(parser)) {
    const opened = parseFlags(parser);
    if (!opened) return [];
  }
  const node = parseChoice(parser, depth + 1);
  if (!take(parser, ')')) throw fail(parser, 'regexpUnclosedGroup');
  parser.flags = flags;
  return [node];
}

const GROUP_NAME = /\?P?<\w+>/y;

function skipGroupName(parser: Parser): boolean {
  const name = scan(parser, GROUP_NAME);
  if (name === null) return false;
  parser.at += name[0].length;
  return true;
}

const FLAGS = /\?([imsU]*)(?:-([imsU]+))?([:)])/y;

/** `?flags)` changes the flags of the group that it is in; `?flags:` those of the group that it opens. @returns whether it opens one. */
function parseFlags(parser: Parser): boolean {
  const group = scan(parser, FLAGS);
  if (group === null) throw fail(parser, 'regexpUnsupported', parser.expression.slice(parser.at - 1, parser.at + 2));
  const [whole, on = '', off = '', end] = group;
  const flag = (letter: string, before: boolean): boolean => (on.includes(letter) || before) && !off.includes(letter);
  const { foldCase, dotAll, multiline } = parser.flags;
  parser.flags = { foldCase: flag('i', foldCase), dotAll: flag('s', dotAll), multiline: flag('m', multiline) };
  parser.at += whole.length;
  return end === ':';
}

const ESCAPED_ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'textStart',
  z: 'textEnd',
  b: 'wordBoundary',
  B: 'noWordBoundary',
};

function parseEscape(parser: Parser): readonly Node[] {
  const letter = parser.expression[parser.at + 1] ?? '';
  const holds = ESCAPED_ASSERTIONS[letter];
  if (holds !== undefined) {
    parser.at += 2;
    return [assertion(holds)];
  }
  if (letter === 'Q') return parseQuoted(parser);
  const items = escapedClass(parser);
  return [items === undefined ? literal(parser, escapedCodePoint(parser)) : setOf(parser, items, false)];
}

/** `\Q…\E`; without its end it reaches to the end of the expression. */
function parseQuoted(parser: Parser): readonly Node[] {
  const start = parser.at + 2;
  const end = parser.expression.indexOf('\\E', start);
  const quoted = parser.expression.slice(start, end < 0 ? undefined : end);
  parser.at = end < 0 ? parser.expression.length : end + 2;
  return Array.from(quoted, (char) => literal(parser, char.codePointAt(0) ?? 0));
}

function setOf({ flags }: Parser, items: readonly CharItem[], negated: boolean): Node {
  return { kind: 'set', set: charSet(items, { negated, foldCase: flags.foldCase }) };
}

function literal({ flags }: Parser, codePoint: number): Node {
  const set = flags.foldCase
    ? charSet([[codePoint, codePoint]], { negated: false, foldCase: true })
    : singleChar(codePoint);
  return { kind: 'set', set };
}

function assertion(holds: Assertion): Node {
  return { kind: 'assertion', holds };
}
