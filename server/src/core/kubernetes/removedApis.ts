/** The day the table was compared with the deprecation guide and the API's own lifecycle, then of Kubernetes 1.36. */
export const VERIFIED_ON = '2026-11-27';

/** A version of a kind that Kubernetes serves no more, or will not serve for long. Releases are minor ones of 1.x. */
export interface RetiredApi {
  readonly deprecated: number;
  /** The first release without it; undefined if none is set. */
  readonly removed: number | undefined;
  /** Undefined if nothing takes its place. */
  readonly replacement: Replacement | undefined;
}

interface Replacement {
  readonly apiVersion: string;
  readonly kind?: string;
  /** The first release that has it. */
  readonly since: number;
  /** Whether the fields are the same, so that another version is all it takes. */
  readonly same: boolean;
}

const TABLE: Readonly<Record<string, RetiredApi>> = Object.assign(
  {},
  moved(
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema PriorityLevelConfiguration',
    [29, 32],
    'flowcontrol.apiserver.k8s.io/v1',
    29,
  ),
  moved(
    'flowcontrol.apiserver.k8s.io/v1beta2',
    'FlowSchema PriorityLevelConfiguration',
    [26, 29],
    'flowcontrol.apiserver.k8s.io/v1',
    29,
  ),
  moved(
    'flowcontrol.apiserver.k8s.io/v1beta1',
    'FlowSchema PriorityLevelConfiguration',
    [23, 26],
    'flowcontrol.apiserver.k8s.io/v1',
    29,
  ),
  moved('storage.k8s.io/v1beta1', 'CSIStorageCapacity', [24, 27], 'storage.k8s.io/v1', 24),
  moved('autoscaling/v2beta2', 'HorizontalPodAutoscaler', [23, 26], 'autoscaling/v2', 23),
  changed('autoscaling/v2beta1', 'HorizontalPodAutoscaler', [22, 25], 'autoscaling/v2', 23),
  moved('batch/v1beta1', 'CronJob', [21, 25], 'batch/v1', 21),
  moved('batch/v2alpha1', 'CronJob', [20, 21], 'batch/v1', 21),
  changed('discovery.k8s.io/v1beta1', 'EndpointSlice', [21, 25], 'discovery.k8s.io/v1', 21),
  changed('events.k8s.io/v1beta1', 'Event', [22, 25], 'events.k8s.io/v1', 19),
  moved('policy/v1beta1', 'PodDisruptionBudget', [21, 25], 'policy/v1', 21),
  gone('policy/v1beta1', 'PodSecurityPolicy', [21, 25]),
  gone('extensions/v1beta1', 'PodSecurityPolicy', [11, 16]),
  moved('node.k8s.io/v1beta1', 'RuntimeClass', [22, 25], 'node.k8s.io/v1', 20),
  changed(
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    [16, 22],
    'admissionregistration.k8s.io/v1',
    16,
  ),
  changed('apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', [16, 22], 'apiextensions.k8s.io/v1', 16),
  moved('apiregistration.k8s.io/v1beta1', 'APIService', [19, 22], 'apiregistration.k8s.io/v1', 10),
  moved('authentication.k8s.io/v1beta1', 'TokenReview', [19, 22], 'authentication.k8s.io/v1', 6),
  moved(
    'authorization.k8s.io/v1beta1',
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview',
    [19, 22],
    'authorization.k8s.io/v1',
    6,
  ),
  changed('authorization.k8s.io/v1beta1', 'SubjectAccessReview', [19, 22], 'authorization.k8s.io/v1', 6),
  changed('certificates.k8s.io/v1beta1', 'CertificateSigningRequest', [19, 22], 'certificates.k8s.io/v1', 19),
  moved('coordination.k8s.io/v1beta1', 'Lease', [19, 22], 'coordination.k8s.io/v1', 14),
  changed('extensions/v1beta1', 'Ingress', [14, 22], 'networking.k8s.io/v1', 19),
  changed('networking.k8s.io/v1beta1', 'Ingress', [19, 22], 'networking.k8s.io/v1', 19),
  moved('networking.k8s.io/v1beta1', 'IngressClass', [19, 22], 'networking.k8s.io/v1', 19),
  moved(
    'rbac.authorization.k8s.io/v1beta1',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
    [17, 22],
    'rbac.authorization.k8s.io/v1',
    8,
  ),
  changed(
    'rbac.authorization.k8s.io/v1alpha1',
    'ClusterRoleBinding RoleBinding',
    [17, 22],
    'rbac.authorization.k8s.io/v1',
    8,
  ),
  moved('rbac.authorization.k8s.io/v1alpha1', 'ClusterRole Role', [17, 22], 'rbac.authorization.k8s.io/v1', 8),
  moved('scheduling.k8s.io/v1beta1', 'PriorityClass', [14, 22], 'scheduling.k8s.io/v1', 14),
  moved('scheduling.k8s.io/v1alpha1', 'PriorityClass', [14, 22], 'scheduling.k8s.io/v1', 14),
  moved('storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment', [19, 22], 'storage.k8s.io/v1', 18),
  moved('extensions/v1beta1', 'NetworkPolicy', [9, 16], 'networking.k8s.io/v1', 8),
  changed('extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', [9, 16], 'apps/v1', 9),
  changed('apps/v1beta1', 'Deployment StatefulSet', [9, 16], 'apps/v1', 9),
  moved('apps/v1beta2', 'DaemonSet Deployment ReplicaSet StatefulSet', [9, 16], 'apps/v1', 9),
  changed('v1', 'Endpoints', [33, undefined], 'discovery.k8s.io/v1', 21, 'EndpointSlice'),
);

/** `policy/v1beta1`, `PodDisruptionBudget`. Undefined for what is not on its way out. */
export function retiredApi(apiVersion: string, kind: string): RetiredApi | undefined {
  const key = `${apiVersion}/${kind}`;
  return Object.hasOwn(TABLE, key) ? TABLE[key] : undefined;
}

type Lifetime = readonly [deprecated: number, removed: number | undefined];

function moved(from: string, kinds: string, life: Lifetime, to: string, since: number): Record<string, RetiredApi> {
  return entries(from, kinds, life, { apiVersion: to, since, same: true });
}

function changed(
  from: string,
  kinds: string,
  life: Lifetime,
  to: string,
  since: number,
  kind?: string,
): Record<string, RetiredApi> {
  return entries(from, kinds, life, { apiVersion: to, since, same: false, ...(kind !== undefined && { kind }) });
}

function gone(from: string, kinds: string, life: Lifetime): Record<string, RetiredApi> {
  return entries(from, kinds, life, undefined);
}

function entries(from: string, kinds: string, [deprecated, removed]: Lifetime, replacement: Replacement | undefined) {
  return Object.fromEntries(kinds.split(' ').map((kind) => [`${from}/${kind}`, { deprecated, removed, replacement }]));
}
