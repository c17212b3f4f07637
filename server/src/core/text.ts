/** Half-open span of UTF-16 offsets. Lines and columns exist only in lsp/ and cli/. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Applies edits that do not overlap, in any order. Of two insertions at one offset the earlier listed comes first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const parts: string[] = [];
  let at = 0;
  for (const { span, newText } of ordered) {
    parts.push(text.slice(at, span.start), newText);
    at = span.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

export function shift(span: Span, by: number): Span {
  return by === 0 ? span : { start: span.start + by, end: span.end + by };
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Start offset of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return lineAt(text, Math.max(0, offset)).start;
}

/** Offset of the line break that ends the line of `offset` (before its `\r`, if any), or the text's length. */
export function lineEnd(text: string, offset: number): number {
  const { end } = lineAt(text, offset);
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/**
 * The same text in memory of its own. A slice keeps the text that it was cut from: joining makes a new one, and the cut
 * refers to that.
 */
export function detached(part: string): string {
  return ` ${part}`.slice(1);
}

/** The line break this text uses, so that an inserted line looks like its neighbours. */
export function lineBreak(text: string): '\n' | '\r\n' {
  const { end } = lineAt(text, 0);
  return end > 0 && end < text.length && text[end - 1] === '\r' ? '\r\n' : '\n';
}

interface Line extends Span {
  readonly text: string;
}

/**
 * The lines that were asked about last: the first one and another. JSON may have megabytes on one line, and to look
 * for both of its ends once for each node on it would take minutes.
 */
let first: Line = { text: '', start: 0, end: 0 };
let other = first;

/** Without its `\n`, with its `\r`. */
function lineAt(text: string, offset: number): Span {
  for (const known of [first, other])
    if (known.start <= offset && offset <= known.end && known.text === text) return known;
  const newline = text.indexOf('\n', offset);
  // `lastIndexOf` looks at the first character even from before it.
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const line = { text, start, end: newline === -1 ? text.length : newline };
  if (start === 0) first = line;
  else other = line;
  return line;
}

export interface Position {
  /** From 0. */
  readonly line: number;
  /** From 0, in UTF-16 units. */
  readonly column: number;
}

/** Offsets ↔ lines of one text, by binary search over its line starts. */
export interface LineIndex {
  readonly lineCount: number;
  positionAt(offset: number): Position;
  /** Offset of a line's first character; a line past the end gives the text's length. */
  startOfLine(line: number): number;
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const line = lastAtMost(starts, offset);
      return { line, column: offset - (starts[line] ?? 0) };
    },
    startOfLine: (line) => starts[line] ?? text.length,
  };
}

function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
