import type { Span } from '../../core/text.ts';
import { asMap, findPair, get, getIn, itemsOf, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { integerOf, stringOf } from '../yaml/scalar.ts';
import type { Declaration } from './declarations.ts';
import { readProbe, scalarItems, type Probe } from './probe.ts';
import { booleanSetting, hasField, integerSetting, scalars, scalarSetting, type Setting } from './settings.ts';

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container */
export interface Container {
  /** `sidecar`: an init container with `restartPolicy: Always`, which runs beside the others and may be probed. */
  readonly role: 'container' | 'sidecar' | 'init' | 'ephemeral';
  readonly map: YamlMap;
  readonly span: Span;
  /** '' while it is not written. */
  readonly name: string;
  /** The name, or the container's first key while there is none. */
  readonly nameSpan: Span;
  readonly image: YamlScalar | undefined;
  /** In order; of variables with one name the last one counts. */
  readonly env: readonly EnvVar[];
  /** Whether a ConfigMap or a Secret may add variables that are not known here. */
  readonly hasEnvFrom: boolean;
  readonly ports: readonly ContainerPort[];
  /** `memory` → `512Mi`, as written. */
  readonly limits: ReadonlyMap<string, YamlScalar>;
  readonly requests: ReadonlyMap<string, YamlScalar>;
  readonly livenessProbe: Probe | undefined;
  readonly readinessProbe: Probe | undefined;
  readonly startupProbe: Probe | undefined;
  /** Absent if the image's entrypoint is left alone. */
  readonly command: readonly YamlScalar[] | undefined;
  readonly args: readonly YamlScalar[] | undefined;
  readonly securityContext: SecurityContext;
  /** What `# gantry: …` comments say of it. */
  readonly declared: Declaration;
  /**
   * Written as a part of something else, like a kustomize patch: what is missing here may be elsewhere.
   * A container without an image is always one.
   */
  readonly partial: boolean;
}

export interface EnvVar {
  readonly map: YamlMap;
  readonly name: string;
  readonly nameScalar: YamlScalar;
  /** Absent with `valueFrom`, or if neither is written. */
  readonly value: YamlScalar | undefined;
  readonly valueFrom: YamlMap | undefined;
}

export interface ContainerPort {
  readonly map: YamlMap;
  readonly name: YamlScalar | undefined;
  readonly containerPort: Setting<number> | undefined;
  readonly protocol: string;
}

/** What holds for the container: its own setting, or else the pod's. */
export interface SecurityContext {
  readonly runAsNonRoot: InheritedSetting<boolean> | undefined;
  readonly runAsUser: InheritedSetting<number> | undefined;
}

export interface InheritedSetting<Value> extends Setting<Value> {
  readonly from: 'container' | 'pod';
}

export interface Surroundings {
  readonly role: Container['role'];
  readonly podSecurityContext: YamlMap | undefined;
  readonly declared: Declaration;
  /** Whether the whole resource is a part of something else. */
  readonly partial: boolean;
}

export function readContainer(map: YamlMap, { role, podSecurityContext, declared, partial }: Surroundings): Container {
  const image = scalarSetting(map, 'image');
  return {
    role: role === 'init' && stringOf(get(map, 'restartPolicy')) === 'Always' ? 'sidecar' : role,
    map,
    span: map.span,
    ...readName(map),
    image,
    env: readEnv(map),
    hasEnvFrom: itemsOf(get(map, 'envFrom')).length > 0,
    ports: readPorts(map),
    limits: scalars(asMap(getIn(map, 'resources', 'limits'))),
    requests: scalars(asMap(getIn(map, 'resources', 'requests'))),
    livenessProbe: readProbe(map, 'livenessProbe'),
    readinessProbe: readProbe(map, 'readinessProbe'),
    startupProbe: readProbe(map, 'startupProbe'),
    command: hasField(map, 'command') ? scalarItems(map, 'command') : undefined,
    args: hasField(map, 'args') ? scalarItems(map, 'args') : undefined,
    securityContext: readSecurityContext(asMap(get(map, 'securityContext')), podSecurityContext),
    declared,
    partial: partial || !image || findPair(map, '$patch') !== undefined,
  };
}

function readName(container: YamlMap): Pick<Container, 'name' | 'nameSpan'> {
  const name = scalarSetting(container, 'name');
  return { name: name?.text ?? '', nameSpan: name?.span ?? container.pairs[0]?.key.span ?? container.span };
}

function readEnv(container: YamlMap): readonly EnvVar[] {
  return items(container, 'env').flatMap((map) => {
    const nameScalar = scalarSetting(map, 'name');
    if (!nameScalar) return [];
    return [
      {
        map,
        name: nameScalar.text,
        nameScalar,
        value: scalarSetting(map, 'value'),
        valueFrom: asMap(get(map, 'valueFrom')),
      },
    ];
  });
}

function readPorts(container: YamlMap): readonly ContainerPort[] {
  return items(container, 'ports').map((map) => ({
    map,
    name: scalarSetting(map, 'name'),
    containerPort: integerSetting(map, 'containerPort'),
    protocol: scalarSetting(map, 'protocol')?.text ?? 'TCP',
  }));
}

function readSecurityContext(own: YamlMap | undefined, pod: YamlMap | undefined): SecurityContext {
  const inherited = <Value>(read: (map: YamlMap | undefined) => Setting<Value> | undefined) => {
    const [mine, theirs] = [read(own), read(pod)];
    if (mine) return { ...mine, from: 'container' as const };
    return theirs && { ...theirs, from: 'pod' as const };
  };
  return {
    runAsNonRoot: inherited((map) => booleanSetting(map, 'runAsNonRoot')),
    runAsUser: inherited((map) => integerSetting(map, 'runAsUser')),
  };
}

function items(map: YamlMap, key: string): readonly YamlMap[] {
  return itemsOf(get(map, key)).flatMap((item) => asMap(item) ?? []);
}

/** The variable that the process will see: of several with one name the last. */
export function findEnv(container: Container, name: string): EnvVar | undefined {
  return container.env.findLast((variable) => variable.name === name);
}

/** The number behind a port as a probe names it, or undefined if the container has no such name. */
export function portNumber(container: Container, port: YamlScalar): number | undefined {
  const number = integerOf(port) ?? (/^\d+$/.test(port.text) ? Number(port.text) : undefined);
  if (number !== undefined) return number;
  return container.ports.find(({ name }) => name?.text === port.text)?.containerPort?.value;
}

/** The container's entry for a port, by its name or its number. */
export function listedPort({ ports }: Container, port: string | number): ContainerPort | undefined {
  return ports.find(({ name, containerPort }) => name?.text === port || containerPort?.value === port);
}

/** How a probe calls a port: by its name where it has one. */
export function callPort({ name, containerPort }: ContainerPort): string | number | undefined {
  return name?.text ?? containerPort?.value;
}

/** Variables that only Go's runtime reads. https://pkg.go.dev/runtime#hdr-Environment_Variables */
const GO_VARIABLES = new Set(['GOGC', 'GOMEMLIMIT', 'GOMAXPROCS', 'GODEBUG', 'GOTRACEBACK', 'GORACE', 'GOCOVERDIR']);

/**
 * What says in the manifest that a container runs a Go program. `unknown` is not a no: the image may be built from a
 * Dockerfile of the workspace.
 */
export function goEvidence({ declared, env }: Container): 'declared' | 'env' | 'unknown' {
  if (declared.go) return 'declared';
  return env.some(({ name }) => GO_VARIABLES.has(name)) ? 'env' : 'unknown';
}
