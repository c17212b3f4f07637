import { fileKind, type FileKind } from '../core/fileKind.ts';
import { dirname } from '../core/path.ts';
import { type Dockerfile, parseDockerfile } from '../parse/dockerfile.ts';
import { parseGoMod } from '../parse/goMod.ts';
import { type BuildContext, findBuildContext } from './buildContext.ts';
import { builtTargets } from './buildTargets.ts';
import { type Disk, NO_DISK } from './disk.ts';
import { createImageLinks } from './imageLink.ts';
import { findModule } from './moduleLink.ts';
import type { DockerfileLink, ImageUse, ModuleFile, Workspace } from './workspace.ts';

export const EMPTY_WORKSPACE: Workspace = createWorkspace(new Map());

/**
 * The workspace of the given texts (path → text). Files whose text has not changed keep their parsed form, and if
 * nothing has changed at all the answer is `previous` itself, so that whoever caches by identity keeps the cache.
 */
export function createWorkspace(
  texts: ReadonlyMap<string, string>,
  previous?: Workspace,
  disk: Disk = previous?.disk ?? NO_DISK,
): Workspace {
  const content = readContent(texts, previous, disk);
  if (previous && isSameContent(content, previous)) return previous;
  return withLinks(content);
}

type Content = Pick<Workspace, 'modules' | 'dockerfiles' | 'repositories' | 'disk'>;

function readContent(texts: ReadonlyMap<string, string>, previous: Workspace | undefined, disk: Disk): Content {
  const modules = new Map(previous?.modules.map((file) => [file.path, file]));
  const dockerfiles = new Map(previous?.dockerfiles.map((file) => [file.path, file]));
  return {
    modules: pathsOf(texts, 'goMod').map((path) => {
      const text = texts.get(path) ?? '';
      const isVendored = texts.has(`${dirname(path)}/vendor/modules.txt`);
      const old = modules.get(path);
      return old?.module.text === text && old.isVendored === isVendored
        ? old
        : { path, module: parseGoMod(text), isVendored };
    }),
    dockerfiles: pathsOf(texts, 'dockerfile').map((path) => {
      const text = texts.get(path) ?? '';
      const old = dockerfiles.get(path);
      return old?.dockerfile.text === text ? old : { path, dockerfile: parseDockerfile(text) };
    }),
    repositories: keptSet(new Set(pathsOf(texts, 'repository').map(dirname)), previous?.repositories),
    disk,
  };
}

function withLinks(content: Content): Workspace {
  let links: ((use: ImageUse) => DockerfileLink | undefined) | undefined;
  const moduleByDockerfile = new Map<string, ModuleFile | undefined>();
  let asked: { dockerfile: Dockerfile; path: string; context: BuildContext | undefined } | undefined;
  const workspace: Workspace = {
    ...content,
    moduleOf(path) {
      const known = moduleByDockerfile.get(path);
      if (known || moduleByDockerfile.has(path)) return known;
      const file = content.dockerfiles.find((each) => each.path === path);
      const found = file && findModule(file, content.modules);
      moduleByDockerfile.set(path, found);
      return found;
    },
    contextOf(path, dockerfile) {
      // Several rules ask about the same file, one after the other.
      if (asked?.dockerfile !== dockerfile || asked.path !== path)
        asked = { dockerfile, path, context: findBuildContext(path, dockerfile, content.disk) };
      return asked.context;
    },
    targetsOf: (path) => builtTargets(content.disk, path),
    // Made when first asked for: most changes are followed by no question.
    dockerfileOf: (use) => (links ??= createImageLinks(workspace))(use),
  };
  return workspace;
}

function pathsOf(texts: ReadonlyMap<string, string>, kind: FileKind): string[] {
  return [...texts.keys()].filter((path) => fileKind(path) === kind).toSorted();
}

/** The same object as before if it holds the same. */
function keptSet(now: ReadonlySet<string>, before: ReadonlySet<string> | undefined): ReadonlySet<string> {
  return before && isSame([...now], [...before]) ? before : now;
}

function isSameContent(a: Content, b: Content): boolean {
  return (
    isSame(a.modules, b.modules) &&
    isSame(a.dockerfiles, b.dockerfiles) &&
    a.repositories === b.repositories &&
    a.disk === b.disk
  );
}

function isSame<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
