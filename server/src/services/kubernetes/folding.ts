import { lineEnd } from '../../core/text.ts';
import type { YamlFile } from '../../parse/yaml.ts';
import type { Fold } from '../answers.ts';

interface Line {
  /** Columns of white space before the text; -1 for a blank line. */
  readonly indent: number;
  readonly isComment: boolean;
  readonly isMarker: boolean;
  /** `- ` begins the text. */
  readonly isDash: boolean;
}

/**
 * Documents, everything that is indented below something, and blocks of comments; outer ones first. It goes by the
 * lines, as the editor itself does for YAML: a document that cannot be read folds like any other.
 */
export function kubernetesFolds({ text }: YamlFile): Fold[] {
  const lines = readLines(text);
  const folds = [...documentFolds(lines), ...blockFolds(lines), ...commentFolds(lines)];
  return folds
    .map((fold) => ({ ...fold, size: fold.endLine - fold.startLine }))
    .toSorted((a, b) => b.size - a.size || a.startLine - b.startLine)
    .map(({ startLine, endLine, kind }) => ({ startLine, endLine, kind }));
}

function readLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at !== -1; ) {
    const end = lineEnd(text, at);
    const indent = /^[ \t]*/.exec(text.slice(at, Math.min(end, at + 400)))?.[0].length ?? 0;
    const first = text.charAt(at + indent);
    lines.push({
      indent: at + indent >= end ? -1 : indent,
      isComment: first === '#',
      isMarker: indent === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(at, at + 4)),
      isDash: first === '-' && /[ \t\r\n]|^$/.test(text.charAt(at + indent + 1)),
    });
    const next = text.indexOf('\n', end);
    at = next === -1 ? -1 : next + 1;
  }
  return lines;
}

/** From its `---`, or its first line, to its last line that is not blank. */
function documentFolds(lines: readonly Line[]): Fold[] {
  const starts = lines.flatMap(({ isMarker }, at) => (isMarker ? [at] : []));
  const bounds = [...(starts[0] === 0 ? [] : [0]), ...starts];
  if (bounds.length < 2) return [];
  return bounds.flatMap((start, at) => region(lines, start, (bounds[at + 1] ?? lines.length) - 1));
}

/** Below a line stand those that are indented deeper, and a list that is not. */
function blockFolds(lines: readonly Line[]): Fold[] {
  const folds: Fold[] = [];
  const open: number[] = [];
  const close = (at: number, stays: (line: Line) => boolean): void => {
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const line = lines[top];
      if (line && stays(line)) return;
      open.pop();
      folds.push(...region(lines, top, at - 1));
    }
  };
  lines.forEach((line, at) => {
    if (line.indent === -1 || (line.isComment && !line.isMarker)) return;
    close(at, (above) => {
      if (line.isMarker) return false;
      const isList = line.isDash && !above.isDash && above.indent === line.indent;
      return above.indent < line.indent || isList;
    });
    if (!line.isMarker) open.push(at);
  });
  close(lines.length, () => false);
  return folds;
}

/** Lines of comments that follow each other. */
function commentFolds(lines: readonly Line[]): Fold[] {
  const folds: Fold[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const start = at;
    while (lines[at]?.isComment) at += 1;
    if (at - start > 1) folds.push({ startLine: start, endLine: at - 1, kind: 'comment' });
  }
  return folds;
}

/** Blank lines and comments at its end belong to what follows. */
function region(lines: readonly Line[], startLine: number, end: number): Fold[] {
  let endLine = end;
  const isLoose = ({ indent, isComment }: Line): boolean =>
    indent === -1 || (isComment && indent <= (lines[startLine]?.indent ?? 0));
  while (
    endLine > startLine &&
    isLoose(lines[endLine] ?? { indent: -1, isComment: false, isMarker: false, isDash: false })
  )
    endLine -= 1;
  return endLine > startLine ? [{ startLine, endLine, kind: 'region' }] : [];
}
