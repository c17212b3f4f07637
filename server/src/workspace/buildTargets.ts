import { basename } from '../core/path.ts';
import { HIDDEN } from '../parse/builds/writtenBuild.ts';
import { isDevelopmentName } from '../parse/dockerfile/stageKinds.ts';
import { buildsByDockerfile, type Disk } from './disk.ts';

/** The stages of a Dockerfile that builds of the project ask for by name. */
export interface Targets {
  /** Lower case. */
  readonly all: ReadonlySet<string>;
  /**
   * The one that a compose, bake or skaffold file asks for and no other build for production contradicts: by asking for
   * none, for another one, or for one that is not known.
   */
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
  const isDeclared = named.some(({ target, file }) => target === only && /^(?:compose|bake|skaffold)$/.test(file.kind));
  return { all, only: wanted.size === 1 && only !== HIDDEN && isDeclared ? only : undefined };
}
