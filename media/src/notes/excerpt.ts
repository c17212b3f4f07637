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
  const found = terms.flatMap((term) => occurrences(text, term)).toSorted((a, b) => a.start - b.start || b.end - a.end);
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
  const lower = text.toLowerCase();
  for (let start = lower.indexOf(term); start >= 0; start = lower.indexOf(term, start + term.length)) {
    if (!isInsideWord(text, start, term)) ranges.push({ start, end: wordEnd(text, start + term.length), term });
  }
  return ranges;
}

/** `top` is not found in `stop`: a Latin term begins where a word, or a part of one, begins. */
function isInsideWord(text: string, start: number, term: string): boolean {
  if (!/^[a-z]/.test(term)) return false;
  const startsPart = /^(?:\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll})/u.test(text.slice(start - 1, start + 2));
  return /[A-Za-z]/.test(text[start - 1] ?? '') && !startsPart;
}

/** Terms are cut to their stems; the mark covers the ending too, up to the next part of a camel-case name. */
function wordEnd(text: string, end: number): number {
  if (!/[A-Za-z]/.test(text[end - 1] ?? '')) return end;
  return end + (/^[a-z]*/.exec(text.slice(end, end + 20))?.[0].length ?? 0);
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
  return wordStart(text, best.start);
}

/** Begins at a whole word where spaces part words. */
function wordStart(text: string, start: number): number {
  if (start === 0 || !/[A-Za-z0-9]/.test(text[start - 1] ?? '')) return start;
  const rest = /^[\x21-\x7e]{0,20} /.exec(text.slice(start, start + 22))?.[0].length ?? 0;
  return start + rest;
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
