import { applyEdits, type Span, type TextEdit } from '../core/text.ts';
import { parseDockerfile, type Dockerfile } from '../parse/dockerfile.ts';
import type { Instruction } from '../parse/dockerfile/model.ts';
import { scriptOf } from '../parse/dockerfile/scripts.ts';

interface FormatOptions {
  /** What a continued line begins with. */
  readonly indent: string;
}

/**
 * Edits of white space alone: none at the ends of lines, one blank line at most, continued lines that begin at the
 * margin moved in. Heredocs and strings over several lines stay, and so does any instruction that would mean
 * something else.
 */
export function dockerfileFormat(dockerfile: Dockerfile, { indent }: FormatOptions): TextEdit[] {
  const keep = heredocs(dockerfile);
  const isKept = ({ start, end }: Span): boolean => keep.some((each) => start < each.end && each.start < end);
  const edits = [...trailing(dockerfile), ...blankLines(dockerfile), ...indentation(dockerfile, indent)].filter(
    ({ span }) => !isKept(span),
  );
  const safe = edits.filter((edit) => !isInChanged(edit, changedBy(dockerfile, edits)));
  // One instruction may begin where another one used to end: then nothing is certain, and nothing is done.
  return isSame(dockerfile, parseDockerfile(applyEdits(dockerfile.text, safe))) ? safe : [];
}

function heredocs({ instructions }: Dockerfile): Span[] {
  return instructions.flatMap((each) =>
    [...each.heredocs, ...(each.child?.heredocs ?? [])].map(({ body, terminator }) => ({
      start: body.start,
      end: Math.max(body.end, terminator?.end ?? 0) + 1,
    })),
  );
}

function trailing({ text }: Dockerfile): TextEdit[] {
  return [...text.matchAll(/[ \t]+(?=\r?\n|$(?![^]))/g)].map(({ 0: gap, index }) => remove(index, index + gap.length));
}

/** Two or more in a row become one; none at the end of the file. */
function blankLines({ text }: Dockerfile): TextEdit[] {
  return [...text.matchAll(/(?<=\n[ \t]*\r?\n)(?:[ \t]*\r?\n)+/g)].map(({ 0: gap, index }) =>
    remove(index, index + gap.length),
  );
}

function indentation({ text, instructions, comments }: Dockerfile, indent: string): TextEdit[] {
  return instructions.flatMap(({ head, rest }) => {
    const lines = [...text.slice(head.start, head.end).matchAll(/\n([ \t]*)(?=[^ \t\r\n])/g)];
    const hasOwn = lines.filter(({ 1: gap }) => gap !== '');
    // Where most lines are indented in some way, that is how their author wants them.
    const unit =
      hasOwn.length > 0 && hasOwn.every(({ 1: gap }) => gap?.startsWith(' ')) ? (hasOwn[0]?.[1] ?? indent) : indent;
    return lines.flatMap(({ 1: gap = '', index }) => {
      const start = head.start + index + 1;
      const isComment = comments.some(({ span }) => span.start === start + gap.length);
      const isTab = gap.includes('\t') && !indent.includes('\t');
      if (start < rest.span.start || isComment || (gap !== '' && !isTab)) return [];
      return [{ span: { start, end: start + gap.length }, newText: unit }];
    });
  });
}

function remove(start: number, end: number): TextEdit {
  return { span: { start, end }, newText: '' };
}

/** Instructions that mean something else after the edits, white space apart. */
function changedBy({ text, instructions, stages }: Dockerfile, edits: readonly TextEdit[]): Span[] {
  const runs = new Map(stages.flatMap((stage) => stage.runs.map((run) => [run.instruction, run] as const)));
  return instructions
    .filter((instruction) => {
      const own = edits.filter(({ span }) => instruction.span.start <= span.start && span.end <= instruction.span.end);
      if (own.length === 0) return false;
      const shell = runs.get(instruction)?.shell ?? ['/bin/sh', '-c'];
      const before = meaning(text, instruction, shell);
      const after = applyEdits(text, own);
      const [moved] = parseDockerfile(after.slice(instruction.span.start)).instructions;
      return !moved || meaning(after.slice(instruction.span.start), moved, shell) !== before;
    })
    .map(({ span }) => span);
}

/** The words of a script, or of the instruction; quoted ones to the letter. */
function meaning(text: string, instruction: Instruction, shell: readonly string[]): string {
  const script = instruction.keyword === 'RUN' ? scriptOf(text, instruction, shell)?.script : undefined;
  const words = script?.isComplete
    ? script.commands.map(({ words: all }) => all.map((word) => word.text))
    : instruction.args.map((word) => (/["']/.test(word.text) ? word.text : word.text.replace(/\s+/g, ' ')));
  const flags = instruction.flags.map(({ name, value }) => [name, value]);
  return JSON.stringify([instruction.keyword, flags, words, instruction.rest.text.replace(/\s+/g, ' ')]);
}

function isInChanged({ span }: TextEdit, changed: readonly Span[]): boolean {
  return changed.some(({ start, end }) => start <= span.start && span.end <= end);
}

function isSame(before: Dockerfile, after: Dockerfile): boolean {
  const shape = ({ instructions }: Dockerfile): string =>
    JSON.stringify(instructions.map(({ keyword, args, heredocs: docs }) => [keyword, args.length, docs.length]));
  return shape(before) === shape(after);
}
