import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { type Pragma, readPragma, type Tool } from '../pragmas.ts';
import { type Suppression, wholeFile } from '../suppressions.ts';
import { fileCheckOptions, instructionChecks, skippedChecks } from './checkOptions.ts';
import type { Comment, Instruction, Stage } from './model.ts';

/**
 * What the comments and directives of a Dockerfile silence, those of a tool that is not to be heard left out. Text in a
 * heredoc is no comment, whatever it looks like.
 */
export function dockerfileSuppressions(dockerfile: Dockerfile, deafTo?: Tool): Suppression[] {
  return [...pragmas(dockerfile, deafTo), ...checks(dockerfile)];
}

function pragmas(dockerfile: Dockerfile, deafTo: Tool | undefined): Suppression[] {
  return dockerfile.comments.flatMap((comment) => {
    const pragma = readPragma(comment.text);
    return pragma && pragma.tool !== deafTo
      ? reached(pragma, comment, dockerfile).map((span) => ({ names: pragma.names, span }))
      : [];
  });
}

function reached({ reach }: Pragma, { span }: Comment, dockerfile: Dockerfile): Span[] {
  if (reach === 'file') return [wholeFile(dockerfile.text)];
  const below = dockerfile.instructions.find((instruction) => instruction.span.end > span.start);
  const stage = reach === 'stage' ? stageAt(dockerfile, span.start, below) : undefined;
  const image = imagePieces(stage ?? dockerfile.stages.find(({ from }) => from === below));
  // Inside a continued instruction the comment is about all of it.
  const start = stage?.span.start ?? Math.min(span.start, below?.span.start ?? span.start);
  const end = (stage ?? below)?.span.end ?? dockerfile.text.length;
  return [{ start, end: end + 1 }, ...image];
}

/** The stage that begins below a comment, or that it stands in. */
function stageAt({ stages }: Dockerfile, offset: number, below: Instruction | undefined): Stage | undefined {
  return (
    stages.find(({ from }) => from === below) ??
    stages.findLast(({ from }) => from.span.start <= offset) ??
    // Above the ARGs that come before the first FROM.
    stages[0]
  );
}

/** The defaults of ARGs from which FROM's image is put together: what is found in them is about that FROM, too. */
function imagePieces(stage: Stage | undefined): Span[] {
  const pieces = stage?.resolvedImage?.pieces ?? [];
  return pieces.map(({ start, length }) => ({ start, end: start + length + 1 }));
}

/** `# check=skip=…` of BuildKit: in the first lines for the file, in a comment for the instruction below. */
function checks(dockerfile: Dockerfile): Suppression[] {
  const below = instructionChecks(dockerfile).map(({ options, instruction }) => ({
    names: skippedChecks(options),
    span: { start: instruction.span.start, end: instruction.span.end + 1 },
  }));
  return [{ names: skippedChecks(fileCheckOptions(dockerfile)), span: wholeFile(dockerfile.text) }, ...below];
}
