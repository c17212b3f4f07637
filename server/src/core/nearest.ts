/** People do not choose among more, and to compare each of thousands of words with all of them takes seconds. */
const MANY = 1000;

/** The candidate that a misspelt word most likely means, regardless of case; undefined if none is close or two are. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  // One slip in a short word, two from six letters on, three from ten. A slip in two letters leaves nothing to know them by.
  let bound = wanted.length < 3 ? 0 : wanted.length < 6 ? 1 : wanted.length < 10 ? 2 : 3;
  let found: string | undefined;
  let isTied = false;
  let rest = MANY;
  for (const candidate of candidates) {
    if (rest-- === 0) return undefined;
    const distance = editDistance(wanted, candidate.toLowerCase(), bound);
    if (distance > bound) continue;
    isTied = distance === bound && found !== undefined && found !== candidate;
    if (!isTied) found = candidate;
    bound = distance;
  }
  return isTied ? undefined : found;
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b` (optimal string alignment).
 * Anything above `bound` is only known to be above it.
 */
function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + (isSame ? 0 : 1),
        swap ? at(before, j - 2) + 1 : Infinity,
      );
    }
    before = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
