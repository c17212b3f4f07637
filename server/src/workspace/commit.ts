import type { IgnoreLine } from '../core/dockerignore.ts';
import { wholeContextCopies } from '../parse/dockerfile/contextSources.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import { gitQueries, type GitQuery } from '../parse/dockerfile/gitUse.ts';
import { goBuilds, type GoBuild } from '../parse/dockerfile/goBuilds.ts';
import { userAt } from '../parse/dockerfile/goCaches.ts';
import { goflagsMayHold, mayHoldFlags } from '../parse/dockerfile/goSettings.ts';
import { flag } from '../parse/dockerfile/instructions.ts';
import { lineage } from '../parse/dockerfile/lineage.ts';
import type { Copy, Stage } from '../parse/dockerfile/model.ts';
import { installs, packageCommands } from '../parse/dockerfile/packages.ts';
import { hasGoBefore, isGoImage } from '../parse/dockerfile/stageKinds.ts';
import type { BuildContext } from './buildContext.ts';
import type { IgnoreFile } from './disk.ts';

/** A `go build` in a repository that belongs to somebody else. */
export interface Stranger {
  readonly build: GoBuild;
  readonly copy: Copy;
  readonly owner: string;
  readonly user: string;
}

/** Builds that git refuses the commit. */
export function strangers(dockerfile: Dockerfile, context: BuildContext): Stranger[] {
  if (context.kindAt('.git') === 'missing' || context.kindAt('.git') === 'file' || context.keptOutBy('.git')) return [];
  const copies = new Set(wholeContextCopies(dockerfile).map(({ copy }) => copy));
  return dockerfile.stages
    .filter((stage) => hasGit(stage) && !isSettled(stage))
    .flatMap((stage) =>
      goBuilds(stage).flatMap((build): Stranger[] => {
        const copy = lineage(stage)
          .flatMap((each) => each.copies)
          .findLast((each) => copies.has(each) && each.instruction.span.start < build.run.instruction.span.start);
        const owner = copy && ownerOf(copy);
        const user = userAt(stage, build.run);
        if (!copy || owner === undefined || user === undefined || !isStamped(build, copy)) return [];
        return isOther(owner, user) ? [{ build, copy, owner: named(owner), user: named(user) }] : [];
      }),
    );
}

/** Whether Go would stamp the program: in the repository, without being told not to. */
function isStamped(build: GoBuild, { destination }: Copy): boolean {
  const home = destination?.replace(/\/+$/, '');
  const { directory, options } = build;
  if (home === undefined || (directory !== home && directory?.startsWith(`${home}/`) !== true)) return false;
  const isForeign = options.packages.some(({ text }) => text.includes('@'));
  return !isForeign && !options.flags.has('buildvcs') && !mayHoldFlags(build) && !goflagsMayHold(build, 'buildvcs');
}

/** Debian's Go images bring git, Alpine's do not; Go stamps since 1.18. */
function hasGit(stage: Stage): boolean {
  const { base } = stage;
  if (!isGoImage(stage) || base.kind !== 'image' || hasGoBefore(stage, { major: 1, minor: 18, patch: undefined }))
    return false;
  const isInstalled = lineage(stage)
    .flatMap(({ runs }) => runs.flatMap(packageCommands))
    .some((each) => installs(each) && each.packages.some(({ value }) => value === 'git'));
  return isInstalled || !/alpine|nanoserver|windowsservercore|\$/.test(base.ref.text);
}

/** Whether something may give the repository another owner, or make git trust it. */
function isSettled(stage: Stage): boolean {
  return lineage(stage).some(
    ({ runs, copies, env }) =>
      runs.some(({ instruction }) => /safe\.directory|\bchown\b/.test(instruction.rest.text)) ||
      copies.some(({ sources }) => sources.some((source) => source?.includes('gitconfig'))) ||
      ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_COUNT', 'GIT_CONFIG_SYSTEM', 'GIT_DIR'].some((name) => env.has(name)),
  );
}

/** `0` for root, which is who owns what no `--chown` gives away; undefined behind a variable. */
function ownerOf({ instruction }: Copy): string | undefined {
  const value = flag(instruction, 'chown')?.value;
  if (value === undefined) return flag(instruction, 'chown') ? undefined : '0';
  const [user = ''] = value.split(':');
  return user.includes('$') ? undefined : user === 'root' ? '0' : user;
}

/** A name may stand for any number but that of root. */
function isOther(owner: string, user: string): boolean {
  if (owner === user || /\$/.test(user)) return false;
  return owner === '0' || user === '0' || (/^\d+$/.test(owner) && /^\d+$/.test(user));
}

function named(user: string): string {
  return user === '0' ? 'root' : user;
}

/** A question to a repository that an ignore file keeps out of the build. */
export interface BlindQuery extends GitQuery {
  readonly ignoreFile: IgnoreFile;
  readonly line: IgnoreLine;
}

export function blindQueries(dockerfile: Dockerfile, context: BuildContext): BlindQuery[] {
  const { ignoreFile } = context;
  const line = context.keptOutBy('.git');
  if (!ignoreFile || !line || context.keptOutBy('.git/HEAD') !== line) return [];
  return dockerfile.stages
    .filter((stage) => copiesContext(stage) && !hasOtherRepository(stage))
    .flatMap((stage) => stage.runs.flatMap(gitQueries).filter(isUnguarded))
    .map((query) => ({ ...query, ignoreFile, line }));
}

function copiesContext(stage: Stage): boolean {
  return lineage(stage).some(({ copies }) => copies.some(({ from }) => !from));
}

const MAKES_REPOSITORY = /^(?:clone|init|fetch|pull|checkout|worktree|submodule|remote)$/;

function hasOtherRepository(stage: Stage): boolean {
  return lineage(stage).some(
    ({ runs, copies, env }) =>
      env.has('GIT_DIR') ||
      copies.some(
        ({ from, sources, instruction }) =>
          (from && sources.some((source) => source === undefined || /\.git|^\/?$/.test(source))) ||
          /\.git(?:#|$)/.test(sources[0] ?? '') ||
          flag(instruction, 'keep-git-dir'),
      ) ||
      runs.some(
        (run) =>
          run.instruction.flags.some(({ name, value = '' }) => name === 'mount' && /from=|\.git/.test(value)) ||
          run
            .commands()
            .some(({ words: [program, verb] }) => program?.value === 'git' && MAKES_REPOSITORY.test(verb?.value ?? '')),
      ),
  );
}

/** `|| echo dev`, `${VERSION:-$(git describe)}`, `test -d .git`: whoever writes this expects that there is none. */
function isUnguarded({ run, command }: GitQuery): boolean {
  const { text } = run.instruction.rest;
  return !/\|\||:-|:=|\.git\b|\bif\b/.test(text) && !command.assignments.has('GIT_DIR');
}
