import type { Resource } from '../kubernetes.ts';
import { appendItem, setPair, type Edits } from '../yaml/edit.ts';
import { joined } from '../yaml/joined.ts';
import { asList, asMap, findPair, get, itemsOf, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { replacePair } from '../yaml/replacePair.ts';
import type { YamlValue } from '../yaml/render.ts';
import { isNull, stringOf } from '../yaml/scalar.ts';
import type { Container } from './container.ts';
import { isPlaceholder } from './fields.ts';
import { adds, isWindows, isWorkload, privilegesOf, type Privileges } from './security.ts';

/** A part of the restricted profile of the Pod Security Standards, or one that goes with it. */
export interface Measure {
  /** How it is written, in short. */
  readonly name: string;
  readonly field: string;
  readonly value: YamlValue;
  readonly isMet: (privileges: Privileges) => boolean;
  /** The same check in other tools. */
  readonly peers: readonly string[];
}

const NOT_ROOT: Measure = {
  name: 'runAsNonRoot',
  field: 'runAsNonRoot',
  value: true,
  isMet: ({ runAsNonRoot, runAsUser = 0 }) => runAsNonRoot === true || runAsUser > 0,
  peers: [
    'kube-linter:run-as-non-root',
    'kube-score:container-security-context-user-group-id',
    'polaris:runAsRootAllowed',
  ],
};

/** What a program may miss, so it is not asked for alone. */
export const READ_ONLY: Measure = {
  name: 'readOnlyRootFilesystem',
  field: 'readOnlyRootFilesystem',
  value: true,
  isMet: ({ readOnlyRootFilesystem }) => readOnlyRootFilesystem === true,
  peers: [
    'kube-linter:no-read-only-root-fs',
    'kube-score:container-security-context-readonlyrootfilesystem',
    'polaris:notReadOnlyRootFilesystem',
  ],
};

/** Polaris is content with one of four: seccomp, fewer capabilities, AppArmor or SELinux. */
const LINUX_HARDENING = 'polaris:linuxHardening';

export const MEASURES: readonly Measure[] = [
  NOT_ROOT,
  READ_ONLY,
  {
    name: 'allowPrivilegeEscalation: false',
    field: 'allowPrivilegeEscalation',
    value: false,
    // The API server refuses it beside CAP_SYS_ADMIN.
    isMet: ({ allowPrivilegeEscalation, added }) => allowPrivilegeEscalation === false || adds(added, 'SYS_ADMIN'),
    peers: ['kube-linter:privilege-escalation-container', 'polaris:privilegeEscalationAllowed'],
  },
  {
    name: 'capabilities.drop: [ALL]',
    field: 'capabilities',
    value: { drop: ['ALL'] },
    isMet: ({ drops, added }) => drops.includes('ALL') || adds(added, 'ALL'),
    peers: ['kube-linter:drop-net-raw-capability', 'polaris:insecureCapabilities'],
  },
  {
    name: 'seccompProfile',
    field: 'seccompProfile',
    value: { type: 'RuntimeDefault' },
    isMet: ({ seccomp }) => seccomp !== undefined && seccomp !== 'Unconfined',
    peers: ['kube-score:container-seccomp-profile', LINUX_HARDENING],
  },
];

export interface Gaps {
  readonly container: Container;
  /** What it is without, but for what annotations of other linters let it be without. */
  readonly gaps: readonly Measure[];
  /** The checks of other tools that miss the same. */
  readonly peers: readonly string[];
}

/** The containers of a workload that could do with less, and what that would be. */
export function hardeningGaps(resource: Resource, ignored: readonly string[]): readonly Gaps[] {
  if (!isWorkload(resource) || resource.partial || isWindows(resource)) return [];
  return resource.containers
    .filter((container) => isJudged(container, resource))
    .map((container) => {
      const privileges = privilegesOf(container, resource);
      const isGap = ({ isMet, peers }: Measure) => !isMet(privileges) && !peers.some((name) => ignored.includes(name));
      const gaps = MEASURES.filter(isGap);
      const isHeld = isHeldOtherwise(container, resource);
      const peers = gaps.flatMap((gap) => gap.peers).filter((name) => name !== LINUX_HARDENING || !isHeld);
      return { container, gaps, peers };
    });
}

function isHeldOtherwise(container: Container, resource: Resource): boolean {
  const contexts = [get(container.map, 'securityContext'), get(resource.podSpec, 'securityContext')].map(asMap);
  const isConfined = contexts.some((map) => get(map, 'appArmorProfile') ?? get(map, 'seLinuxOptions'));
  const { drops, added } = privilegesOf(container, resource);
  return isConfined || (drops.length > 0 && !adds(added, 'ALL'));
}

/** Not what is told elsewhere, cannot be read, or has to be root for what it does. */
function isJudged(container: Container, resource: Resource): boolean {
  const { role, partial, map, command = [], args = [] } = container;
  const contexts = [get(map, 'securityContext'), get(resource.podSpec, 'securityContext')];
  const isReadable = contexts.every((node) => !node || isNull(node) || asMap(node)?.pairs.every(isFilled));
  const changesOwner = [...command, ...args].some(({ text }) => /\b(?:chown|sysctl|iptables|modprobe)\b/.test(text));
  const isFree = !privilegesOf(container, resource).privileged;
  return role !== 'ephemeral' && !partial && isReadable && isFree && !(role === 'init' && changesOwner);
}

function isFilled({ value }: { value: YamlNode }): boolean {
  return value.type !== 'scalar' || !isPlaceholder(value);
}

/** The user `nonroot` of distroless images; any other would do. */
const ANY_USER = 65_532;

/** The keys that people write before `securityContext`. */
const BEFORE = ['name', 'image', 'ports', 'env', 'resources', 'livenessProbe', 'readinessProbe', 'startupProbe'];

/** Writes measures into the container's own security context; undefined where that cannot be done. */
export function harden(resource: Resource, container: Container, measures: readonly Measure[]): Edits {
  const { document } = resource;
  const { map } = container;
  const own = findPair(map, 'securityContext')?.value;
  const fields = fieldsOf(measures, privilegesOf(container, resource));
  if (document.shared.has(map) || (!own && get(map, 'securityContext'))) return undefined;
  if (!own || isNull(own)) return setPair(document, map, 'securityContext', Object.fromEntries(fields), BEFORE);
  if (own.type !== 'map' || document.shared.has(own)) return undefined;
  if (own.pairs.length === 0)
    return replacePair(document, map, 'securityContext', 'securityContext', Object.fromEntries(fields));
  // What is added within a field may come to the same place as a field behind it.
  const inner = fields.toSorted(([a], [b]) => Number(!findPair(own, a)) - Number(!findPair(own, b)));
  return joined(inner.map(([field, value]) => write(document, own, field, value)));
}

/** A root user that is named has to go as well, as the kubelet would not start it. */
function fieldsOf(measures: readonly Measure[], { runAsUser }: Privileges): readonly [string, YamlValue][] {
  return measures.flatMap((measure): [string, YamlValue][] => [
    [measure.field, measure.value],
    ...(measure === NOT_ROOT && runAsUser === 0 ? [['runAsUser', ANY_USER] satisfies [string, YamlValue]] : []),
  ]);
}

function write(document: Resource['document'], context: YamlMap, field: string, value: YamlValue): Edits {
  const present = asMap(get(context, field));
  if (present && document.shared.has(present)) return undefined;
  if (present && field === 'seccompProfile') return setPair(document, present, 'type', 'RuntimeDefault');
  if (!present || field !== 'capabilities') return setPair(document, context, field, value);
  const drop = asList(get(present, 'drop'));
  if (drop && document.shared.has(drop)) return undefined;
  return drop && drop.items.length > 0
    ? appendItem(document, drop, 'ALL')
    : setPair(document, present, 'drop', ['ALL']);
}

/** An empty volume at /tmp, unless something is mounted there already. */
export function addTemporary(resource: Resource, container: Container): Edits {
  const { document, podSpec } = resource;
  const mounts = itemsOf(get(container.map, 'volumeMounts')).map(asMap);
  if (mounts.some((mount) => stringOf(get(mount, 'mountPath'))?.replace(/\/$/, '') === '/tmp')) return [];
  if (!podSpec || document.shared.has(podSpec)) return undefined;
  const taken = volumeNames(resource);
  const name = ['tmp', `tmp-${container.name}`].find((each) => !taken.has(each));
  if (name === undefined || name.length > MAX_NAME) return undefined;
  return joined([
    insert(document, container.map, 'volumeMounts', { name, mountPath: '/tmp' }),
    insert(document, podSpec, 'volumes', { name, emptyDir: {} }),
  ]);
}

const MAX_NAME = 63;

function volumeNames({ podSpec, root }: Resource): ReadonlySet<string | undefined> {
  const volumes = itemsOf(get(podSpec, 'volumes')).map((item) => stringOf(get(asMap(item), 'name')));
  const claims = itemsOf(get(asMap(get(root, 'spec')), 'volumeClaimTemplates')).map((item) =>
    stringOf(get(asMap(get(asMap(item), 'metadata')), 'name')),
  );
  return new Set([...volumes, ...claims]);
}

function insert(document: Resource['document'], map: YamlMap, key: string, item: YamlValue): Edits {
  const list = findPair(map, key)?.value;
  if (list?.type === 'list') return document.shared.has(list) ? undefined : appendItem(document, list, item);
  return list || get(map, key)
    ? undefined
    : setPair(document, map, key, [item], [...BEFORE, 'securityContext', 'containers']);
}
