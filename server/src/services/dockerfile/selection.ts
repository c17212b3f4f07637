import { lineEnd, lineStart, type Span } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';

/** What “expand selection” goes through, the smallest first: word, argument, line, instruction, stage, file. */
export function dockerfileSelections({ text, instructions, stages }: Dockerfile, offset: number): Span[] {
  const outer = instructions.find(({ span }) => holds(span, offset));
  const parts = [outer, outer?.child].flatMap((each) =>
    each
      ? [
          each.keywordSpan,
          each.rest.span,
          each.span,
          ...each.args.map(({ span }) => span),
          ...each.flags.flatMap(({ span, valueSpan }) => (valueSpan ? [span, valueSpan] : [span])),
          ...each.pairs.flatMap(({ span, name, value }) => [span, name.span, ...(value ? [value.span] : [])]),
          ...each.heredocs.map(({ body }) => body),
        ]
      : [],
  );
  const all = [
    wordAt(text, offset),
    { start: lineStart(text, offset), end: lineEnd(text, offset) },
    ...parts,
    ...stages.map(({ span }) => span),
    { start: 0, end: text.length },
  ];
  const around = all
    .filter((span) => holds(span, offset) && span.end > span.start)
    .toSorted((a, b) => a.end - a.start - (b.end - b.start));
  return around.reduce<Span[]>((chain, span) => (isInside(chain.at(-1), span) ? [...chain, span] : chain), []);
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Each step has to hold the one before, and more. */
function isInside(inner: Span | undefined, outer: Span): boolean {
  if (!inner) return true;
  return outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;
}

function wordAt(text: string, offset: number): Span {
  const before = /[^\s"'=,[\]]*$/.exec(text.slice(lineStart(text, offset), offset))?.[0].length ?? 0;
  const after = /^[^\s"'=,[\]]*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0].length ?? 0;
  return { start: offset - before, end: offset + after };
}
