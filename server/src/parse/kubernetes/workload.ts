import { isFragmentPath } from '../../core/manifestPath.ts';
import type { Resource } from '../kubernetes.ts';
import { asMap, findPair, get, getIn } from '../yaml/node.ts';
import { isNull } from '../yaml/scalar.ts';
import type { Container } from './container.ts';
import { isSetForPod } from './memory.ts';

/** Whether a resource makes pods, and is no bare Pod or a template that others make something of. */
export function isController({ podSpec, kind }: Resource): boolean {
  return podSpec !== undefined && kind !== 'Pod' && kind !== 'PodTemplate';
}

export interface Surroundings {
  readonly path: string;
  /** Namespaces with a LimitRange. */
  readonly limitedNamespaces?: readonly string[] | undefined;
}

/**
 * The containers of which a missing amount can be told: those that run for as long as the pod does, in manifests that
 * are whole, with `resources` that can be read, where no LimitRange steps in.
 */
export function runningContainers(
  resource: Resource,
  { path, limitedNamespaces = [] }: Surroundings,
): readonly Container[] {
  if (resource.partial || isFragmentPath(path) || findPair(resource.podSpec, '$patch')) return [];
  if (limitedNamespaces.includes(resource.namespace)) return [];
  return resource.containers.filter(
    (container) => !container.partial && /^(?:container|sidecar)$/.test(container.role) && hasReadable(container),
  );
}

/** A place for a value, such as `resources: ${RESOURCES}`, may hold anything. */
function hasReadable({ map }: Container): boolean {
  return [['resources'], ['resources', 'limits'], ['resources', 'requests']].every((path) => {
    const node = getIn(map, ...path);
    return node === undefined || isNull(node) || asMap(node) !== undefined;
  });
}

/** Whether an amount is written, for the container or for its pod as a whole, even if it cannot be read yet. */
export function isAmountSet(
  resource: Resource,
  container: Container,
  list: 'limits' | 'requests',
  name: string,
): boolean {
  const own = get(asMap(getIn(container.map, 'resources', list)), name);
  return (own !== undefined && !isNull(own)) || isSetForPod(resource, list, name);
}
