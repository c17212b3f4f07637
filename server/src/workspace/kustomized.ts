import { isFragmentPath } from '../core/manifestPath.ts';
import { dirname } from '../core/path.ts';
import type { Resource } from '../parse/kubernetes.ts';
import type { CustomKind } from './customKinds.ts';
import type { Workspace } from './workspace.ts';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a kustomization stands beside a file: it may set images, names, labels and selectors. */
export function isKustomized(path: string, { disk }: Workspace): boolean {
  const names = disk.tree.folders.get(dirname(path));
  return names !== undefined && NAMES.some((name) => names.has(name));
}

/**
 * Whether a custom resource need not have all that its kind needs: a webhook or the program that installs it may
 * complete it, or it may be laid over another or be compared with one. Nothing in it says so, but the way it is filed may.
 */
export function mayLack(resource: Resource, custom: CustomKind, path: string, workspace: Workspace): boolean {
  const isCompleted = custom.isMutated || isPackage(resource);
  return isCompleted || isLaidOver(resource, path, workspace) || isCompared(path, workspace);
}

/** Whether a custom resource may be laid over another. */
export function isLaidOver({ partial }: Resource, path: string, workspace: Workspace): boolean {
  return partial || isFragmentPath(path) || isKustomized(path, workspace);
}

/** What a program reads out of a package into types of its own, in which a text that is not there is an empty one. */
function isPackage({ group, kind }: Resource): boolean {
  return group === 'meta.pkg.crossplane.io' || (group === 'operators.coreos.com' && kind === 'ClusterServiceVersion');
}

/** What Chainsaw and KUTTL compare the cluster with stands beside their tests, under any name. */
function isCompared(path: string, { disk }: Workspace): boolean {
  const names = [...(disk.tree.folders.get(dirname(path))?.keys() ?? [])];
  return names.some((name) => /^chainsaw-test\.ya?ml$|^\d+-assert\.ya?ml$/.test(name));
}
