/** From where to where a number may go; without an end as far as its type does. */
export interface Range {
  readonly min: number;
  readonly max?: number;
}

const NATURAL: Range = { min: 0 };
const POSITIVE: Range = { min: 1 };
/** Users and groups: the kernel has 32 bits for them, Kubernetes takes 31. */
const ID: Range = { min: 0, max: 2_147_483_647 };
const WEIGHT: Range = { min: 1, max: 100 };

/**
 * Which numbers the API server accepts in a field, by its validation; the OpenAPI document does not tell. For a list it
 * is what each item may be. A zero that the API server replaces by its default is accepted. Only what holds in every
 * cluster and does not hang on other fields; ports are in PORTS.
 *
 * Sources: pkg/apis/{core,apps,batch,autoscaling}/validation/validation.go in
 * https://github.com/kubernetes/kubernetes/tree/release-1.36
 */
export const RANGES: Readonly<Record<string, Range>> = {
  // core/v1
  'V1Probe.initialDelaySeconds': NATURAL,
  'V1Probe.timeoutSeconds': NATURAL,
  'V1Probe.periodSeconds': NATURAL,
  'V1Probe.failureThreshold': NATURAL,
  'V1Probe.terminationGracePeriodSeconds': POSITIVE,
  'V1PodSpec.activeDeadlineSeconds': { min: 1, max: 2_147_483_647 },
  'V1PodSecurityContext.runAsUser': ID,
  'V1PodSecurityContext.runAsGroup': ID,
  'V1PodSecurityContext.fsGroup': ID,
  'V1PodSecurityContext.supplementalGroups': ID,
  'V1SecurityContext.runAsUser': ID,
  'V1SecurityContext.runAsGroup': ID,
  'V1TopologySpreadConstraint.maxSkew': POSITIVE,
  'V1TopologySpreadConstraint.minDomains': POSITIVE,
  'V1WeightedPodAffinityTerm.weight': WEIGHT,
  'V1PreferredSchedulingTerm.weight': WEIGHT,
  'V1ClientIPConfig.timeoutSeconds': { min: 1, max: 86_400 },
  'V1ReplicationControllerSpec.replicas': NATURAL,
  'V1ReplicationControllerSpec.minReadySeconds': NATURAL,

  // apps/v1
  'V1DeploymentSpec.replicas': NATURAL,
  'V1DeploymentSpec.minReadySeconds': NATURAL,
  'V1DeploymentSpec.revisionHistoryLimit': NATURAL,
  'V1DeploymentSpec.progressDeadlineSeconds': NATURAL,
  'V1ReplicaSetSpec.replicas': NATURAL,
  'V1ReplicaSetSpec.minReadySeconds': NATURAL,
  'V1StatefulSetSpec.replicas': NATURAL,
  'V1StatefulSetSpec.minReadySeconds': NATURAL,
  'V1DaemonSetSpec.minReadySeconds': NATURAL,
  'V1DaemonSetSpec.revisionHistoryLimit': NATURAL,

  // batch/v1
  'V1JobSpec.parallelism': NATURAL,
  'V1JobSpec.completions': NATURAL,
  'V1JobSpec.activeDeadlineSeconds': NATURAL,
  'V1JobSpec.backoffLimit': NATURAL,
  'V1JobSpec.ttlSecondsAfterFinished': NATURAL,
  'V1CronJobSpec.startingDeadlineSeconds': NATURAL,
  'V1CronJobSpec.successfulJobsHistoryLimit': NATURAL,
  'V1CronJobSpec.failedJobsHistoryLimit': NATURAL,

  // autoscaling: zero at the least where the cluster allows it
  'V1HorizontalPodAutoscalerSpec.minReplicas': NATURAL,
  'V1HorizontalPodAutoscalerSpec.maxReplicas': POSITIVE,
  'V1HorizontalPodAutoscalerSpec.targetCPUUtilizationPercentage': POSITIVE,
  'V2HorizontalPodAutoscalerSpec.minReplicas': NATURAL,
  'V2HorizontalPodAutoscalerSpec.maxReplicas': POSITIVE,
  'V2MetricTarget.averageUtilization': POSITIVE,
  'V2HPAScalingRules.stabilizationWindowSeconds': { min: 0, max: 3600 },
  'V2HPAScalingPolicy.value': POSITIVE,
  'V2HPAScalingPolicy.periodSeconds': { min: 1, max: 1800 },
};

/** Fields with the number of a port. `zero`: as good as no field. */
export const PORTS: Readonly<Record<string, { readonly zero: boolean }>> = {
  'V1ContainerPort.containerPort': { zero: false },
  'V1ContainerPort.hostPort': { zero: true },
  'V1ServicePort.port': { zero: false },
  'V1ServicePort.targetPort': { zero: true },
  'V1ServicePort.nodePort': { zero: true },
  'V1HTTPGetAction.port': { zero: false },
  'V1TCPSocketAction.port': { zero: false },
  'V1GRPCAction.port': { zero: false },
  'V1ServiceBackendPort.number': { zero: true },
  'V1NetworkPolicyPort.port': { zero: false },
  'V1NetworkPolicyPort.endPort': { zero: false },
  'CoreV1EndpointPort.port': { zero: false },
};

/** Fields that take the name of a port as well as its number, or the name alone. */
export const PORT_NAMES: ReadonlySet<string> = new Set([
  'V1ServicePort.targetPort',
  'V1HTTPGetAction.port',
  'V1TCPSocketAction.port',
  'V1ServiceBackendPort.name',
  'V1NetworkPolicyPort.port',
]);
