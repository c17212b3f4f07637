import { type CharSet, contains } from './charSet.ts';
import { type Assertion, type Node, parse } from './parse.ts';
import { fail } from './source.ts';

/**
 * A matcher for a regular expression in Go's syntax: whether it matches anywhere in a text. Like Go's own, it follows
 * all alternatives at once, so its time grows with the text and never explodes, whoever wrote the expression.
 * @throws RegexpError if the expression is not valid
 */
export function matcher(expression: string): (text: string) => boolean {
  if (expression.length > MAX_INSTRUCTIONS) throw fail({ expression, at: 0 }, 'regexpTooLarge');
  const program: Instruction[] = [];
  const start = emit({ expression, program }, parse(expression), add({ expression, program }, { kind: 'match' }));
  const known = new Map<string, boolean>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const matches = run(program, start, text);
    known.set(text, matches);
    return matches;
  };
}

type Instruction =
  | { readonly kind: 'match' }
  | { readonly kind: 'char'; readonly set: CharSet; readonly next: number }
  | { readonly kind: 'assert'; readonly holds: Assertion; readonly next: number }
  | { readonly kind: 'split'; next: number; other: number };

interface Output {
  readonly expression: string;
  readonly program: Instruction[];
}

/** Every step may visit every instruction, so this bounds what a character may cost. */
const MAX_INSTRUCTIONS = 10_000;

function add({ expression, program }: Output, instruction: Instruction): number {
  if (program.length >= MAX_INSTRUCTIONS) throw fail({ expression, at: 0 }, 'regexpTooLarge');
  return program.push(instruction) - 1;
}

/** Adds what matches the node and goes on at `next`. @returns where it begins. */
function emit(output: Output, node: Node, next: number): number {
  switch (node.kind) {
    case 'empty':
      return next;
    case 'set':
      return add(output, { kind: 'char', set: node.set, next });
    case 'assertion':
      return add(output, { kind: 'assert', holds: node.holds, next });
    case 'sequence':
      return node.items.reduceRight((after, item) => emit(output, item, after), next);
    case 'choice':
      return node.items
        .map((item) => emit(output, item, next))
        .reduceRight((other, start) => add(output, { kind: 'split', next: start, other }));
    default:
      return emitRepeat(output, node, next);
  }
}

function emitRepeat(output: Output, { item, min, max }: Extract<Node, { kind: 'repeat' }>, next: number): number {
  let start = next;
  if (max === Number.POSITIVE_INFINITY) {
    const loop: Instruction = { kind: 'split', next, other: next };
    start = add(output, loop);
    loop.other = emit(output, item, start);
  } else {
    for (let optional = min; optional < max; optional++) {
      start = add(output, { kind: 'split', next, other: emit(output, item, start) });
    }
  }
  for (let required = 0; required < min; required++) start = emit(output, item, start);
  return start;
}

/** The instructions that are alive at one place in the text: a list, and a mark per instruction against doubles. */
interface Threads {
  readonly list: number[];
  readonly marks: Int32Array;
}

function run(program: readonly Instruction[], start: number, text: string): boolean {
  const marks = new Int32Array(program.length).fill(-1);
  let alive: number[] = [];
  const codePoints = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  for (let at = 0; at <= codePoints.length; at++) {
    const here: Threads = { list: [], marks };
    for (const thread of [...alive, start]) {
      if (follow(program, thread, at, codePoints, here)) return true;
    }
    alive = consume(program, here.list, codePoints[at]);
  }
  return false;
}

/** Goes as far as possible without consuming a character. @returns whether the match is complete. */
function follow(
  program: readonly Instruction[],
  from: number,
  at: number,
  text: readonly number[],
  here: Threads,
): boolean {
  const pending = [from];
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    if (here.marks[index] === at) continue;
    here.marks[index] = at;
    const instruction = program[index];
    if (instruction === undefined) continue;
    if (instruction.kind === 'match') return true;
    if (instruction.kind === 'char') here.list.push(index);
    else if (instruction.kind === 'split') pending.push(instruction.other, instruction.next);
    else if (HOLDS[instruction.holds](text[at - 1], text[at])) pending.push(instruction.next);
  }
  return false;
}

function consume(program: readonly Instruction[], threads: readonly number[], codePoint: number | undefined): number[] {
  const next: number[] = [];
  if (codePoint === undefined) return next;
  for (const index of threads) {
    const instruction = program[index];
    if (instruction?.kind === 'char' && contains(instruction.set, codePoint)) next.push(instruction.next);
  }
  return next;
}

const NEWLINE = 0x0a;

/** Whether an assertion holds between two characters, which are undefined at the ends of the text. */
const HOLDS: { readonly [A in Assertion]: (before: number | undefined, after: number | undefined) => boolean } = {
  textStart: (before) => before === undefined,
  textEnd: (_, after) => after === undefined,
  lineStart: (before) => before === undefined || before === NEWLINE,
  lineEnd: (_, after) => after === undefined || after === NEWLINE,
  wordBoundary: (before, after) => isWord(before) !== isWord(after),
  noWordBoundary: (before, after) => isWord(before) === isWord(after),
};

function isWord(codePoint: number | undefined): boolean {
  return codePoint !== undefined && codePoint < 128 && /\w/.test(String.fromCharCode(codePoint));
}
