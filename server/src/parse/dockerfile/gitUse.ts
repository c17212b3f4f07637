import type { Dockerfile } from '../dockerfile.ts';
import { goArguments, type GoCommand, goCommands } from './goCommands.ts';
import type { Run, Stage } from './model.ts';
import { installs, packageCommands } from './packages.ts';
import type { RunCommand } from './scripts.ts';

/** A command that reads the repository it stands in. */
export interface GitQuery {
  readonly run: Run;
  readonly command: RunCommand;
  /** `describe`, `rev-parse`. */
  readonly verb: string;
}

const QUERIES = new Set(['describe', 'rev-parse', 'log', 'rev-list', 'show', 'symbolic-ref', 'name-rev']);

export function gitQueries(run: Run): GitQuery[] {
  return run.commands().flatMap((command) => {
    const [program, verb] = command.words;
    const isQuery = program?.value === 'git' && QUERIES.has(verb?.value ?? '');
    return isQuery ? [{ run, command, verb: verb?.value ?? '' }] : [];
  });
}

/**
 * Whether a build reads the commit that it builds, or may: with git, with Go told to, or in a tool or script, whose
 * doings are not known.
 */
export function mayUseGit({ stages }: Dockerfile): boolean {
  return stages.some((stage) => stage.runs.some(runsGit) || startsScript(stage));
}

/** Build tools and scripts; nix takes its sources from git. */
const HIDES_GIT = /(?:^|\/)(?:make|mage|task|just|bazel|goreleaser|nix)$|\.(?:sh|bash|py)$/;

function runsGit(run: Run): boolean {
  return (
    run.commands().some(readsCommit) ||
    goCommands(run).some(isOpen) ||
    packageCommands(run).some((each) => installs(each) && each.packages.some(({ value }) => value === 'git'))
  );
}

function readsCommit({ words }: RunCommand): boolean {
  const [program] = words;
  return /^(?:git$|\.{1,2}\/)/.test(program?.value ?? '') || words.some(({ value }) => HIDES_GIT.test(value ?? ''));
}

/** A program of the project that runs during the build, or a stamp that is asked for. */
function isOpen({ verb, args }: GoCommand): boolean {
  return /^(?:run|generate)$/.test(verb) || goArguments(args).flags.get('buildvcs')?.text === 'true';
}

/** An image that builds when it is started. */
function startsScript({ cmd, entrypoint }: Stage): boolean {
  return [cmd, entrypoint].some((command) => command?.argv.some((word) => word.endsWith('.sh')) === true);
}
