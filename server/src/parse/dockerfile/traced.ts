import type { Span } from '../../core/text.ts';

/** Text put together from pieces of a file, which remembers where each character stands in it. */
export interface Traced {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

interface Piece {
  /** Offset in the put-together text. */
  readonly at: number;
  /** Offset in the file. */
  readonly start: number;
  readonly length: number;
}

export const NOTHING: Traced = { text: '', pieces: [] };

/** A stretch of the file. */
export function traced(file: string, span: Span): Traced {
  const length = span.end - span.start;
  return length > 0
    ? { text: file.slice(span.start, span.end), pieces: [{ at: 0, start: span.start, length }] }
    : { text: '', pieces: [{ at: 0, start: span.start, length: 0 }] };
}
