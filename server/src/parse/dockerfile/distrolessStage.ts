import { lineBreak, lineStart, type TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import type { Instruction, Stage } from './model.ts';

const RUNTIME = new Set(['CMD', 'ENTRYPOINT', 'EXPOSE', 'ENV', 'LABEL', 'STOPSIGNAL', 'VOLUME', 'HEALTHCHECK', 'USER']);
/** Certificates, time zones and a user, but no C library and no shell. */
export const IMAGE = 'gcr.io/distroless/static-debian13:nonroot';

/** A program, and how the container starts it. */
export interface Program {
  /** Where it lies. */
  readonly path: string;
  /** The first word of the start line, which may be relative to the WORKDIR. */
  readonly start: string;
}

/**
 * Edits that end the final stage before its start line and go on in a distroless image that gets the program. Comments
 * and everything else stay as they are. Undefined where something the program may need at run time would be lost.
 * The last edit is the one in front of the start line.
 */
export function intoDistroless(dockerfile: Dockerfile, stage: Stage, program: Program): TextEdit[] | undefined {
  const { text } = dockerfile;
  const tail = runtimeTail(stage);
  const [first] = tail;
  if (!first || stage.parent || losesSettings(stage, tail)) return undefined;
  const newline = lineBreak(text);
  const { start, isSeparated } = placeOf(text, dockerfile, first);
  const name = stage.name ?? freeName(dockerfile);
  const lines = stageLines(stage, name, program).map((line) => line + newline);
  const { end } = stage.from.head;
  const naming = stage.name === undefined ? [{ span: { start: end, end }, newText: ` AS ${name}` }] : [];
  return [...naming, { span: { start, end: start }, newText: (isSeparated ? '' : newline) + lines.join('') }];
}

function stageLines({ workdir }: Stage, name: string, { path, start }: Program): string[] {
  // A name alone is looked for in PATH, which knows nothing of the folders of the build.
  const isBare = !start.includes('/');
  const folder = start.startsWith('/') || isBare || workdir === undefined ? [] : [`WORKDIR ${workdir}`];
  return [`FROM ${IMAGE}`, ...folder, `COPY --from=${name} ${path} ${isBare ? '/usr/local/bin/' : path}`];
}

function freeName({ stages }: Dockerfile): string {
  const taken = new Set(stages.map(({ name }) => name));
  return ['build', 'builder', 'compile'].find((name) => !taken.has(name)) ?? `build-${stages.length}`;
}

/** The settings that the stage ends with. */
function runtimeTail({ instructions }: Stage): readonly Instruction[] {
  const last = instructions.findLastIndex(({ keyword }) => !RUNTIME.has(keyword));
  return instructions.slice(last + 1);
}

/** ENV for the program above the build, a user that distroless does not know, an ENTRYPOINT that stands earlier. */
function losesSettings({ instructions, user, entrypoint, cmd }: Stage, tail: readonly Instruction[]): boolean {
  const earlier = instructions.filter((each) => !tail.includes(each));
  const setsOther = earlier.some(
    ({ keyword, pairs }) => keyword === 'ENV' && pairs.some(({ name }) => !/^(?:GO|CGO_)/.test(name.text)),
  );
  const startsEarlier = [entrypoint, cmd].some((command) => command && earlier.includes(command.instruction));
  const isNamed = user.instruction !== undefined && !/^\d+(?::\d+)?$/.test(user.value ?? '');
  return (
    setsOther ||
    startsEarlier ||
    isNamed ||
    earlier.some(({ keyword }) => keyword === 'USER' || keyword === 'HEALTHCHECK')
  );
}

/** Above the comments that belong to the instruction, and whether a blank line is there already. */
function placeOf(
  text: string,
  { comments }: Dockerfile,
  { span }: Instruction,
): { start: number; isSeparated: boolean } {
  let start = lineStart(text, span.start);
  for (;;) {
    const above = comments.find(
      (comment) => lineStart(text, comment.span.start) < start && text.indexOf('\n', comment.span.end) + 1 === start,
    );
    if (!above) break;
    start = lineStart(text, above.span.start);
  }
  return { start, isSeparated: /\n[ \t]*\r?\n$/.test(text.slice(0, start)) };
}
