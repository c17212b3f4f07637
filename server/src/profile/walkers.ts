import type { Frames } from './frames.ts';
import type { Samples } from './model.ts';

/**
 * Samples on their way from root to leaf, as rows of eight 32-bit words. They move from level to level with everything
 * that the next step needs, so that a level is read in sequence and written in few streams: with a column per field, or
 * left in place, every access would miss the cache, and half a million samples take tens of millions of steps.
 */
export interface Walkers {
  readonly words: Uint32Array;
  /** The same memory: the value is the first two words of a row. */
  readonly doubles: Float64Array;
}

/** A walker's position when it has passed its leaf. */
export const ARRIVED = 0xffffffff;

const WORDS = 8;
const DOUBLES = WORDS / 2;
/** The frame to visit next, as a position in `Frames.frame`, or `ARRIVED`. */
const POSITION = 2;
/** How many stack entries are still to come after the current one. */
const LEFT = 3;
/** Where the stack begins, with the leaf, in `Samples.locations`. */
const LEAF = 4;
/** The next stack entries, read ahead together because they lie together. */
const AHEAD = 5;
const AHEAD_COUNT = WORDS - AHEAD;

export function walkersFor(count: number): Walkers {
  const memory = new ArrayBuffer(count * WORDS * Uint32Array.BYTES_PER_ELEMENT);
  return { words: new Uint32Array(memory), doubles: new Float64Array(memory) };
}

export function valueOf(walkers: Walkers, walker: number): number {
  return walkers.doubles[walker * DOUBLES] as number;
}

export function positionOf(walkers: Walkers, walker: number): number {
  return walkers.words[walker * WORDS + POSITION] as number;
}

/** Puts a sample at its root. */
export function place(
  walkers: Walkers,
  walker: number,
  sample: number,
  value: number,
  samples: Samples,
  frames: Frames,
): void {
  const { words } = walkers;
  const row = walker * WORDS;
  const leaf = samples.stackStart[sample] as number;
  const left = (samples.stackStart[sample + 1] as number) - 1 - leaf;
  walkers.doubles[walker * DOUBLES] = value;
  words[row + LEAF] = leaf;
  words[row + LEFT] = Math.max(left, 0);
  words[row + POSITION] = left < 0 ? ARRIVED : (frames.start[samples.locations[leaf + left] as number] as number);
  readAhead(words, row, leaf, left, samples);
}

/** Moves a walker one frame towards its leaf and to row `target` of `to`. */
export function step(
  from: Walkers,
  walker: number,
  to: Walkers,
  target: number,
  samples: Samples,
  frames: Frames,
): void {
  const source = from.words;
  const words = to.words;
  const old = walker * WORDS;
  const row = target * WORDS;
  const position = (source[old + POSITION] as number) + 1;
  const left = source[old + LEFT] as number;
  to.doubles[target * DOUBLES] = from.doubles[walker * DOUBLES] as number;
  words[row + LEAF] = source[old + LEAF] as number;
  if (frames.inlined[position] === 1) {
    words[row + POSITION] = position;
    words[row + LEFT] = left;
    for (let at = AHEAD; at < WORDS; at++) words[row + at] = source[old + at] as number;
    return;
  }
  if (left === 0) {
    words[row + POSITION] = ARRIVED;
    return;
  }
  words[row + POSITION] = frames.start[source[old + AHEAD] as number] as number;
  words[row + LEFT] = left - 1;
  // All walkers read ahead at the same rest, so none needs to count what it has.
  if ((left - 1) % AHEAD_COUNT === 0) readAhead(words, row, source[old + LEAF] as number, left - 1, samples);
  else for (let at = AHEAD; at < WORDS - 1; at++) words[row + at] = source[old + at + 1] as number;
}

/** Moves the walkers `begin … end - 1` to `target` and after, which must not lie behind `begin`. */
export function moveUp(walkers: Walkers, target: number, begin: number, end: number): void {
  walkers.words.copyWithin(target * WORDS, begin * WORDS, end * WORDS);
}

function readAhead(words: Uint32Array, row: number, leaf: number, left: number, { locations }: Samples): void {
  for (let ahead = 0; ahead < AHEAD_COUNT && ahead < left; ahead++) {
    words[row + AHEAD + ahead] = locations[leaf + left - 1 - ahead] as number;
  }
}
