import { oncePer } from '../../core/once.ts';
import { basename, dirname } from '../../core/path.ts';
import { goArguments, type GoArguments, goCommands, type GoCommand } from './goCommands.ts';
import type { Copy, Stage } from './model.ts';
import { absolutePath } from './paths.ts';

/** A `go build` or `go install` with what it leaves behind. */
export interface GoBuild extends GoCommand {
  readonly stage: Stage;
  readonly options: GoArguments;
  readonly output: Place;
}

/** A file in an image; undefined where it is not certain. */
export interface Place {
  /** Absolute; the root is ''. */
  readonly folder: string | undefined;
  readonly name: string | undefined;
}

/** The programs that a stage builds itself. */
export const goBuilds: (stage: Stage) => readonly GoBuild[] = oncePer(readBuilds);

function readBuilds(stage: Stage): GoBuild[] {
  return stage.runs.flatMap((run) =>
    goCommands(run).flatMap((command) => {
      if (command.verb !== 'build' && command.verb !== 'install') return [];
      const options = goArguments(command.args);
      const isLibrary = /^(?:c-shared|c-archive|plugin|shared|archive)$/.test(
        options.flags.get('buildmode')?.text ?? '',
      );
      return isLibrary ? [] : [{ ...command, stage, options, output: outputOf(command, options, stage) }];
    }),
  );
}

function outputOf({ verb, directory, command, run }: GoCommand, options: GoArguments, stage: Stage): Place {
  const name = programName(options);
  if (verb === 'install') return { folder: binFolder(command.assignments.get('GOBIN'), stage), name };
  const flag = options.flags.get('o');
  if (!flag) return { folder: directory && withoutSlash(directory), name };
  const path = absolutePath(directory ?? run.workdir, flag.value);
  if (path === undefined) return { folder: undefined, name: undefined };
  return path.endsWith('/') ? { folder: withoutSlash(path), name } : { folder: dirname(path), name: basename(path) };
}

/** `go build ./cmd/app` writes `app`; without packages the module's name counts, which is not known here. */
function programName({ packages }: GoArguments): string | undefined {
  const [first, ...others] = packages;
  const value = first?.value?.replace(/\/+$/, '');
  if (value === undefined || others.length > 0 || /(?:^|\/)\.{1,3}$/.test(value)) return undefined;
  return basename(value.replace(/@[^/]*$/, '')).replace(/\.go$/, '');
}

function binFolder(assigned: string | undefined, { env, base }: Stage): string | undefined {
  if (assigned !== undefined) return withoutSlash(assigned);
  const bin = env.get('GOBIN');
  const root = env.get('GOPATH');
  if (bin) return typeof bin === 'string' ? undefined : withoutSlash(bin.text);
  if (root) return typeof root === 'string' ? undefined : `${withoutSlash(root.text)}/bin`;
  return base.kind === 'image' && base.ref.name.endsWith('golang') ? '/go/bin' : undefined;
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}

/** The Go programs that reach a stage, with where they land: built in it, inherited, or copied from an earlier one. */
export const goPrograms: (stage: Stage) => ReadonlyMap<GoBuild, Place> = oncePer((stage) =>
  programsIn(stage, new Map()),
);

type Found = ReadonlyMap<GoBuild, Place>;

/** Each stage is looked at once; stages only refer to earlier ones. */
function programsIn(stage: Stage, known: Map<Stage, Found>): Found {
  const before = known.get(stage);
  if (before) return before;
  known.set(stage, new Map());
  const found = new Map<GoBuild, Place>(stage.parent ? programsIn(stage.parent, known) : []);
  for (const build of goBuilds(stage)) found.set(build, build.output);
  for (const copy of stage.copies) {
    if (!copy.from?.stage) continue;
    for (const [build, place] of programsIn(copy.from.stage, known)) {
      if (!found.has(build) && takes(copy, place)) found.set(build, destinationOf(copy, place));
    }
  }
  known.set(stage, found);
  return found;
}

/** Whether COPY takes the file, as far as one can tell. */
function takes({ sources }: Copy, place: Place): boolean {
  return sources.some(
    (source) => source === undefined || includes(withoutSlash(absolutePath('/', source) ?? ''), place),
  );
}

function includes(source: string, { folder, name }: Place): boolean {
  // `mv` and `install` move programs about, but seldom rename them.
  if (name !== undefined && basename(source) === name) return true;
  if (folder === undefined) return true;
  const path = name === undefined ? folder : `${folder}/${name}`;
  if (/[*?[]/.test(source)) return path.startsWith(source.slice(0, source.search(/[*?[]/)));
  // A source below the output: `-o` may have named a folder that exists.
  const isBelow = source.startsWith(`${path}/`) && (name !== undefined || dirname(source) === folder);
  return path === source || path.startsWith(`${source}/`) || isBelow;
}

function destinationOf({ destination, sources }: Copy, { name }: Place): Place {
  if (destination === undefined) return { folder: undefined, name };
  const isFile = name === undefined || sources.some((source = '') => basename(source) === name);
  const isFolder = destination.endsWith('/') || sources.length > 1 || !isFile;
  if (isFolder) return { folder: withoutSlash(destination), name };
  return { folder: dirname(destination), name: basename(destination) };
}
