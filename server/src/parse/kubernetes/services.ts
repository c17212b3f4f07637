import { oncePer } from '../../core/once.ts';
import type { PlacedManifest, Resource } from '../kubernetes.ts';
import { asMap, asScalar, getIn, itemsOf } from '../yaml/node.ts';
import { booleanOf, integerOf, stringOf } from '../yaml/scalar.ts';
import { type Container, type ContainerPort, listedPort } from './container.ts';
import { scalarSetting } from './settings.ts';

/** Which pods a Service sends traffic to, and to which of their ports. */
export interface ServiceTarget {
  readonly name: string;
  readonly namespace: string;
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly ports: readonly ServicePort[];
  /** Whether its name in DNS stands for the pods themselves: `clusterIP: None`. */
  readonly isHeadless: boolean;
  /** Whether it also lists pods that are not ready, as those by which pods find each other do. */
  readonly publishesNotReady: boolean;
}

export interface ServicePort {
  readonly name: string;
  /** The name or the number of a container's port. */
  readonly target: string | number;
  readonly protocol: string;
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
    const written = scalarSetting(port, 'targetPort') ?? scalarSetting(port, 'port');
    const target = integerOf(written) ?? stringOf(written);
    const protocol = scalarSetting(port, 'protocol')?.text ?? 'TCP';
    return target === undefined ? [] : [{ name: scalarSetting(port, 'name')?.text ?? '', target, protocol }];
  });
  const isHeadless = stringOf(getIn(root, 'spec', 'clusterIP')) === 'None';
  const publishesNotReady = booleanOf(getIn(root, 'spec', 'publishNotReadyAddresses')) === true;
  return labels.length > 0 ? { name, namespace, labels, ports, isHeadless, publishesNotReady } : undefined;
});

/** The Services whose labels the pods of a workload have. */
export function servicesOf(resource: Resource, services: readonly ServiceTarget[]): readonly ServiceTarget[] {
  return services.length === 0 ? [] : services.filter((service) => chooses(service, resource));
}

function chooses({ namespace, labels }: ServiceTarget, resource: Resource): boolean {
  const own = podLabels(resource);
  return namespace === resource.namespace && labels.every(([key, value]) => own.get(key) === value);
}

const podLabels = oncePer(({ root, kind }: Resource): ReadonlyMap<string, string> => {
  const path = kind === 'Pod' ? ['metadata', 'labels'] : ['spec', 'template', 'metadata', 'labels'];
  return new Map(pairsOf(asMap(getIn(root, ...path))));
});

const NONE: readonly ServiceTarget[] = [];

/** Of Services that choose the same pods, so many say all there is to say. */
const MOST_ALIKE = 20;

/**
 * Finds the Services that a resource has to do with: those that choose its pods, and the one that it names as its own.
 * Only those, so that an edit of one Service is no reason to look at all of a long file again.
 */
export function serviceFinder(all: readonly ServiceTarget[]): (resource: Resource) => readonly ServiceTarget[] {
  if (all.length === 0) return () => NONE;
  const alike = grouped(all, ({ namespace, labels }) => JSON.stringify([namespace, labels]));
  const services = [...alike.values()].flatMap((group) => group.slice(0, MOST_ALIKE));
  // By one label each, as nearly all others differ in that one already.
  const byLabel = grouped(services, ({ labels }) => String(labels[0]));
  const byName = grouped(all, ({ name }) => name);
  return (resource) => {
    if (!resource.podSpec) return NONE;
    const chosen = [...podLabels(resource)].flatMap((label) => byLabel.get(String(label)) ?? NONE);
    const own = byName.get(ownService(resource) ?? '') ?? NONE;
    if (chosen.length === 0 && own.length === 0) return NONE;
    return [...new Set([...chosen.filter((service) => chooses(service, resource)), ...own])];
  };
}

function grouped(
  services: readonly ServiceTarget[],
  keyOf: (service: ServiceTarget) => string,
): ReadonlyMap<string, readonly ServiceTarget[]> {
  const groups = new Map<string, ServiceTarget[]>();
  for (const service of services) {
    const group = groups.get(keyOf(service));
    if (group) group.push(service);
    else groups.set(keyOf(service), [service]);
  }
  return groups;
}

const ownService = oncePer(({ root, kind }: Resource): string | undefined =>
  kind === 'StatefulSet' ? stringOf(getIn(root, 'spec', 'serviceName')) : undefined,
);

/** A port of a container that a Service sends traffic to, as the probe of the container may name it. */
export interface ServedPort {
  readonly service: string;
  readonly port: string | number;
  /** Absent if the container does not list it. */
  readonly listed: ContainerPort | undefined;
}

/**
 * The first port of a container that clients are sent to. Where the only container there is lists no ports, any number
 * is one of its. Ports for monitoring are left out: who reads metrics comes again.
 */
export function servedPort(
  container: Container,
  resource: Resource,
  services: readonly ServiceTarget[],
): ServedPort | undefined {
  const isAlone = container.ports.length === 0 && runningContainers(resource) === 1;
  for (const { name: service, ports } of services) {
    for (const { name, target, protocol } of ports) {
      const listed = listedPort(container, target);
      const isOwn = listed ?? (isAlone && typeof target === 'number');
      if (!isOwn || protocol !== 'TCP' || isForMonitoring(service, name, listed)) continue;
      return { service, port: listed?.name?.text ?? target, listed };
    }
  }
  return undefined;
}

const runningContainers = oncePer(
  ({ containers }: Resource) => containers.filter(({ role }) => role === 'container' || role === 'sidecar').length,
);

function isForMonitoring(service: string, name: string, listed: ContainerPort | undefined): boolean {
  const isMetrics = (text: string): boolean =>
    /(?:^|[-_])(?:metrics?|prom|prometheus|telemetry|pprof)(?:$|[-_])/.test(text);
  return isMetrics(name) || isMetrics(listed?.name?.text ?? '') || /(?:^|-)metrics(?:-service|-svc)?$/.test(service);
}

function pairsOf(map: ReturnType<typeof asMap>): (readonly [string, string])[] {
  return (map?.pairs ?? []).flatMap(({ key, value }) => {
    const [name, text] = [asScalar(key)?.text, stringOf(value)];
    return name !== undefined && text !== undefined ? [[name, text] as const] : [];
  });
}
