import { parseIgnorePattern } from '../core/ignorePattern.ts';
import { ancestors, join } from '../core/path.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import { goBuilds, type GoBuild } from '../parse/dockerfile/goBuilds.ts';
import { goflagsMayHold, mayHoldFlags } from '../parse/dockerfile/goSettings.ts';
import { lineage } from '../parse/dockerfile/lineage.ts';
import type { Copy } from '../parse/dockerfile/model.ts';
import { mountsOf } from '../parse/dockerfile/mounts.ts';
import { absolutePath } from '../parse/dockerfile/paths.ts';
import { hasGoBefore } from '../parse/dockerfile/stageKinds.ts';
import type { BuildContext } from './buildContext.ts';

/** A build of a main package that has a `default.pgo` beside it. */
export interface ProfiledBuild {
  readonly build: GoBuild;
  /** The profile, as the build context sees it. */
  readonly file: string;
  /** Whether COPY brings it, unless an ignore file keeps it out. */
  readonly isCopied: boolean;
}

/** Go builds that would be optimised for a profile of the build context. */
export function profiledBuilds(dockerfile: Dockerfile, context: BuildContext): ProfiledBuild[] {
  return dockerfile.stages.flatMap((stage) => {
    const copies = lineage(stage).flatMap((each) => each.copies.filter(({ from }) => !from));
    const home = homeOf(copies);
    if (home === undefined || hasGoBefore(stage, { major: 1, minor: 21, patch: undefined })) return [];
    return goBuilds(stage).flatMap((build) => {
      const folder = choosesProfile(build) ? undefined : packageFolder(build, home);
      const file = folder === undefined ? undefined : join('', `${folder}/default.pgo`).slice(1);
      if (file === undefined || context.kindAt(file) !== 'file') return [];
      return [{ build, file, isCopied: bindsContext(build) || copies.some((copy) => brings(copy, file)) }];
    });
  });
}

/** Where the root of the context lands: by a copy of all of it, or of the go.mod in it. */
function homeOf(copies: readonly Copy[]): string | undefined {
  const found = copies.find(({ sources }) =>
    sources.some((source) => source !== undefined && /^\.?\/*(?:go\.mod)?$/.test(source)),
  );
  return found?.destination?.replace(/\/(?:go\.mod)?$/, '');
}

/** `-pgo=off`, another file, or flags that only the build knows. */
function choosesProfile(build: GoBuild): boolean {
  return build.options.flags.has('pgo') || mayHoldFlags(build) || goflagsMayHold(build, 'pgo');
}

/** The folder of the only package that is built, below the context's root. */
function packageFolder({ options, directory }: GoBuild, home: string): string | undefined {
  const [word = '.', ...others] = options.packages.map(({ value }) => value ?? '');
  if (directory === undefined || others.length > 0 || !/^\.{1,2}(?:\/|$)/.test(word) || word.includes('...'))
    return undefined;
  const folder = absolutePath(directory, word)?.replace(/\/+$/, '');
  return folder === home || folder?.startsWith(`${home}/`) === true ? folder.slice(home.length + 1) : undefined;
}

function bindsContext({ run }: GoBuild): boolean {
  return mountsOf(run.instruction).some(({ type }) => type === 'bind');
}

function brings({ sources }: Copy, file: string): boolean {
  const around = ancestors(file).filter(Boolean);
  return sources.some((source) => {
    if (source === undefined) return true;
    const path = join('', source).slice(1);
    const names = parseIgnorePattern(path)?.names;
    return path === '' || names === undefined || around.some(names);
  });
}
