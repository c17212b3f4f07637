import { oncePer } from '../../core/once.ts';
import { goImageTag } from '../../core/goReleases.ts';
import type { GoBuild } from './goBuilds.ts';
import { goCommands } from './goCommands.ts';
import { lineage } from './lineage.ts';
import type { Environment, Run, Stage } from './model.ts';

/** Packages that bring a C compiler, on Alpine, Debian and the Red Hat family. */
const COMPILERS =
  /^(?:gcc|g\+\+|gcc-c\+\+|clang|build-base|build-essential|base-devel|alpine-sdk|musl-gcc)(?:[-=~\d].*)?$/;
const INSTALLERS = new Set(['apk', 'apt-get', 'apt', 'dnf', 'microdnf', 'yum', 'tdnf', 'zypper', 'pacman']);

/**
 * Whether Go would use cgo for a build: `on` if CGO_ENABLED says so or a C compiler is there, `off` if it says so or none
 * is; undefined where neither is certain.
 */
export function cgo(build: Pick<GoBuild, 'command' | 'run' | 'stage'>): 'on' | 'off' | undefined {
  const set = build.command.assignments;
  if (set.has('CGO_ENABLED')) return meaning(set.get('CGO_ENABLED'));
  return cgoOf(build.stage, build.run, build.command.span.start);
}

/** The same for any command at `offset` of a RUN. */
export function cgoOf(stage: Stage, run: Run, offset: number): 'on' | 'off' | undefined {
  const written = persisted(stage, offset);
  if (written !== undefined) return meaning(written);
  const inherited = declared(run.env, 'CGO_ENABLED');
  if (inherited !== undefined) return meaning(inherited.value);
  const hasCompiler = compiler(stage, offset);
  return hasCompiler === undefined ? undefined : hasCompiler ? 'on' : 'off';
}

function meaning(value: string | undefined): 'on' | 'off' | undefined {
  if (value === '0') return 'off';
  return value === '1' ? 'on' : undefined;
}

/** The value of an ENV or ARG; undefined inside if the build decides it. */
function declared(env: Environment, name: string): { value: string | undefined } | undefined {
  const variable = env.get(name);
  if (variable === undefined) return undefined;
  return { value: typeof variable === 'string' ? undefined : variable.text };
}

/** `go env -w CGO_ENABLED=0` in an earlier command. */
function persisted(stage: Stage, offset: number): string | undefined {
  const values = lineage(stage)
    .flatMap(envCommands)
    .filter(({ command }) => command.span.start < offset)
    .flatMap(({ args }) => args.flatMap(({ value }) => /^CGO_ENABLED=(.*)$/.exec(value ?? '')?.[1] ?? []));
  return values.at(-1);
}

/** Every build of a stage asks the same of it; answering once keeps the check linear. */
const envCommands = oncePer(({ runs }: Stage) => runs.flatMap(goCommands).filter(({ verb }) => verb === 'env'));

function compiler(stage: Stage, offset: number): boolean | undefined {
  const { base } = stage;
  if (base.kind !== 'image') return undefined;
  if (base.facts?.compiler === true || installsCompiler(stage, offset)) return true;
  // Before Go 1.20 the Alpine image used cgo without a compiler: net and os/user came compiled with the release.
  const version = goImageTag(base.ref)?.version;
  if (version && version.major === 1 && version.minor < 20) return true;
  return base.facts?.compiler;
}

function installsCompiler(stage: Stage, offset: number): boolean {
  return lineage(stage).some((each) => compilerInstalls(each).some(({ span }) => span.start < offset));
}

const compilerInstalls = oncePer(({ runs }: Stage) =>
  runs.flatMap((run) =>
    run
      .commands()
      .filter(
        ({ words: [program, ...args] }) =>
          INSTALLERS.has(program?.value ?? '') && args.some(({ text }) => COMPILERS.test(text)),
      ),
  ),
);

/** How a program with cgo is linked. */
export type Linking = 'static' | 'dynamic' | undefined;

/** Undefined if flags come from variables, or leave it to what the program imports. */
export function linking(build: GoBuild): Linking {
  const { options, run, command } = build;
  const sources = ['GOFLAGS', 'CGO_LDFLAGS', 'LDFLAGS'].map((name) => ({
    name,
    ...(command.assignments.has(name) ? { value: command.assignments.get(name) } : declared(run.env, name)),
  }));
  const ldflags = options.flags.get('ldflags');
  const texts = [ldflags?.text ?? '', ...sources.map(({ value }) => value ?? '')];
  if (texts.some((text) => text.includes('-static'))) return 'static';
  // Without cgo's resolver and user look-up, a program that uses no other C code is pure Go.
  if (/netgo|osusergo/.test(`${options.flags.get('tags')?.text ?? ''} ${texts.join(' ')}`)) return undefined;
  return hidesFlags(ldflags?.text ?? '') ? undefined : 'dynamic';
}

/** Whether a variable in -ldflags could hold more than the value of a `-X name=value`. */
function hidesFlags(ldflags: string): boolean {
  return ldflags.replace(/-X[ =]*(?:'[^']*'|"[^"]*"|\\?"[^"]*\\?"|[^\s'"]+)/g, '').includes('$');
}
