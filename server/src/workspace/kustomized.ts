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
 * Whether a custom resource need not have all that its kind needs: a webhook may complete it, or it may be laid over
 * another or be compared with one. Nothing in it says so, but the way it is filed may.
 */
export function mayLack({ partial }: Resource, custom: CustomKind, path: string, workspace: Workspace): boolean {
  return (
    partial || custom.isMutated || isFragmentPath(path) || isKustomized(path, workspace) || isCompared(path, workspace)
  );
}

/** What Chainsaw and KUTTL compare the cluster with stands beside their tests, under any name. */
function isCompared(path: string, { disk }: Workspace): boolean {
  const names = [...(disk.tree.folders.get(dirname(path))?.keys() ?? [])];
  return names.some((name) => /^chainsaw-test\.ya?ml$|^\d+-assert\.ya?ml$/.test(name));
}
