import type { Span } from '../../core/text.ts';
import { parseShell, type Script, type ShellWord, type SimpleCommand } from '../shell.ts';
import { parseDelimiter } from './heredocs.ts';
import type { Heredoc, Instruction } from './model.ts';
import { concat, coveringSpan, exactSpan, slice, type Traced, trace, untraced } from './traced.ts';

/** A simple command that an instruction runs, with its place in the file. */
export interface RunCommand {
  /** The program and its arguments, without wrappers: `time env A=b go build` gives `go build`. */
  readonly words: readonly RunWord[];
  /** What the script sets for it: earlier `export`s, `A=b` before it, `env A=b`. Undefined values are not certain. */
  readonly assignments: ReadonlyMap<string, string | undefined>;
  /** Those of `A=b` right before it. */
  readonly prefix: readonly PrefixAssignment[];
  readonly span: Span;
  /** Where something could be put before the program, after its assignments; undefined inside a JSON string with escapes. */
  readonly start: number | undefined;
  /** Whether a shell reads it, so that `A=b` can stand before it. */
  readonly isInShell: boolean;
  /** Whether the script itself stands in quotes, as in `sh -c "…"`, so that another quote would end it. */
  readonly isQuoted: boolean;
}

/** `A=b` before a program. */
export interface PrefixAssignment {
  readonly name: string;
  readonly value: string | undefined;
  readonly span: Span;
}

export interface RunWord {
  readonly text: string;
  /** Without quotes; undefined if the shell puts something else in its place. */
  readonly value: string | undefined;
  readonly span: Span;
}

/** A script with the place of each of its characters. */
export interface PlacedScript {
  readonly traced: Traced;
  readonly script: Script;
  /** Stands for characters without a place of their own, as in a JSON string with escapes. */
  readonly whole: Span;
  readonly isQuoted: boolean;
}

const SHELL = /(?:^|\/)(?:sh|bash|ash|dash)$/;
const SHEBANG_SHELL = /^#!\s*\S*\b(?:env\s+(?:-S\s+)?)?(?:sh|bash|ash|dash)\b/;

/** The script a shell gets from an instruction, or undefined if no POSIX shell gets one. */
export function scriptOf(text: string, instruction: Instruction, shell: readonly string[]): PlacedScript | undefined {
  const traced = instruction.form === 'json' ? inlineScript(instruction) : shellScript(text, instruction, shell);
  const isQuoted = instruction.form === 'json';
  return traced && { traced, script: parseShell(traced.text), whole: instruction.rest.span, isQuoted };
}

/** Every simple command of an instruction; those of `sh -c "…"` too. */
export function commandsOf(text: string, instruction: Instruction, shell: readonly string[]): readonly RunCommand[] {
  return commandsFrom(scriptOf(text, instruction, shell), instruction);
}

/** The same where the script is known already. */
export function commandsFrom(placed: PlacedScript | undefined, instruction: Instruction): readonly RunCommand[] {
  if (placed) return commandsIn(placed);
  const [first] = instruction.args;
  if (instruction.form !== 'json' || !first) return [];
  const words = instruction.args.map((word): RunWord => ({ text: word.text, value: word.text, span: word.span }));
  return [
    { ...unwrap(words), prefix: [], span: instruction.rest.span, start: undefined, isInShell: false, isQuoted: true },
  ];
}

/** `["sh", "-c", "…"]`. */
function inlineScript({ args }: Instruction): Traced | undefined {
  const [program, option, script] = args;
  const isShell = program !== undefined && SHELL.test(program.text) && /^-[a-z]*c$/.test(option?.text ?? '');
  return isShell ? script?.traced : undefined;
}

function shellScript(text: string, { rest, heredocs }: Instruction, shell: readonly string[]): Traced | undefined {
  if (!SHELL.test(shell[0] ?? '')) return undefined;
  const [first] = heredocs;
  if (!first) return rest.traced;
  const isWhole = parseDelimiter(rest.text) !== undefined;
  if (!isWhole) return concat([rest.traced, ...heredocs.flatMap((heredoc) => reconstituted(text, heredoc))]);
  const body = bodyOf(text, first);
  return body.text.startsWith('#!') && !SHEBANG_SHELL.test(body.text) ? undefined : body;
}

