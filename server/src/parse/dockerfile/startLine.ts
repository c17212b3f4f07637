import type { Dockerfile } from '../dockerfile.ts';
import type { Script } from '../shell.ts';
import { hasShell } from './contents.ts';
import { type ExecForm, execForm, repairedJson } from './execForm.ts';
import { jsonStrings } from './json.ts';
import type { Command, Stage } from './model.ts';
import { type PlacedScript, scriptOf } from './scripts.ts';

/** A shell-form ENTRYPOINT or CMD that starts the container, and what comes of it. */
export interface StartLine {
  readonly command: Command;
  /** The program that wraps the line: `/bin/sh`. */
  readonly shell: string;
  /** What the line is meant to run. */
  readonly program: string;
  /** The exec-form ENTRYPOINT that gets a shell-form CMD as its arguments. */
  readonly entrypoint: string | undefined;
  readonly consequence: Consequence;
  /** What to write instead; undefined if nothing is certain to do the same. */
  readonly rewrite: { readonly kind: ExecForm['kind'] | 'repair'; readonly json: string } | undefined;
}

export type Consequence =
  /** There is no shell to run the line. */
  | 'noShell'
  /** It was meant as a JSON array. */
  | 'noJson'
  /** ENTRYPOINT gets `/bin/sh -c …` as arguments. */
  | 'wrapped'
  /** The shell replaces itself by the program, this time. */
  | 'fragile'
  /** Signals end at the shell. */
  | 'lost'
  /** Which of the two, depends on a shell that is not known. */
  | 'unclear';

const DEFAULT_SHELL = '/bin/sh';

/** Undefined if the container starts in exec form, or the shell hands over or handles signals itself. */
export function startLine(dockerfile: Dockerfile, stage: Stage): StartLine | undefined {
  const command = shellCommand(stage);
  const placed = command && scriptOf(dockerfile.text, command.instruction, command.argv);
  if (!command || !placed) return undefined;
  const { script } = placed;
  const [shell = DEFAULT_SHELL] = command.argv;
  const entrypoint = command.instruction.keyword === 'CMD' ? stage.entrypoint?.argv[0] : undefined;
  const rewrite = rewriteOf(dockerfile, command, placed);
  const consequence = consequenceOf(stage, { shell, script, entrypoint, isRepair: rewrite?.kind === 'repair' });
  if (!consequence) return undefined;
  const needsShell = consequence === 'noShell' && rewrite?.kind === 'shell';
  return {
    command,
    shell,
    program: programOf(script),
    entrypoint,
    consequence,
    rewrite: needsShell ? undefined : rewrite,
  };
}

/** BuildKit stops at an array of anything but strings. */
function isRefused({ instruction }: Command): boolean {
  return jsonStrings(instruction.rest.traced) === 'mixed';
}

function rewriteOf(dockerfile: Dockerfile, command: Command, placed: PlacedScript): StartLine['rewrite'] {
  if (hasComments(dockerfile, command)) return undefined;
  const json = repairedJson(command.instruction.rest.text);
  return json === undefined ? execForm(command, placed) : { kind: 'repair', json };
}

interface Line {
  readonly shell: string;
  readonly script: Script;
  readonly entrypoint: string | undefined;
  readonly isRepair: boolean;
}

function consequenceOf(stage: Stage, { shell, script, entrypoint, isRepair }: Line): Consequence | undefined {
  if (shell === DEFAULT_SHELL && hasShell(stage) === false) return 'noShell';
  if (isRepair) return 'noJson';
  if (handlesSignals(script)) return undefined;
  if (entrypoint !== undefined) return 'wrapped';
  const execs = replacesItself(stage, shell, script);
  // Who has chosen a shell that hands over has what they want: BuildKit's documentation says so, too.
  if (execs === true && shell !== DEFAULT_SHELL) return undefined;
  return execs === undefined ? 'unclear' : execs ? 'fragile' : 'lost';
}

/** Tried with dash 0.5.12, bash 5.2 and BusyBox 1.35: bash only does it for a command without redirections. */
export function replacesItself({ base }: Stage, shell: string, { last }: Script): boolean | undefined {
  if (!last) return false;
  if (shell !== DEFAULT_SHELL) return shell.endsWith('bash') && !last.hasRedirects;
  const facts = base.kind === 'image' ? base.facts : undefined;
  return facts?.shellExecs === true ? facts.userland === 'busybox' || !last.hasRedirects : facts?.shellExecs;
}

/** A shell-form ENTRYPOINT makes CMD meaningless. */
function shellCommand({ entrypoint, cmd }: Stage): Command | undefined {
  const command = entrypoint?.form === 'shell' ? entrypoint : cmd;
  return command?.form === 'shell' && !isRefused(command) ? command : undefined;
}

/** The author has thought of it: the program replaces the shell, or the shell forwards signals. */
function handlesSignals({ last, commands }: Script): boolean {
  return last?.words[0]?.value === 'exec' || commands.some(({ words }) => words[0]?.value === 'trap');
}

function programOf({ last, commands, text }: Script): string {
  const program = (last ?? commands.find(({ words }) => words.length > 0))?.words[0];
  return program?.value ?? program?.text ?? text;
}

/** Between continued lines. They would be lost in a rewrite. */
function hasComments({ comments }: Dockerfile, { instruction: { span } }: Command): boolean {
  return comments.some((comment) => comment.span.start > span.start && comment.span.end <= span.end);
}
