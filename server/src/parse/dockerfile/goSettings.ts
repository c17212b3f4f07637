import type { Span, TextEdit } from '../../core/text.ts';
import { removeLines } from './edits.ts';
import { goBuilds, goPrograms, type GoBuild } from './goBuilds.ts';
import { goArguments, type GoCommand, goCommands, type GoFlag } from './goCommands.ts';
import { lineage } from './lineage.ts';
import type { Instruction, Pair, Run, Stage } from './model.ts';
import type { RunCommand, RunWord } from './scripts.ts';

/** The value of a variable for a command: what stands before it, else what ENV and ARG say. Undefined: not certain. */
export function settingOf(
  { run, command }: { readonly run: Run; readonly command: RunCommand },
  name: string,
): { readonly value: string | undefined } | undefined {
  if (command.assignments.has(name)) return { value: command.assignments.get(name) };
  const variable = run.env.get(name);
  if (variable === undefined) return undefined;
  return { value: typeof variable === 'object' ? variable.text : undefined };
}

/** Whether GOFLAGS holds a flag, or may: a value that only the build knows holds anything. */
export function goflagsMayHold(command: GoCommand & { readonly stage?: Stage }, flag: string): boolean {
  const setting = settingOf(command, 'GOFLAGS');
  if (setting) return setting.value === undefined || setting.value.includes(flag);
  return command.stage !== undefined && persists(command.stage, flag);
}

/** `go env -w GOFLAGS=…`, which every later command reads. */
function persists(stage: Stage, flag: string): boolean {
  return lineage(stage)
    .flatMap(({ runs }) => runs.flatMap(goCommands))
    .some(({ verb, args }) => verb === 'env' && args.some(({ text }) => /GOFLAGS=/.test(text) && text.includes(flag)));
}

/** Whether a variable among the arguments may hold any flag. */
export function mayHoldFlags({ options }: GoBuild): boolean {
  return options.packages.some(({ text }) => /^["']?\$/.test(text));
}

/** Whether the same program is also built without a flag: then a condition chooses. */
export function isChosen(build: GoBuild, flag: string): boolean {
  const { folder, name } = build.output;
  return goBuilds(build.stage).some(
    ({ output, options }) => output.folder === folder && output.name === name && !options.flags.has(flag),
  );
}

/** `go build`, without its arguments. */
export function goCommandSpan({ command, verb }: GoCommand): Span {
  const [program] = command.words;
  const last = verbWord({ command, verb }) ?? program;
  return program && last ? { start: program.span.start, end: last.span.end } : command.span;
}

/** The word behind which flags may be inserted. */
export function verbWord({ command, verb }: Pick<GoCommand, 'command' | 'verb'>): RunWord | undefined {
  return command.words.find(({ value }) => value === verb.split(' ').at(-1));
}

/** Takes a flag out with the space in front of it; undefined if no shell reads the line. */
export function withoutFlag(command: GoCommand, text: string, name: string): (() => TextEdit[]) | undefined {
  const words = goArguments(command.args).flags.get(name)?.words;
  const [first] = words ?? [];
  const last = words?.at(-1);
  return first && last && command.command.start !== undefined
    ? () => [withoutWords(text, { start: first.span.start, end: last.span.end })]
    : undefined;
}

/** Takes a stretch of words out with the white space (and line continuations) in front of it. */
function withoutWords(text: string, { start, end }: Span): TextEdit {
  const gap = /(?:[ \t]|[\\`][ \t]*\r?\n)+$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  return { span: { start: start - gap, end }, newText: '' };
}

/** ENV and ARG pairs of that name in a stage and its parents, in order. */
export function declarations(stage: Stage, name: string): { readonly instruction: Instruction; readonly pair: Pair }[] {
  return lineage(stage).flatMap(({ instructions }) =>
    instructions
      .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
      .flatMap((instruction) =>
        instruction.pairs.filter((pair) => pair.name.text === name).map((pair) => ({ instruction, pair })),
      ),
  );
}

/** Takes one pair out of an ENV or ARG, or the whole instruction if it has no other. */
export function withoutPair(text: string, instruction: Instruction, pair: Pair): TextEdit {
  if (instruction.pairs.length === 1) return removeLines(text, instruction);
  if (instruction.pairs[0] !== pair) return withoutWords(text, pair.span);
  // The first one goes with the white space behind it.
  const next = instruction.pairs[1]?.span.start ?? pair.span.end;
  return { span: { start: pair.span.start, end: next }, newText: '' };
}

/** From the flag's dash to the end of its value. */
export function flagSpan({ words }: GoFlag): Span {
  const [first] = words;
  const last = words.at(-1);
  return first && last ? { start: first.span.start, end: last.span.end } : { start: 0, end: 0 };
}

/** The builds whose programs reach a stage, as far as their command is Go's own and stands in this file. */
export function programBuilds(final: Stage): GoBuild[] {
  return [...goPrograms(final).keys()].filter(
    (build) => !build.args.some(({ text }) => /^["']?[\w.-]+\/\S*@/.test(text)) && !isOnlyCheck(build),
  );
}

/** `go build ./...` compiles several packages and writes none of them. */
function isOnlyCheck({ verb, options: { flags, packages } }: GoBuild): boolean {
  const several = packages.filter(({ text }) => !text.endsWith('.go')).length > 1;
  return verb === 'build' && !flags.has('o') && (several || packages.some(({ text }) => text.endsWith('...')));
}
