import { applyEdits, lineEnd, type Span, type TextEdit } from '../../core/text.ts';
import { parseDockerfile, type Dockerfile } from '../../parse/dockerfile.ts';
import type { Instruction, Stage } from '../../parse/dockerfile/model.ts';
import { lineAt, type Line } from '../../parse/dockerfile/lines.ts';
import { indentEdits } from './indentation.ts';
import { instructionMeaning } from './meaning.ts';

interface FormatOptions {
  /** How far a continued line is moved in, where the file itself does not show it. */
  readonly indent: string;
}

/**
 * Edits of white space alone: none at the ends of lines, one blank line at most, none at the end of the file, continued
 * lines moved in. Heredocs stay as they are, and so does any instruction that would mean something else.
 */
export function dockerfileFormat(dockerfile: Dockerfile, options: FormatOptions): TextEdit[] {
  const edits = [...lineEdits(dockerfile), ...indentEdits(dockerfile, options.indent)];
  const changed = changedBy(dockerfile, edits);
  const safe = edits.filter(({ span }) => !changed.some(({ start, end }) => start <= span.start && span.end <= end));
  // One instruction may begin where another one used to end: then nothing is certain, and nothing is done.
  return isSame(dockerfile, parseDockerfile(applyEdits(dockerfile.text, safe))) ? safe : [];
}

/** White space at the ends of lines, and blank lines. */
function lineEdits({ text, instructions }: Dockerfile): TextEdit[] {
  const heredocs = instructions.flatMap((each) => [...each.heredocs, ...(each.child?.heredocs ?? [])]);
  const edits: TextEdit[] = [];
  let blanks: Line[] = [];
  let heredoc = 0;
  for (let at = 0; at < text.length; ) {
    const line = lineAt(text, at);
    at = line.next;
    while ((endOf(heredocs[heredoc]) ?? Infinity) < line.start) heredoc++;
    const isBlank = text.slice(line.start, line.end).trim() === '';
    if (!isBlank) blanks = [];
    if ((heredocs[heredoc]?.body.start ?? Infinity) <= line.start) continue;
    if (isBlank) blanks.push(line);
    if (blanks.length > 1) edits.push(remove(line.start, line.next));
    else edits.push(...trailing(text, line));
  }
  const [first] = blanks;
  return first ? [...edits.filter(({ span }) => span.end <= first.start), remove(first.start, text.length)] : edits;
}

function endOf(heredoc: Instruction['heredocs'][number] | undefined): number | undefined {
  return heredoc && (heredoc.terminator?.end ?? heredoc.body.end);
}

function trailing(text: string, { start, end }: Line): TextEdit[] {
  let at = end;
  while (at > start && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at === end ? [] : [remove(at, end)];
}

function remove(start: number, end: number): TextEdit {
  return { span: { start, end }, newText: '' };
}

/** Instructions that mean something else after the edits. */
function changedBy(dockerfile: Dockerfile, edits: readonly TextEdit[]): Span[] {
  const stageOf = new Map(
    dockerfile.stages.flatMap((stage) => stage.instructions.map((each) => [each, stage] as const)),
  );
  return dockerfile.instructions
    .map((instruction) => ({
      instruction,
      span: { start: instruction.span.start, end: lineEnd(dockerfile.text, instruction.span.end) },
    }))
    .filter(
      ({ instruction, span }) =>
        !keepsMeaning(dockerfile, { instruction, span, stage: stageOf.get(instruction) }, edits),
    )
    .map(({ span }) => span);
}

interface Place {
  readonly instruction: Instruction;
  readonly span: Span;
  readonly stage: Stage | undefined;
}

function keepsMeaning(
  { text, escape }: Dockerfile,
  { instruction, span, stage }: Place,
  edits: readonly TextEdit[],
): boolean {
  const own = edits.filter((edit) => span.start <= edit.span.start && edit.span.end <= span.end);
  if (own.length === 0) return true;
  const head = `# escape=${escape}\n`;
  const moved = own.map((edit) => ({
    newText: edit.newText,
    span: { start: edit.span.start - span.start + head.length, end: edit.span.end - span.start + head.length },
  }));
  const before = head + text.slice(span.start, span.end);
  const after = applyEdits(before, moved);
  const shell = stage?.runs.find((run) => run.instruction === instruction)?.shell ?? stage?.shell ?? [];
  return instructionMeaning(before, shell) === instructionMeaning(after, shell);
}

function isSame(before: Dockerfile, after: Dockerfile): boolean {
  return shape(before) === shape(after);
}

function shape({ instructions, directives, comments }: Dockerfile): string {
  return JSON.stringify([
    directives.map(({ name, value }) => [name, value]),
    comments.map(({ text }) => text),
    instructions.map(({ keyword, args, heredocs }) => [keyword, args.length, heredocs.length]),
  ]);
}
