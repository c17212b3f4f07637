import type { Span } from '../../core/text.ts';
import type { Comment } from './model.ts';
import { concat, type Traced, trace } from './traced.ts';

/** What Go's unicode.IsSpace calls white space, which is not quite what JavaScript's `\s` does. */
const SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

export const IS_SPACE = new RegExp(SPACE);
const LEADING_SPACE = new RegExp(`${SPACE}*`, 'y');

/** A physical line: `end` is before the line break, `next` after it. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

export interface LogicalLine {
  /** Continuation characters, comments and blank lines taken out. */
  readonly traced: Traced;
  /** From the first line's first character to the end of its last line. */
  readonly span: Span;
  readonly next: number;
  /** Blank lines inside the continuation. BuildKit skips them but warns. */
  readonly blanks: readonly Span[];
  readonly comments: readonly Comment[];
}

export function lineAt(text: string, start: number): Line {
  const newline = text.indexOf('\n', start);
  const next = newline === -1 ? text.length : newline + 1;
  let end = newline === -1 ? text.length : newline;
  while (end > start && text[end - 1] === '\r') end--;
  return { start, end, next };
}

/** Offset of the line's first character that is not white space. */
export function indent(text: string, { start, end }: Line): number {
  LEADING_SPACE.lastIndex = start;
  LEADING_SPACE.exec(text);
  return Math.min(LEADING_SPACE.lastIndex, end);
}

export function commentOf(text: string, line: Line): Comment | undefined {
  const start = indent(text, line);
  if (start >= line.end || text[start] !== '#') return undefined;
  return { text: text.slice(start + 1, line.end).trim(), span: { start, end: line.end } };
}

/**
 * Joins the lines of one instruction as BuildKit does: the first line loses its indentation, comments and blank lines
 * in between vanish, a trailing escape character continues the line unless another one stands before it.
 */
export function logicalLineAt(text: string, first: Line, escape: string): LogicalLine {
  const start = indent(text, first);
  const parts: Traced[] = [];
  const blanks: Span[] = [];
  const comments: Comment[] = [];
  let line: Line = { ...first, start };
  for (;;) {
    const cut = continuation(text, line, escape);
    parts.push(trace(text, line.start, cut ?? line.end));
    const following = cut === undefined ? undefined : nextContentLine(text, line.next, blanks, comments);
    if (!following) {
      const next = cut === undefined ? line.next : text.length;
      return { traced: concat(parts), span: { start, end: line.end }, next, blanks, comments };
    }
    line = following;
  }
}

function nextContentLine(text: string, from: number, blanks: Span[], comments: Comment[]): Line | undefined {
  const seen: Span[] = [];
  for (let at = from; at < text.length; ) {
    const line = lineAt(text, at);
    const comment = commentOf(text, line);
    if (comment) {
      comments.push(comment);
    } else if (indent(text, line) < line.end) {
      blanks.push(...seen);
      return line;
    } else {
      seen.push({ start: line.start, end: line.end });
    }
    at = line.next;
  }
  return undefined;
}

/** Where the line's continuation character stands, if it ends in one. */
function continuation(text: string, { start, end }: Line, escape: string): number | undefined {
  let at = end - 1;
  while (at >= start && (text[at] === ' ' || text[at] === '\t')) at--;
  if (at < start || text[at] !== escape) return undefined;
  return at > start && text[at - 1] === escape ? undefined : at;
}
