import { oncePer } from '../core/once.ts';
import { ancestors, basename, dirname, join } from '../core/path.ts';
import type { DockerfileFile, ModuleFile } from './workspace.ts';

/**
 * The module a Dockerfile builds. A `COPY …/go.mod` says it outright; otherwise it is the nearest one at or above the
 * Dockerfile, which is where a build context is. Several candidates are no certainty, so they are none.
 */
export function findModule(file: DockerfileFile, modules: readonly ModuleFile[]): ModuleFile | undefined {
  const byFolder = modulesByFolder(modules);
  const folders = ancestors(dirname(file.path));
  const copied = copiedModuleFolders(file);
  if (copied.size === 0) return first(folders.map((folder) => byFolder.get(folder)));
  // Two modules copied into one image are a workspace of modules: which of them rules is not ours to guess.
  if (copied.size > 1) return undefined;
  const [relative = '.'] = copied;
  return first(folders.map((context) => byFolder.get(join(context, relative))));
}

const modulesByFolder = oncePer(
  (modules: readonly ModuleFile[]) => new Map(modules.map((each) => [dirname(each.path), each])),
);

/** Folders, relative to the build context, whose go.mod the Dockerfile copies. */
function copiedModuleFolders({ dockerfile }: DockerfileFile): Set<string> {
  const sources = dockerfile.stages
    .flatMap((stage) => stage.copies)
    .filter((copy) => copy.from === undefined)
    .flatMap((copy) => copy.sources)
    .filter(
      (source) =>
        source !== undefined && (basename(source) === 'go.mod' || /^go\.(?:\*|mod\*?|\[)/.test(basename(source))),
    );
  return new Set(sources.map((source = '') => dirname(source.replace(/^\.?\//, '')) || '.'));
}

function first<Item>(items: readonly (Item | undefined)[]): Item | undefined {
  return items.find((item) => item !== undefined);
}
