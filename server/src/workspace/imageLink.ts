import { basename, dirname, ancestors, join } from '../core/path.ts';
import { buildsGo } from './goBuild.ts';
import { repositoryOf } from './repositories.ts';
import type { DockerfileFile, DockerfileLink, ImageUse, Workspace } from './workspace.ts';

/** Finds which Dockerfile makes the image that a manifest names. Only what is certain: one candidate, or a comment. */
export function createImageLinks(workspace: Workspace): (use: ImageUse) => DockerfileLink | undefined {
  const byName = dockerfilesByName(workspace);
  return (use) => {
    if (use.declared !== undefined) return link(declared(use.path, use.declared, workspace), 'declared', workspace);
    // Who pins a digest deploys what has been published, mostly by others; what is built here has none yet.
    if (use.image.includes('@')) return undefined;
    const home = repositoryOf(use.path, workspace);
    const candidates = (byName.get(imageName(use.image)) ?? []).filter(
      ({ path }) => repositoryOf(path, workspace) === home,
    );
    const nearest = candidates.length > 1 ? closest(candidates, use.path) : candidates;
    return nearest.length === 1 ? link(nearest[0], 'name', workspace) : undefined;
  };
}

function dockerfilesByName(workspace: Workspace): Map<string, DockerfileFile[]> {
  const byName = new Map<string, DockerfileFile[]>();
  for (const file of workspace.dockerfiles) {
    for (const name of namesOf(file, workspace)) byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  return byName;
}

/** A path in a comment is relative to the manifest, or to a folder above it, as people write both. */
function declared(manifest: string, path: string, workspace: Workspace): DockerfileFile | undefined {
  const places = ancestors(dirname(manifest)).map((folder) => join(folder, path));
  const place = places.find((each) => workspace.dockerfiles.some((file) => file.path === each));
  return workspace.dockerfiles.find((file) => file.path === place);
}

function link(
  file: DockerfileFile | undefined,
  reason: DockerfileLink['reason'],
  workspace: Workspace,
): DockerfileLink | undefined {
  return file && { ...file, module: buildsGo(file.dockerfile) ? workspace.moduleOf(file.path) : undefined, reason };
}

/** `registry.example:5000/shop/api:1.4` → `api`. */
function imageName(image: string): string {
  return (basename(image).split(':')[0] ?? '').toLowerCase();
}

/**
 * Image names that a Dockerfile's place speaks for: `Dockerfile.api`, `api.Dockerfile`, `…/api/Dockerfile`, and the
 * name of a module beside it. Only Dockerfiles that build Go: a folder `redis/` does not make the image `redis` ours.
 */
function namesOf(file: DockerfileFile, workspace: Workspace): Set<string> {
  if (!buildsGo(file.dockerfile)) return new Set();
  const own = /^(?:dockerfile|containerfile)[.-](.+)$|^(.+)\.(?:dockerfile|containerfile)$/.exec(
    basename(file.path).toLowerCase(),
  );
  if (own) return new Set([own[1] ?? own[2] ?? '']);
  const folder = dirname(file.path);
  const module = workspace.modules.find((each) => dirname(each.path) === folder)?.module.path ?? '';
  return new Set([folder, module.replace(/\/v\d+$/, '')].map((path) => basename(path).toLowerCase()).filter(Boolean));
}

/** Those that share the longest part of their path with the manifest. */
function closest(candidates: readonly DockerfileFile[], manifest: string): DockerfileFile[] {
  const above = ancestors(dirname(manifest));
  const depth = (file: DockerfileFile): number =>
    above.find((folder) => file.path.startsWith(`${folder}/`))?.length ?? 0;
  const best = Math.max(...candidates.map(depth));
  return candidates.filter((file) => depth(file) === best);
}
