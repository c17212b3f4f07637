import { oncePer } from '../core/once.ts';
import { ancestors, basename, dirname, join } from '../core/path.ts';
import { contextFiles } from '../parse/dockerfile/contextSources.ts';
import { buildsGo } from './goBuild.ts';
import type { DockerfileFile, ModuleFile } from './workspace.ts';

/**
 * The module a Dockerfile builds. A `COPY …/go.mod` says it outright, and so does a folder that holds one; with the
 * context as a whole it is the nearest one at or above the Dockerfile, which is where a build context is. Several
 * candidates are no certainty, so they are none; neither is there one if the build gets no go.mod at all.
 */
export function findModule(file: DockerfileFile, modules: readonly ModuleFile[]): ModuleFile | undefined {
  const byFolder = modulesByFolder(modules);
  const contexts = ancestors(dirname(file.path));
  const sources = contextFiles(file.dockerfile);
  const copied = new Set(sources.filter(isModFile).map((source) => dirname(source) || '.'));
  // Two modules copied into one image are a workspace of modules: which of them rules is not ours to guess.
  if (copied.size > 1) return undefined;
  const [relative] = copied;
  if (relative !== undefined) return first(contexts.map((context) => byFolder.get(join(context, relative))));
  const nearest = first(contexts.map((folder) => byFolder.get(folder)));
  if (sources.includes('') || !buildsGo(file.dockerfile) || clones(file, nearest)) return nearest;
  return first(contexts.map((context) => onlyOne(sources.map((source) => byFolder.get(join(context, source))))));
}

const modulesByFolder = oncePer(
  (modules: readonly ModuleFile[]) => new Map(modules.map((each) => [dirname(each.path), each])),
);

/** A build that fetches the project it stands in: `git clone https://github.com/acme/shop`. */
function clones({ dockerfile }: DockerfileFile, { module }: Partial<ModuleFile> = {}): boolean {
  const name = module?.path.replace(/\/v\d+$/, '') ?? '';
  const runs = dockerfile.stages.flatMap((stage) => stage.runs);
  return name.includes('/') && runs.some(({ instruction }) => instruction.rest.text.includes(name));
}

/** `go.mod`, `services/api/go.mod`, `go.*`. */
function isModFile(source: string): boolean {
  return /^go\.(?:mod\*?$|\*|\[)/.test(basename(source));
}

function first<Item>(items: readonly (Item | undefined)[]): Item | undefined {
  return items.find((item) => item !== undefined);
}

function onlyOne<Item>(items: readonly (Item | undefined)[]): Item | undefined {
  const found = new Set(items.filter((item) => item !== undefined));
  return found.size === 1 ? [...found][0] : undefined;
}