/** BuildKit hands heredocs of a longer line back to the shell. */
function reconstituted(text: string, heredoc: Heredoc): Traced[] {
  return [untraced('\n'), trace(text, heredoc.body.start, heredoc.body.end), untraced(heredoc.name)];
}

function bodyOf(text: string, { body, stripTabs }: Heredoc): Traced {
  const whole = trace(text, body.start, body.end);
  if (!stripTabs) return whole;
  const lines = [...whole.text.matchAll(/^\t*(.*\n?)/gm)];
  return concat(
    lines.map(({ 0: line, 1: rest = '', index }) =>
      slice(whole, index + line.length - rest.length, index + line.length),
    ),
  );
}

function commandsIn(placed: PlacedScript): RunCommand[] {
  const exported = new Map<string, string | undefined>();
  return placed.script.commands.flatMap((command) => {
    const nested = nestedScript(command, placed);
    const own = placedCommand(command, placed, exported);
    const [name, ...args] = own.words;
    if (name?.value === 'export') for (const { value, text } of args) addAssignment(exported, value, text);
    return nested ? [own, ...commandsIn(nested)] : [own];
  });
}

function placedCommand(
  command: SimpleCommand,
  placed: PlacedScript,
  exported: ReadonlyMap<string, string | undefined>,
): RunCommand {
  const place = ({ text, value, span }: ShellWord): RunWord => ({ text, value, span: placeOf(placed, span) });
  const prefix = command.assignments.map(({ name, value }) => [name, value] as const);
  const { words, assignments } = unwrap(command.words.map(place));
  const [program] = command.words;
  return {
    words,
    assignments: new Map([...exported, ...prefix, ...assignments]),
    prefix: command.assignments.map(({ span, ...rest }) => ({ ...rest, span: placeOf(placed, span) })),
    span: placeOf(placed, command.span),
    start: program && exactSpan(slice(placed.traced, program.span.start, program.span.end))?.start,
    isInShell: true,
    isQuoted: placed.isQuoted,
  };
}

/** Where a stretch of the script stands in the file. */
export function placeOf({ traced, whole }: PlacedScript, { start, end }: Span): Span {
  const place = slice(traced, start, end);
  return place.pieces.length > 0 ? coveringSpan(place) : whole;
}

/** The text of `sh -c '…'` inside a script, if no quoting inside it moves its characters. */
function nestedScript({ words }: SimpleCommand, { traced, whole }: PlacedScript): PlacedScript | undefined {
  const [program, option, script] = words;
  if (!SHELL.test(program?.value ?? '') || !/^-[a-z]*c$/.test(option?.value ?? '') || !script) return undefined;
  if (script.value === undefined || script.text.slice(1, -1) !== script.value) return undefined;
  const inner = slice(traced, script.span.start + 1, script.span.end - 1);
  return { traced: inner, script: parseShell(inner.text), whole, isQuoted: true };
}

const TRANSPARENT = new Set(['exec', 'command', 'time', 'nice', 'nohup', 'sudo', 'builtin']);

/** Takes off what only runs another program. */
function unwrap(words: readonly RunWord[]): Pick<RunCommand, 'words' | 'assignments'> {
  const assignments = new Map<string, string | undefined>();
  let rest = words;
  while (rest.length > 1 && TRANSPARENT.has(rest[0]?.value ?? '')) rest = rest.slice(1);
  if (rest[0]?.value !== 'env') return { words: rest, assignments };
  const count = rest.slice(1).findIndex(({ text }) => !/^\w+=/.test(text));
  if (count === -1 || rest[count + 1]?.text.startsWith('-')) return { words: rest, assignments };
  for (const { value, text } of rest.slice(1, count + 1)) addAssignment(assignments, value, text);
  return { words: rest.slice(count + 1), assignments };
}

function addAssignment(
  assignments: Map<string, string | undefined>,
  value: string | undefined,
  text: string | undefined = value,
): void {
  const [, name, rest] = /^(\w+)=(.*)$/s.exec(value ?? text ?? '') ?? [];
  if (name !== undefined) assignments.set(name, value === undefined ? undefined : rest);
}
