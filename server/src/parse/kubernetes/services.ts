import { oncePer } from '../../core/once.ts';
import type { PlacedManifest, Resource } from '../kubernetes.ts';
import { asMap, asScalar, get, getIn, itemsOf } from '../yaml/node.ts';
import { integerOf, stringOf } from '../yaml/scalar.ts';
import type { Container } from './container.ts';

/** Which pods a Service sends traffic to, and to which of their ports. */
export interface ServiceTarget {
  readonly name: string;
  readonly namespace: string;
  readonly labels: readonly (readonly [key: string, value: string])[];
  /** Names and numbers of container ports. */
  readonly ports: readonly (string | number)[];
  /** Whether its name in DNS stands for the pods themselves: `clusterIP: None`. */
  readonly isHeadless: boolean;
}

/** The Services of a file that choose their pods by labels. */
export function serviceTargets(manifests: readonly PlacedManifest[]): readonly ServiceTarget[] {
  return manifests.flatMap(({ manifest }) => manifest.resources).flatMap((resource) => targetOf(resource) ?? []);
}

const targetOf = oncePer(({ apiVersion, kind, root, name, namespace }: Resource): ServiceTarget | undefined => {
  if (apiVersion !== 'v1' || kind !== 'Service') return undefined;
  const labels = pairsOf(asMap(getIn(root, 'spec', 'selector')));
  const ports = itemsOf(getIn(root, 'spec', 'ports')).flatMap((item) => {
    const port = asMap(item);
    const target = get(port, 'targetPort') ?? get(port, 'port');
    return integerOf(target) ?? stringOf(target) ?? [];
  });
  const isHeadless = stringOf(getIn(root, 'spec', 'clusterIP')) === 'None';
  return labels.length > 0 ? { name, namespace, labels, ports, isHeadless } : undefined;
});

/** The Services whose labels the pods of a workload have. */
export function servicesOf({ root, kind, namespace }: Resource, services: readonly ServiceTarget[]): ServiceTarget[] {
  const path = kind === 'Pod' ? ['metadata', 'labels'] : ['spec', 'template', 'metadata', 'labels'];
  const labels = new Map(pairsOf(asMap(getIn(root, ...path))));
  return services.filter(
    (service) => service.namespace === namespace && service.labels.every(([key, value]) => labels.get(key) === value),
  );
}

/** Whether a Service sends traffic to a port of the container. */
export function isServed({ ports }: Container, services: readonly ServiceTarget[]): boolean {
  const own = new Set(
    ports.flatMap(({ name, containerPort }) => [name?.text ?? [], containerPort?.value ?? []].flat()),
  );
  return services.some((service) => service.ports.some((port) => own.has(port)));
}

function pairsOf(map: ReturnType<typeof asMap>): (readonly [string, string])[] {
  return (map?.pairs ?? []).flatMap(({ key, value }) => {
    const [name, text] = [asScalar(key)?.text, stringOf(value)];
    return name !== undefined && text !== undefined ? [[name, text] as const] : [];
  });
}
