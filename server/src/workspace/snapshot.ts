import { fileKind } from '../core/fileKind.ts';
import { dirname } from '../core/path.ts';
import { parseDockerfile } from '../parse/dockerfile.ts';
import { parseGoMod } from '../parse/goMod.ts';
import { createImageLinks } from './imageLink.ts';
import { findModule } from './moduleLink.ts';
import type { DockerfileFile, DockerfileLink, ImageUse, ModuleFile, Workspace } from './workspace.ts';

export const EMPTY_WORKSPACE: Workspace = createWorkspace(new Map());

/**
 * The workspace of the given texts (path → text). Files whose text has not changed keep their parsed form, and if
 * nothing has changed at all the answer is `previous` itself, so that whoever caches by identity keeps the cache.
 */
export function createWorkspace(texts: ReadonlyMap<string, string>, previous?: Workspace): Workspace {
  const modules = collect(texts, 'goMod', previous?.modules ?? [], ({ module }) => module.text, readModule);
  const dockerfiles = collect(
    texts,
    'dockerfile',
    previous?.dockerfiles ?? [],
    ({ dockerfile }) => dockerfile.text,
    readDockerfile,
  );
  const repositories = new Set([...texts.keys()].filter((path) => fileKind(path) === 'repository').map(dirname));
  if (
    previous &&
    isSame(modules, previous.modules) &&
    isSame(dockerfiles, previous.dockerfiles) &&
    isSame([...repositories], [...previous.repositories])
  )
    return previous;

  let links: ((use: ImageUse) => DockerfileLink | undefined) | undefined;
  const byDockerfile = new Map<string, ModuleFile | undefined>();
  const workspace: Workspace = {
    modules,
    dockerfiles,
    repositories,
    moduleOf(path) {
      const known = byDockerfile.get(path);
      if (known || byDockerfile.has(path)) return known;
      const file = dockerfiles.find((each) => each.path === path);
      const found = file && findModule(file, modules);
      byDockerfile.set(path, found);
      return found;
    },
    // Made when first asked for: most changes are followed by none.
    dockerfileOf: (use) => (links ??= createImageLinks(workspace))(use),
  };
  return workspace;
}

function readModule(path: string, text: string): ModuleFile {
  return { path, module: parseGoMod(text) };
}

function readDockerfile(path: string, text: string): DockerfileFile {
  return { path, dockerfile: parseDockerfile(text) };
}

function collect<File extends { readonly path: string }>(
  texts: ReadonlyMap<string, string>,
  kind: 'goMod' | 'dockerfile',
  previous: readonly File[],
  textOf: (file: File) => string,
  read: (path: string, text: string) => File,
): File[] {
  const known = new Map(previous.map((file) => [file.path, file]));
  return [...texts]
    .filter(([path]) => fileKind(path) === kind)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => {
      const old = known.get(path);
      return old && textOf(old) === text ? old : read(path, text);
    });
}

function isSame<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
