import { basename } from '../core/path.ts';
import { HIDDEN } from '../parse/builds/writtenBuild.ts';
import { isDevelopmentName } from '../parse/dockerfile/stageKinds.ts';
import { buildsByDockerfile, type Disk } from './disk.ts';

/** The stages of a Dockerfile that builds of the project ask for by name. */
export interface Targets {
  /** Lower case. */
  readonly all: ReadonlySet<string>;
  /** The one that all builds for production ask for; undefined if one of them asks for none, another one, or is hidden. */
  readonly only: string | undefined;
}

const NO_TARGETS: Targets = { all: new Set(), only: undefined };

export function builtTargets(disk: Disk, path: string): Targets {
  const builds = buildsByDockerfile(disk).get(path);
  if (!builds) return NO_TARGETS;
  const named = builds.map(({ target, file }) => ({ target: target?.toLowerCase(), file }));
  const all = new Set(named.flatMap(({ target }) => (target === undefined || target === HIDDEN ? [] : [target])));
  const wanted = new Set(
    named
      .filter(({ target, file }) => !isDevelopmentName(basename(file.path)) && !isDevelopmentName(target ?? ''))
      .map(({ target }) => target),
  );
  const [only] = wanted;
  return { all, only: wanted.size === 1 && only !== HIDDEN ? only : undefined };
}
