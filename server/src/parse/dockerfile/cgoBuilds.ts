import type { TextEdit } from '../../core/text.ts';
import { cgo, cgoOf, linking } from './cgo.ts';
import { hasNoLibc } from './contents.ts';
import { type GoBuild, goPrograms, type Place } from './goBuilds.ts';
import type { Copy, Stage } from './model.ts';
import type { RunCommand } from './scripts.ts';

/** A program that is linked against a C library and lands in an image without one. */
export interface BrokenProgram {
  readonly build: GoBuild;
  readonly path: string;
  /** Whether CGO_ENABLED=1 is written at the command. */
  readonly isExplicit: boolean;
}

export function brokenPrograms(final: Stage): BrokenProgram[] {
  if (!hasNoLibc(final)) return [];
  return [...goPrograms(final)].flatMap(([build, place]) => {
    const isBroken =
      build.stage !== final && targetsLinux(build) && cgo(build) === 'on' && linking(build) === 'dynamic';
    return isBroken ? [{ build, path: pathOf(place), isExplicit: build.command.assignments.has('CGO_ENABLED') }] : [];
  });
}

/** The `make` that may build a program for an image without a C library, with nothing said about cgo: one a stage. */
export function unclearMakes(final: Stage): RunCommand[] {
  if (!hasNoLibc(final) || goPrograms(final).size > 0) return [];
  const origins = new Set(final.copies.filter(mayBringProgram).flatMap(({ from }) => from?.stage ?? []));
  return [...origins].filter(isOfficialGo).flatMap((stage) => {
    const makes = stage.runs.flatMap((run) =>
      run.commands().filter((command) => isMake(command) && cgoOf(stage, run, command.span.start) === 'on'),
    );
    return makes.slice(-1);
  });
}

/** The same words with a setting in front; undefined if no shell reads them. */
export function withoutCgo({ start }: RunCommand): (() => readonly TextEdit[]) | undefined {
  return start === undefined ? undefined : () => [{ span: { start, end: start }, newText: 'CGO_ENABLED=0 ' }];
}

/**
 * Lets the C linker take the C library into the program; undefined if other linker flags are set already. Without
 * `-linkmode external` Go's own linker does the work where only `net` and `os/user` use cgo, and ignores `-static`.
 */
export function linkedStatically({ command, options, verb }: GoBuild): (() => readonly TextEdit[]) | undefined {
  const word = command.words.find(({ value }) => value === verb);
  if (!word || command.start === undefined || command.isQuoted || options.flags.has('ldflags')) return undefined;
  const { end } = word.span;
  return () => [{ span: { start: end, end }, newText: ` -ldflags='-linkmode external -extldflags "-static"'` }];
}

function pathOf({ folder, name }: Place): string {
  return name === undefined ? 'the program' : folder === undefined ? name : `${folder}/${name}`;
}

/** What another operating system gets is nothing an image without a C library could start anyway. */
function targetsLinux({ command, run }: GoBuild): boolean {
  const variable = run.env.get('GOOS');
  const inherited = typeof variable === 'object' ? variable.text : undefined;
  const target = command.assignments.has('GOOS') ? command.assignments.get('GOOS') : inherited;
  return target === undefined || target === 'linux';
}

/** Goals that build no program. */
const CHORES = /^(?:clean|deps?|vendor|tools?|test|lint|generate|gen|proto|fmt|vet|mod|download)\b/;

function isMake({ words: [program, ...args], assignments }: RunCommand): boolean {
  const isNamed = program?.value === 'make' || program?.value === 'gmake';
  const goals = args.filter(({ text }) => !/^-|=/.test(text));
  if (!isNamed || (goals.length > 0 && goals.every(({ text }) => CHORES.test(text)))) return false;
  return !assignments.has('CGO_ENABLED') && !args.some(({ text }) => /CGO_ENABLED|static/.test(text));
}

function isOfficialGo({ base }: Stage): boolean {
  return base.kind === 'image' && base.ref.name.endsWith('golang');
}

/** Certificates, time zones and user files are no programs. */
function mayBringProgram({ sources }: Copy): boolean {
  return sources.some((source) => source === undefined || !/^\/?(?:etc|usr\/share)\/|\.(?:crt|pem|zip)$/.test(source));
}
