export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

/** Cuts a text to `length` characters around the place where most different terms stand, and says what matched. */
export function excerpt(text: string, terms: readonly string[], length: number): readonly Segment[] {
  const flat = text.replace(/\s+/g, ' ').trim();
  const ranges = rangesOf(flat, terms);
  const start = startOf(flat, ranges, length);
  const end = Math.min(flat.length, start + length);
  const segments: Segment[] = [];
  if (start > 0) segments.push({ text: '…', hit: false });
  segments.push(...cut(flat, ranges, start, end));
  if (end < flat.length) segments.push({ text: '…', hit: false });
  return segments;
}

/** The whole text, with what matched marked. */
export function mark(text: string, terms: readonly string[]): readonly Segment[] {
  return cut(text, rangesOf(text, terms), 0, text.length);
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly term: string;
}

/** Where terms stand, in order and without overlap: neighbouring pairs of a Chinese word grow together. */
function rangesOf(text: string, terms: readonly string[]): readonly Range[] {
  const lower = text.toLowerCase();
  const found = terms
    .flatMap((term) => occurrences(lower, term))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const merged: Range[] = [];
  for (const range of found) {
    const last = merged.at(-1);
    if (last === undefined || range.start > last.end) merged.push(range);
    else merged[merged.length - 1] = { ...last, end: Math.max(last.end, range.end) };
  }
  return merged;
}

function occurrences(text: string, term: string): readonly Range[] {
  const ranges: Range[] = [];
  if (term === '') return ranges;
  for (let start = text.indexOf(term); start >= 0; start = text.indexOf(term, start + term.length)) {
    if (!isInsideWord(text, start, term)) ranges.push({ start, end: start + term.length, term });
  }
  return ranges;
}

/** `top` is not found in `stop`: a Latin term begins where a word, or a part of one, begins. */
function isInsideWord(text: string, start: number, term: string): boolean {
  return term.length < 4 && /^[a-z]/.test(term) && /[a-z]/.test(text[start - 1] ?? '');
}

function startOf(text: string, ranges: readonly Range[], length: number): number {
  const lead = Math.floor(length / 4);
  let best = { start: 0, terms: 0 };
  for (const range of ranges) {
    const start = Math.max(0, Math.min(range.start - lead, text.length - length));
    const within = ranges.filter((other) => other.start >= start && other.end <= start + length);
    const terms = new Set(within.map(({ term }) => term)).size;
    if (terms > best.terms) best = { start, terms };
  }
  return best.start;
}

function cut(text: string, ranges: readonly Range[], start: number, end: number): readonly Segment[] {
  const segments: Segment[] = [];
  let at = start;
  for (const range of ranges) {
    if (range.end <= start || range.start >= end) continue;
    const from = Math.max(range.start, start);
    const to = Math.min(range.end, end);
    if (from > at) segments.push({ text: text.slice(at, from), hit: false });
    segments.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < end) segments.push({ text: text.slice(at, end), hit: false });
  return segments;
}
