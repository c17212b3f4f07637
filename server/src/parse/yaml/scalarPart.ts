import type { Span } from '../../core/text.ts';
import type { YamlScalar } from './node.ts';

/** Where a part of a scalar's content is written; undefined where escapes or folding stand between the two. */
export function exactPart({ span, text }: YamlScalar, source: string, part: Span): Span | undefined {
  const written = source.slice(span.start, span.end);
  const wanted = text.slice(part.start, part.end);
  const before = text.slice(0, part.start);
  const offset = written.indexOf(wanted, part.start);
  const isQuoted = written.startsWith(before, 1) && offset === part.start + 1;
  const isPlain = written.startsWith(before) && offset === part.start;
  if (isQuoted || isPlain) return { start: span.start + offset, end: span.start + offset + wanted.length };
  // In a block scalar the only occurrence is the one.
  const isOnly = offset !== -1 && written.indexOf(wanted) === written.lastIndexOf(wanted);
  const only = written.indexOf(wanted);
  return isOnly && only !== -1 ? { start: span.start + only, end: span.start + only + wanted.length } : undefined;
}
