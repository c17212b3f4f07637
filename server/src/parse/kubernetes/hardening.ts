import type { Resource } from '../kubernetes.ts';
import { appendItem, setPair, type Edits } from '../yaml/edit.ts';
import { asList, asMap, findPair, get, itemsOf, type YamlMap } from '../yaml/node.ts';
import type { YamlValue } from '../yaml/render.ts';
import { stringOf } from '../yaml/scalar.ts';
import type { Container } from './container.ts';
import type { Privileges } from './security.ts';

/** A part of the restricted profile of the Pod Security Standards. */
export interface Measure {
  /** How it is written, for people. */
  readonly name: string;
  readonly field: string;
  readonly value: YamlValue;
  readonly isMet: (privileges: Privileges) => boolean;
}

export const MEASURES: readonly Measure[] = [
  {
    name: 'runAsNonRoot',
    field: 'runAsNonRoot',
    value: true,
    isMet: ({ runAsNonRoot, runAsUser = 0 }) => runAsNonRoot ?? runAsUser > 0,
  },
  {
    name: 'allowPrivilegeEscalation: false',
    field: 'allowPrivilegeEscalation',
    value: false,
    isMet: ({ allowPrivilegeEscalation }) => allowPrivilegeEscalation === false,
  },
  {
    name: 'capabilities.drop: [ALL]',
    field: 'capabilities',
    value: { drop: ['ALL'] },
    isMet: ({ drops }) => drops.includes('ALL'),
  },
  {
    name: 'seccompProfile: RuntimeDefault',
    field: 'seccompProfile',
    value: { type: 'RuntimeDefault' },
    isMet: ({ seccomp }) => seccomp !== undefined && seccomp !== 'Unconfined',
  },
];

const READ_ONLY: Measure = {
  name: 'readOnlyRootFilesystem',
  field: 'readOnlyRootFilesystem',
  value: true,
  isMet: ({ readOnlyRootFilesystem }) => readOnlyRootFilesystem === true,
};

/** The keys that people write before `securityContext`. */
const BEFORE = ['name', 'image', 'ports', 'env', 'resources', 'livenessProbe', 'readinessProbe', 'startupProbe'];

/** Writes what is missing into the container's own security context; undefined where that cannot be done. */
export function harden({ document }: Resource, { map }: Container, missing: readonly Measure[]): Edits {
  const own = findPair(map, 'securityContext')?.value;
  if (document.shared.has(map)) return undefined;
  if (own?.type !== 'map' || own.pairs.length === 0) {
    const context = Object.fromEntries(missing.map(({ field, value }) => [field, value]));
    return own && own.type !== 'scalar' ? undefined : setPair(document, map, 'securityContext', context, BEFORE);
  }
  if (document.shared.has(own)) return undefined;
  const edits = missing.map((measure) => add(document, own, measure));
  return edits.includes(undefined) ? undefined : edits.flatMap((each) => each ?? []);
}

function add(document: Resource['document'], context: YamlMap, { field, value }: Measure): Edits {
  const present = asMap(get(context, field));
  if (field !== 'capabilities' || !present) return setPair(document, context, field, value);
  const drop = asList(get(present, 'drop'));
  return drop ? appendItem(document, drop, 'ALL') : setPair(document, present, 'drop', ['ALL']);
}

/** The same with a read-only root, and an empty volume for temporary files if there is none yet. */
export function withReadOnlyRoot(resource: Resource, container: Container, missing: readonly Measure[]): Edits {
  const context = harden(resource, container, [...missing, READ_ONLY]);
  const temporary = withTemporary(resource, container);
  return context && temporary ? [...context, ...temporary] : undefined;
}

function withTemporary({ document, podSpec }: Resource, { map }: Container): Edits {
  const mounts = itemsOf(get(map, 'volumeMounts')).map(asMap);
  if (mounts.some((mount) => stringOf(get(mount, 'mountPath'))?.replace(/\/$/, '') === '/tmp')) return [];
  if (!podSpec || document.shared.has(podSpec)) return undefined;
  const volumes = itemsOf(get(podSpec, 'volumes')).map((item) => stringOf(get(asMap(item), 'name')));
  const name = volumes.includes('tmp') ? 'tmp-empty' : 'tmp';
  if (volumes.includes(name)) return undefined;
  const volume = insert(document, podSpec, 'volumes', { name, emptyDir: {} });
  const mount = insert(document, map, 'volumeMounts', { name, mountPath: '/tmp' });
  return volume && mount ? [...mount, ...volume] : undefined;
}

function insert(document: Resource['document'], map: YamlMap, key: string, item: YamlValue): Edits {
  const list = findPair(map, key)?.value;
  if (list?.type === 'list') return document.shared.has(list) ? undefined : appendItem(document, list, item);
  return list ? undefined : setPair(document, map, key, [item], [...BEFORE, 'containers']);
}
