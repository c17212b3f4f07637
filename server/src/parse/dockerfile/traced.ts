import type { Span } from '../../core/text.ts';

/** Text put together from pieces of a file, which remembers where each character stands in it. */
export interface Traced {
  readonly text: string;
  /** Ascending in `at`; characters without a piece stand nowhere (a decoded `\n`, say). */
  readonly pieces: readonly Piece[];
}

interface Piece {
  /** Offset in the put-together text. */
  readonly at: number;
  /** Offset in the file. */
  readonly start: number;
  readonly length: number;
}

/** A stretch of the file. An empty one still knows its place. */
export function trace(file: string, start: number, end: number): Traced {
  return { text: file.slice(start, end), pieces: [{ at: 0, start, length: end - start }] };
}

/** Text that stands nowhere in the file. */
export function untraced(text: string): Traced {
  return { text, pieces: [] };
}

export function concat(parts: readonly Traced[]): Traced {
  const pieces: Piece[] = [];
  let text = '';
  for (const part of parts) {
    for (const piece of part.pieces) append(pieces, { ...piece, at: piece.at + text.length });
    text += part.text;
  }
  return { text, pieces };
}

export function slice(source: Traced, from: number, to: number = source.text.length): Traced {
  const [only, second] = source.pieces;
  // Nearly all words are one stretch of the file.
  if (only && !second && only.length === source.text.length && from <= to && to <= only.length) {
    return { text: source.text.slice(from, to), pieces: [{ at: 0, start: only.start + from, length: to - from }] };
  }
  const pieces: Piece[] = [];
  for (let index = firstPieceAt(source.pieces, from); index < source.pieces.length; index++) {
    const piece = source.pieces[index];
    if (!piece || piece.at > to) break;
    const start = Math.max(from, piece.at);
    const end = Math.min(to, piece.at + piece.length);
    if (start <= end) append(pieces, { at: start - from, start: piece.start + start - piece.at, length: end - start });
  }
  return { text: source.text.slice(from, to), pieces };
}

/** From the first to the last character of a range, whatever the file has in between: line continuations, say. */
export function coveringSpan({ pieces }: Traced): Span {
  const first = pieces[0];
  const last = pieces.at(-1);
  return first && last ? { start: first.start, end: last.start + last.length } : { start: 0, end: 0 };
}

/** The same, but only if the range is one unbroken stretch of the file, so that it can be replaced. */
export function exactSpan({ text, pieces }: Traced): Span | undefined {
  const [piece, ...others] = pieces;
  if (!piece || others.length > 0 || piece.length !== text.length) return undefined;
  return { start: piece.start, end: piece.start + piece.length };
}

/** Keeps stretches whole, and an empty piece only while there is nothing else. */
function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (!last) {
    pieces.push(piece);
  } else if (last.length === 0) {
    pieces[pieces.length - 1] = piece;
  } else if (piece.length > 0) {
    const adjoins = last.at + last.length === piece.at && last.start + last.length === piece.start;
    if (adjoins) pieces[pieces.length - 1] = { ...last, length: last.length + piece.length };
    else pieces.push(piece);
  }
}

/** Index of the first piece that reaches `offset`. */
function firstPieceAt(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece && piece.at + piece.length < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
