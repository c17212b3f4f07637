import { lineIndex, type Span } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Fold } from '../answers.ts';

/** Stages, instructions over several lines, heredocs, and blocks of comments and directives; outer ones first. */
export function dockerfileFolds({ text, instructions, stages, comments, directives }: Dockerfile): Fold[] {
  const lines = lineIndex(text);
  const lineOf = (offset: number): number => lines.positionAt(offset).line;
  const region = ({ start, end }: Span): Fold => {
    // The text of an unfinished heredoc ends with its line break.
    const last = end > start && text[end - 1] === '\n' ? end - 1 : end;
    return { startLine: lineOf(start), endLine: lineOf(last), kind: 'region' };
  };
  const heredocs = instructions.flatMap((each) => [...each.heredocs, ...(each.child?.heredocs ?? [])].slice(1));
  const bodies = heredocs.map(({ body, terminator }) => ({ start: body.start - 1, end: terminator?.end ?? body.end }));
  const regions = [...stages, ...instructions].map(({ span }) => region(span));
  const blocks = [
    blocksOf(comments.map(({ span }) => lineOf(span.start))),
    blocksOf(directives.map(({ span }) => lineOf(span.start))),
  ];
  return [...regions, ...bodies.map(region), ...blocks.flat()].filter(({ startLine, endLine }) => endLine > startLine);
}

/** Lines that follow each other. */
function blocksOf(lines: readonly number[]): Fold[] {
  const blocks: Fold[] = [];
  for (const line of lines.toSorted((a, b) => a - b)) {
    const block = blocks.at(-1);
    if (block?.endLine === line - 1) blocks[blocks.length - 1] = { ...block, endLine: line };
    else blocks.push({ startLine: line, endLine: line, kind: 'comment' });
  }
  return blocks;
}
