import { dirname } from '../core/path.ts';
import type { Workspace } from './workspace.ts';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a kustomization stands beside a file: it may set images, names, labels and selectors. */
export function isKustomized(path: string, { disk }: Workspace): boolean {
  const names = disk.tree.folders.get(dirname(path));
  return names !== undefined && NAMES.some((name) => names.has(name));
}
