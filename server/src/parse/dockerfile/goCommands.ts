import { oncePer } from '../../core/once.ts';
import type { Run } from './model.ts';
import { absolutePath } from './paths.ts';
import type { RunCommand, RunWord } from './scripts.ts';

/** A `go …` in a RUN. */
export interface GoCommand {
  readonly run: Run;
  readonly command: RunCommand;
  /** `build`, `mod download`, `install`, …; '' for a bare `go`. */
  readonly verb: string;
  /** What follows the verb: flags and packages. */
  readonly args: readonly RunWord[];
  /** Where it runs; undefined if that is not certain. */
  readonly directory: string | undefined;
}

/** `go` and nothing that wraps it in settings of its own, such as `xx-go`. */
const GO = /^(?:\/usr\/local\/go\/bin\/)?go$/;
const GROUPS = new Set(['mod', 'work', 'tool']);
/** Flags of `go build` and its kin that take no value. Any other takes one, after `=` or as the next word. */
const SWITCHES = new Set(
  'a n v x work race msan asan cover trimpath linkshared modcacherw buildvcs json i t d u'.split(' '),
);

/** Several checks ask the same of every RUN, so it is read once. */
export const goCommands: (run: Run) => readonly GoCommand[] = oncePer(readGoCommands);

function readGoCommands(run: Run): GoCommand[] {
  const found: GoCommand[] = [];
  let directory = run.workdir;
  for (const command of run.commands()) {
    const [program, ...words] = command.words;
    if (program?.value === 'cd') directory = absolutePath(directory, words[0]?.value);
    else if (GO.test(program?.value ?? '')) found.push(goCommand(run, command, words, directory));
  }
  return found;
}

function goCommand(run: Run, command: RunCommand, words: readonly RunWord[], directory: string | undefined): GoCommand {
  const change = directoryFlag(words);
  const [verb, second, ...rest] = words.slice(change.words);
  const isGroup = GROUPS.has(verb?.value ?? '') && second !== undefined;
  return {
    run,
    command,
    verb: [verb, isGroup ? second : undefined].flatMap((word) => word?.value ?? []).join(' '),
    args: isGroup ? rest : words.slice(change.words + 1),
    directory: change.words > 0 ? absolutePath(directory, change.value) : directory,
  };
}

/** `go -C dir build`: the only flag that may stand before the verb. */
function directoryFlag([first, second]: readonly RunWord[]): { words: number; value: string | undefined } {
  if (first?.value === '-C') return { words: 2, value: second?.value };
  return first?.value?.startsWith('-C=') ? { words: 1, value: first.value.slice(3) } : { words: 0, value: undefined };
}

export interface GoArguments {
  /** By name without dashes; the last of a name counts. Switches have the value `true`. */
  readonly flags: ReadonlyMap<string, GoFlag>;
  readonly packages: readonly RunWord[];
}

export interface GoFlag {
  /** As written, without the flag's name. */
  readonly text: string;
  readonly value: string | undefined;
  /** The flag with its value: one word or two. */
  readonly words: readonly RunWord[];
}

export function goArguments(args: readonly RunWord[]): GoArguments {
  const flags = new Map<string, GoFlag>();
  let at = 0;
  while (at < args.length) {
    const flag = flagAt(args, at);
    if (!flag) break;
    flags.set(flag.name, flag);
    at += flag.words.length;
  }
  return { flags, packages: args.slice(at) };
}

function flagAt(args: readonly RunWord[], at: number): (GoFlag & { name: string }) | undefined {
  const word = args[at];
  const [, name, equals] = /^['"]?--?([a-zA-Z]\w*)(=)?/.exec(word?.text ?? '') ?? [];
  if (!word || name === undefined) return undefined;
  if (equals !== undefined) return { name, words: [word], ...afterEquals(word) };
  const next = SWITCHES.has(name) ? undefined : args[at + 1];
  return next
    ? { name, words: [word, next], text: next.text, value: next.value }
    : { name, words: [word], text: 'true', value: 'true' };
}

function afterEquals({ text, value }: RunWord): Pick<GoFlag, 'text' | 'value'> {
  return { text: text.slice(text.indexOf('=') + 1), value: value?.slice(value.indexOf('=') + 1) };
}
