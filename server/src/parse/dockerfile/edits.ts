import { lineBreak, lineEnd, lineStart, type Span, type TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import type { Instruction } from './model.ts';

/** New lines in front of an instruction, indented like it. */
export function insertBefore(text: string, instruction: Instruction, lines: readonly string[]): TextEdit {
  const start = lineStart(text, instruction.span.start);
  const indentation = /^[ \t]*/.exec(text.slice(start, instruction.span.start))?.[0] ?? '';
  return insertion(start, lines.map((line) => indentation + line + lineBreak(text)).join(''));
}

/** Whether a line continuation is open where the file ends, so that a new line would become a part of the last one. */
export function endsOpen({ text, escape, instructions }: Dockerfile): boolean {
  const end = instructions.at(-1)?.span.end ?? 0;
  return text.slice(end, lineEnd(text, end)).trim() === escape;
}

/** New lines below the one that ends at `span.end`, also where the file lacks a final line break. */
export function insertAfter(text: string, span: Span, lines: readonly string[]): TextEdit {
  const newline = lineBreak(text);
  const end = lineEnd(text, span.end);
  if (text.indexOf('\n', end) === -1) return insertion(end, lines.map((line) => newline + line).join(''));
  return insertion(text.indexOf('\n', end) + 1, lines.map((line) => line + newline).join(''));
}

/** Takes the lines of an instruction out; at the end of the file with the line break in front, if none is behind. */
export function removeLines(text: string, { span }: Instruction): TextEdit {
  const start = lineStart(text, span.start);
  // The text of an unfinished heredoc ends with its last line break.
  const newline = text.indexOf('\n', text[span.end - 1] === '\n' ? span.end - 1 : span.end);
  if (newline !== -1) return { span: { start, end: newline + 1 }, newText: '' };
  return {
    span: { start: start - (text.slice(0, start).endsWith('\r\n') ? 2 : Math.min(start, 1)), end: text.length },
    newText: '',
  };
}

function insertion(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
