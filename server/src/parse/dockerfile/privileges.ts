import { isWindows } from '../../core/baseImages.ts';
import { basename } from '../../core/path.ts';
import { lineage } from './lineage.ts';
import type { Instruction, Stage } from './model.ts';

/** Programs that start another one as another user. */
const STEP_DOWN = new Set(
  ['gosu', 'su-exec', 'setpriv', 'runuser', 'chpst', 'setuidgid', 'capsh'].concat(
    // Supervisors run as root and step down for each service; /init is s6-overlay's.
    ['s6-setuidgid', 's6-svscan', 'init', 'systemd'],
  ),
);
/** What an unknown image says about itself. */
const UNPRIVILEGED_NAME = /non-?root|unprivileged|rootless|linuxserver\/baseimage/;
/** Why a container of a stage runs as root. */
export type RootReason =
  /** Its last USER says so. */
  | 'explicit'
  /** The USER of a parent stage says so. */
  | 'inherited'
  /** No USER, and the base image is known to set none. */
  | 'missing'
  /** No USER, and what the base image sets is not known: it may be root. */
  | 'unknown';

/** Undefined if it does not, if the build decides, or if it starts as root on purpose. */
export function rootReason(stage: Stage): RootReason | undefined {
  const { value, instruction } = stage.user;
  if (value === undefined) return instruction || isExempt(stage) || namesUser(stage) ? undefined : 'unknown';
  if (!/^(?:root|0+)(?::|$)/.test(value.trim()) || isExempt(stage)) return undefined;
  if (!instruction) return 'missing';
  return instruction.span.start < stage.span.start ? 'inherited' : 'explicit';
}

/** Images of operating systems and of Go's tools: they start a shell at most. */
const SYSTEM =
  /(?:^|\/)(?:alpine|debian|ubuntu|busybox|buildpack-deps|golang|centos|fedora|rockylinux|almalinux|amazonlinux|photon|ubi\d*(?:-\w+)?)$/;

const INTERPRETER =
  /^(?:\/\S*\/)?(?:(?:ba|da|a|z)?sh|node|python[\d.]*|irb|ruby|php|jshell|perl|lua|julia|R|iex|erl|ghci)$/;

/** Whether a stage is a tool or a base for others rather than a service, or leaves its user to a script. */
export function isForOthers(stage: Stage): boolean {
  const { base, entrypoint, cmd, copies } = stage;
  const isSystem = base.kind === 'image' && SYSTEM.test(base.ref.name);
  const takesNothing = !copies.some(({ from }) => from !== undefined);
  const startsNothing = !entrypoint && !cmd && (isSystem || takesNothing);
  return startsNothing || startsScript(stage) || startsInterpreter(stage);
}

/** A script may step down to another user, as many an official image's does: `ENTRYPOINT ["/entrypoint.sh"]`. */
function startsScript({ base, entrypoint }: Stage): boolean {
  return base.kind !== 'scratch' && (entrypoint?.argv.some((word) => word.endsWith('entrypoint.sh')) ?? false);
}

/** `CMD ["python3"]` waits for somebody to type: the program comes with the image that is built on this one. */
function startsInterpreter({ cmd }: Stage): boolean {
  const [program = '', ...args] = cmd?.form === 'exec' ? cmd.argv : [];
  return INTERPRETER.test(program) && args.every((arg) => arg.startsWith('-'));
}

/** Nobody but root may enter `/root`, so a program there starts as no other user. */
export function livesInRootsHome({ workdir, entrypoint, cmd }: Stage): boolean {
  const programs = [entrypoint, cmd].map((command) => command?.argv[0]);
  return [workdir, ...programs].some((path) => /^\/root(?:\/|$)/.test(path ?? ''));
}

function namesUser({ base }: Stage): boolean {
  return base.kind === 'image' && UNPRIVILEGED_NAME.test(base.ref.text);
}

function isExempt(stage: Stage): boolean {
  return dropsPrivileges(stage) || isArtifact(stage);
}

/** Whether a stage starts as root on purpose: its entrypoint steps down, or it is on Windows, which has no root. */
function dropsPrivileges(stage: Stage): boolean {
  if (stage.base.kind === 'image' && isWindows(stage.base.facts)) return true;
  const words = [...(stage.entrypoint?.argv ?? []), ...(stage.cmd?.argv ?? [])].flatMap((word) => word.split(/\s+/));
  return words.some(stepsDown) || preparesStepDown(stage);
}

/** An entrypoint script is not at hand, but the tool it needs was installed or copied. */
function preparesStepDown(stage: Stage): boolean {
  return lineage(stage).some(
    ({ runs, copies }) =>
      runs.some((run) => run.commands().some(({ words }) => words.some(({ value = '' }) => stepsDown(value)))) ||
      copies.some(({ sources }) => sources.some((source = '') => stepsDown(source))),
  );
}

/** `gosu`, `/usr/local/bin/gosu`, `su-exec=0.2-r3`, `gosu-amd64`. */
function stepsDown(word: string): boolean {
  return STEP_DOWN.has(/^[a-z0-9-]*?(?=$|[=~:]|-(?:amd64|arm64|static)\b)/.exec(basename(word))?.[0] ?? '');
}

/** A stage that only carries files to the outside (`--output`) or to another image: nothing ever runs in it. */
function isArtifact(stage: Stage): boolean {
  return stage.base.kind === 'scratch' && !stage.entrypoint && !stage.cmd;
}

/**
 * The instruction in front of which root is no longer needed: the first ENTRYPOINT or CMD, if only settings follow it.
 * Undefined if that is the end of the stage.
 */
export function lastRootStep({ instructions }: Stage): Instruction | undefined {
  const start = instructions.findIndex(({ keyword }) => keyword === 'ENTRYPOINT' || keyword === 'CMD');
  const isLast = instructions.slice(start).every(({ keyword }) => keyword !== 'RUN');
  return start !== -1 && isLast ? instructions[start] : undefined;
}
