import type { PlacedManifest } from '../kubernetes.ts';

/**
 * Namespaces in which a LimitRange of the file may give containers limits and requests that they do not have; '' for
 * the namespace that is left to the context.
 */
export function limitedNamespaces(manifests: readonly PlacedManifest[]): readonly string[] {
  return manifests
    .flatMap(({ manifest }) => manifest.resources)
    .flatMap(({ apiVersion, kind, namespace }) => (apiVersion === 'v1' && kind === 'LimitRange' ? [namespace] : []));
}
