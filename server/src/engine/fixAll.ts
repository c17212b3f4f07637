import { applyEdits, type Span, type TextEdit } from '../core/text.ts';
import type { Report } from './lint.ts';

/** Fixes may uncover work for other fixes; a chain longer than this is a quarrel between two of them. */
const MAX_ROUNDS = 8;

export interface FixAllResult {
  readonly text: string;
  /** How many findings were fixed. */
  readonly fixed: number;
}

/** Applies every safe fix within the file, again until none is left. */
export function fixAll(path: string, text: string, lint: (text: string) => readonly Report[]): FixAllResult {
  let current = text;
  let fixed = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const chosen = chooseFixes(path, lint(current));
    if (chosen.length === 0) break;
    current = applyEdits(current, chosen.flat());
    fixed += chosen.length;
  }
  return { text: current, fixed };
}

/** The first safe fix of every report, as far as they do not touch each other. */
function chooseFixes(path: string, reports: readonly Report[]): (readonly TextEdit[])[] {
  const taken: Span[] = [];
  return reports.flatMap((report) => {
    const fix = report.fixes.find(({ safe, file }) => safe && file === path);
    const edits = fix?.edits() ?? [];
    if (edits.length === 0 || edits.some(({ span }) => taken.some((other) => touches(span, other)))) return [];
    taken.push(...edits.map(({ span }) => span));
    return [edits];
  });
}

/** Unlike overlapping, two insertions at one place touch: which goes first would be chance. */
function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The smallest single replacement that turns one text into the other, or none if they are equal. */
export function difference(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { span: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) };
}
