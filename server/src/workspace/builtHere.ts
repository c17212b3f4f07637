import { type ImageRef } from '../core/imageRef.ts';
import { isOfficialImage } from '../core/officialImages.ts';
import { basename } from '../core/path.ts';
import { isKustomized } from './kustomized.ts';
import type { Workspace } from './workspace.ts';

/**
 * Whether the tag of a workload's image is given elsewhere: by the kustomization beside the manifest, by a tool that
 * builds while somebody develops, or by the release of the project itself. Kubebuilder's projects have a stand-in.
 */
export function isTaggedElsewhere(ref: ImageRef, path: string, workspace: Workspace): boolean {
  return (
    ref.text === 'controller:latest' ||
    isKustomized(path, workspace) ||
    /\/\.?(?:tilt|skaffold)\b[^/]*\//i.test(path) ||
    isBuiltHere(ref, workspace)
  );
}

/** By its bare name, which no registry has, or by the name of the Go module around it. */
function isBuiltHere({ registry, name }: ImageRef, { dockerfiles, modules }: Workspace): boolean {
  const isBare = registry === undefined && !name.includes('/');
  if (isBare) return !isOfficialImage(name) || dockerfiles.length > 0;
  const parts = name.split('/');
  return modules.some(({ module }) => parts.includes(projectOf(module.path)));
}

/** `velero` of `github.com/vmware-tanzu/velero/v2`. */
function projectOf(modulePath: string): string {
  return basename(modulePath.replace(/\/v\d+$/, '')).toLowerCase();
}
