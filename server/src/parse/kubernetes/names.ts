import { oncePer } from '../../core/once.ts';
import type { Span } from '../../core/text.ts';
import type { Resource } from '../kubernetes.ts';
import { asMap, get, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { fieldsOf, isPlaceholder, type Place, type ScalarField } from './fields.ts';
import { scalarSetting } from './settings.ts';

/** What a name is of: a kind of resource, or a part of one. */
export type NameKind = 'port' | 'targetPort' | 'servicePort' | 'volume' | 'env' | 'key' | `kind ${string}`;

/** A place that gives something its name, or refers to it by name. */
export interface NameUse {
  readonly role: 'declaration' | 'use';
  readonly kind: NameKind;
  readonly name: string;
  /** In the document, without quotes. */
  readonly span: Span;
  /** Within which the name is one: a container, a pod, a namespace. Two names in one scope are the same. */
  readonly scope: unknown;
  /** A StatefulSet makes its claims after this name, one for each pod. */
  readonly isClaim?: true;
}

/** Every name in a resource, of what Kubernetes itself resolves. */
export const namesOf: (resource: Resource) => readonly NameUse[] = oncePer((resource) =>
  fieldsOf(resource).scalars.flatMap((field) => readField(resource, field)),
);

/** `kind ConfigMap`; the field's own object says which kind if it is undefined. */
const REFERENCES: Readonly<Record<string, string | undefined>> = {
  'V1ConfigMapEnvSource.name': 'ConfigMap',
  'V1ConfigMapKeySelector.name': 'ConfigMap',
  'V1ConfigMapProjection.name': 'ConfigMap',
  'V1ConfigMapVolumeSource.name': 'ConfigMap',
  'V1SecretEnvSource.name': 'Secret',
  'V1SecretKeySelector.name': 'Secret',
  'V1SecretProjection.name': 'Secret',
  'V1SecretVolumeSource.secretName': 'Secret',
  'V1IngressTLS.secretName': 'Secret',
  'V1PodSpec.serviceAccount': 'ServiceAccount',
  'V1PodSpec.serviceAccountName': 'ServiceAccount',
  'V1PodSpec.priorityClassName': 'PriorityClass',
  'V1PodSpec.runtimeClassName': 'RuntimeClass',
  'V1PersistentVolumeClaimVolumeSource.claimName': 'PersistentVolumeClaim',
  'V1PersistentVolumeClaimSpec.storageClassName': 'StorageClass',
  'V1PersistentVolumeClaimSpec.volumeName': 'PersistentVolume',
  'V1PersistentVolumeSpec.storageClassName': 'StorageClass',
  'V1IngressServiceBackend.name': 'Service',
  'V1IngressSpec.ingressClassName': 'IngressClass',
  'V1StatefulSetSpec.serviceName': 'Service',
  'AdmissionregistrationV1ServiceReference.name': 'Service',
  'V1RoleRef.name': undefined,
  'RbacV1Subject.name': undefined,
  'V2CrossVersionObjectReference.name': undefined,
  'V1CrossVersionObjectReference.name': undefined,
};

/** Kinds that live in no namespace. */
const CLUSTER = /^(?:PriorityClass|RuntimeClass|StorageClass|PersistentVolume|IngressClass|ClusterRole|Namespace)$/;

/** The kind that a reference at this field means; undefined if it is none. */
export function referencedKind(field: string, { step, kind }: Around): string | undefined {
  if (field === 'V1LocalObjectReference.name') return step === 'imagePullSecrets' ? 'Secret' : undefined;
  return field in REFERENCES ? (REFERENCES[field] ?? kind) : undefined;
}

interface Around {
  /** The field that the object with the reference stands in. */
  readonly step: string | undefined;
  /** What the object says of the kind that it means. */
  readonly kind: string | undefined;
}

function readField(resource: Resource, field: ScalarField): readonly NameUse[] {
  const { place, name, scalar, key } = field;
  const of = `${place.type.name}.${name}`;
  if (/^V1(?:ConfigMap|Secret)\.(?:data|binaryData|stringData)$/.test(of)) {
    const owner = scopeOf(resource, resource.kind, resource.name);
    return key && !place.parent ? [use('declaration', 'key', key, owner)] : [];
  }
  if (/^V1(?:EnvVar\.value|Container\.(?:args|command)|EphemeralContainer\.(?:args|command))$/.test(of))
    return expansions(resource.text, scalar, containerOf(place));
  // Keys and variables are written as placeholders often are.
  const isLoud = /\.key$|^V1EnvVar\.name$/.test(of);
  if (scalar.text === '' || (isPlaceholder(scalar) && !isLoud)) return [];
  return (partNames[of] ?? resourceNames)(resource, field);
}

type Read = (resource: Resource, field: ScalarField) => readonly NameUse[];

const port: Read = (_, { place, scalar }) =>
  /^\d+$/.test(scalar.text) ? [] : [use('use', 'port', scalar, containerOf(place))];

const key: Read = (resource, { place, scalar }) => {
  const holder = place.type.name === 'V1KeyToPath' ? place.parent : place;
  const kind = holder && /^V1(ConfigMap|Secret)/.exec(holder.type.name)?.[1];
  const name = holder && (scalarSetting(holder.map, 'name') ?? scalarSetting(holder.map, 'secretName'));
  return kind && name ? [use('use', 'key', scalar, scopeOf(resource, kind, name.text))] : [];
};

const mount: Read = (_, { place, scalar }) => [use('use', 'volume', scalar, ancestor(place, /^V1PodSpec$/))];

/** What has a name within a resource, by the field that holds it. */
const partNames: Readonly<Record<string, Read>> = {
  'V1ContainerPort.name': (_, { place, scalar }) => [use('declaration', 'port', scalar, containerOf(place))],
  'V1HTTPGetAction.port': port,
  'V1TCPSocketAction.port': port,
  'V1ServicePort.targetPort': (resource, { scalar }) =>
    /^\d+$/.test(scalar.text) ? [] : [use('use', 'targetPort', scalar, resource)],
  'V1ServicePort.name': (resource, { scalar }) => [
    use('declaration', 'servicePort', scalar, scopeOf(resource, 'Service', resource.name)),
  ],
  'V1ServiceBackendPort.name': (resource, { place, scalar }) => {
    const service = place.parent && scalarSetting(place.parent.map, 'name');
    return service ? [use('use', 'servicePort', scalar, scopeOf(resource, 'Service', service.text))] : [];
  },
  'V1Volume.name': (_, { place, scalar }) => [use('declaration', 'volume', scalar, ancestor(place, /^V1PodSpec$/))],
  'V1VolumeMount.name': mount,
  'V1VolumeDevice.name': mount,
  'V1EnvVar.name': (_, { place, scalar }) => [use('declaration', 'env', scalar, containerOf(place))],
  'V1ConfigMapKeySelector.key': key,
  'V1SecretKeySelector.key': key,
  'V1KeyToPath.key': key,
  'V1ObjectMeta.name': (resource, { place, scalar }) => {
    const { parent } = place;
    if (parent?.step === 'volumeClaimTemplates')
      return [{ ...use('declaration', 'volume', scalar, resource.podSpec), isClaim: true }];
    if (!parent || parent.parent) return [];
    return [use('declaration', `kind ${resource.kind}`, scalar, namespaceOf(resource, resource.kind))];
  },
};

/** References to whole resources. */
const resourceNames: Read = (resource, { place, name, scalar }) => {
  const around = { step: place.step, kind: scalarSetting(place.map, 'kind')?.text };
  const kind = referencedKind(`${place.type.name}.${name}`, around);
  if (kind === undefined) return [];
  const namespace = scalarSetting(place.map, 'namespace')?.text;
  return [use('use', `kind ${kind}`, scalar, namespaceOf(resource, kind, namespace))];
};

function namespaceOf({ namespace }: Resource, kind: string, written = namespace): string {
  return CLUSTER.test(kind) ? '' : written;
}

function scopeOf({ namespace }: Resource, kind: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}

function containerOf(place: Place): unknown {
  return ancestor(place, /^V1(?:Ephemeral)?Container$/);
}

function ancestor(place: Place | undefined, type: RegExp): unknown {
  for (let at = place; at; at = at.parent) if (type.test(at.type.name)) return at.map;
  return undefined;
}

function use(role: NameUse['role'], kind: NameKind, scalar: YamlScalar, scope: unknown): NameUse {
  const { span, text, style } = scalar;
  const quotes = style === 'single' || style === 'double' ? 1 : 0;
  return { role, kind, name: text, span: { start: span.start + quotes, end: span.end - quotes }, scope };
}

/** `$(NAME)`, but not `$$(NAME)`. https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/ */
function expansions(text: string, { span }: YamlScalar, scope: unknown): readonly NameUse[] {
  const source = text.slice(span.start, span.end);
  if (!source.includes('$(')) return [];
  return [...source.matchAll(/(?<!\$)(?:\$\$)*\$\(([A-Za-z_][\w.-]*)\)/g)].map((match) => {
    const name = match[1] ?? '';
    const end = span.start + match.index + match[0].length - 1;
    return { role: 'use', kind: 'env', name, span: { start: end - name.length, end }, scope };
  });
}

/** The labels that a resource's pods get; undefined if it makes none. */
export const podLabels: (resource: Resource) => ReadonlyMap<string, string> | undefined = oncePer((resource) => {
  if (!resource.podSpec) return undefined;
  return new Map(
    (podLabelsMap(resource)?.pairs ?? []).flatMap(({ key: label, value }) =>
      label.type === 'scalar' && value.type === 'scalar' ? [[label.text, value.text] as const] : [],
    ),
  );
});

/** Where those labels stand. */
export function podLabelsMap({ podSpec, root, kind }: Resource): YamlMap | undefined {
  const holder = kind === 'Pod' ? root : templateOf(root);
  return podSpec && asMap(get(asMap(get(holder, 'metadata')), 'labels'));
}

function templateOf(root: Resource['root']): Resource['root'] | undefined {
  const spec = asMap(get(root, 'spec'));
  const job = asMap(get(asMap(get(spec, 'jobTemplate')), 'spec'));
  return asMap(get(job ?? spec, 'template')) ?? asMap(get(root, 'template'));
}
