import { basename, dirname, ancestors, join } from '../core/path.ts';
import { buildsGo } from './goBuild.ts';
import type { DockerfileFile, DockerfileLink, ImageUse, Workspace } from './workspace.ts';

/** Which Dockerfile makes the image that a manifest names. Only what is certain: one candidate, or a comment. */
export function findDockerfile(use: ImageUse, workspace: Workspace): DockerfileLink | undefined {
  if (use.declared !== undefined) return link(declared(use.path, use.declared, workspace), 'declared', workspace);
  const name = repositoryName(use.image);
  if (!name) return undefined;
  const candidates = workspace.dockerfiles.filter((file) => isNamed(file, name, workspace));
  const nearest = candidates.length > 1 ? closest(candidates, use.path) : candidates;
  return nearest.length === 1 ? link(nearest[0], 'name', workspace) : undefined;
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

/** `registry.example:5000/shop/api:1.4@sha256:…` → `api`. */
function repositoryName(image: string): string {
  const name = basename(image.split('@')[0] ?? '');
  return (name.split(':')[0] ?? '').toLowerCase();
}

/**
 * `Dockerfile.api`, `api.Dockerfile`, `…/api/Dockerfile`; or the one Dockerfile beside a go.mod whose module is
 * called `api`. Only Dockerfiles that build Go: a folder `redis/` does not make the image `redis` ours.
 */
function isNamed(file: DockerfileFile, name: string, workspace: Workspace): boolean {
  if (!buildsGo(file.dockerfile)) return false;
  const own = /^(?:dockerfile|containerfile)[.-](.+)$|^(.+)\.(?:dockerfile|containerfile)$/.exec(
    basename(file.path).toLowerCase(),
  );
  if (own) return (own[1] ?? own[2]) === name;
  const folder = dirname(file.path);
  if (basename(folder).toLowerCase() === name) return true;
  const module = workspace.modules.find((each) => dirname(each.path) === folder)?.module.path ?? '';
  return basename(module.replace(/\/v\d+$/, '')).toLowerCase() === name;
}

/** Those that share the longest part of their path with the manifest. */
function closest(candidates: readonly DockerfileFile[], manifest: string): DockerfileFile[] {
  const above = ancestors(dirname(manifest));
  const depth = (file: DockerfileFile): number =>
    above.find((folder) => file.path.startsWith(`${folder}/`))?.length ?? 0;
  const best = Math.max(...candidates.map(depth));
  return candidates.filter((file) => depth(file) === best);
}
