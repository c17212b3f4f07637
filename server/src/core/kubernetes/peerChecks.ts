/** The day the lists in this file were compared with the tools. */
export const VERIFIED_ON = '2026-11-27';

/** Another tool that checks Kubernetes manifests. */
export type KubernetesPeer = 'kube-linter' | 'kube-score' | 'polaris';

/** What the tools call their checks: kube-linter after 0.8.3, kube-score 1.20.0, Polaris as of August 2026. */
export const KUBERNETES_CHECKS: Readonly<Record<KubernetesPeer, readonly string[]>> = {
  'kube-linter': words(`
  access-to-create-pods access-to-secrets cluster-admin-role-binding dangling-horizontalpodautoscaler
  dangling-ingress dangling-networkpolicy dangling-networkpolicypeer-podselector dangling-service
  dangling-servicemonitor default-service-account deprecated-service-account-field dnsconfig-options docker-sock
  drop-net-raw-capability duplicate-env-var env-value-from env-var-secret exposed-services host-ipc host-network
  host-pid hpa-minimum-three-replicas invalid-target-ports job-ttl-seconds-after-finished latest-tag
  liveness-port minimum-three-replicas mismatching-selector no-anti-affinity no-extensions-v1beta
  no-liveness-probe no-node-affinity no-read-only-root-fs no-readiness-probe no-rolling-update-strategy
  non-existent-service-account non-isolated-pod pdb-max-unavailable pdb-min-available
  pdb-unhealthy-pod-eviction-policy priority-class-name privilege-escalation-container privileged-container
  privileged-ports read-secret-from-env-var readiness-port required-annotation-email required-label-owner
  restart-policy run-as-non-root scc-deny-privileged-container schema-validation sensitive-host-mounts
  sorted-keys ssh-port startup-port unsafe-proc-mount unsafe-sysctls unset-cpu-requirements
  unset-memory-requirements use-namespace wildcard-in-rules writable-host-mount
`),
  'kube-score': words(`
  container-cpu-requests-equal-limits container-ephemeral-storage-request-and-limit
  container-ephemeral-storage-request-equals-limit container-image-pull-policy container-image-tag
  container-memory-requests-equal-limits container-ports-check container-resource-requests-equal-limits
  container-resources container-seccomp-profile container-security-context-privileged
  container-security-context-readonlyrootfilesystem container-security-context-user-group-id cronjob-has-deadline
  cronjob-restartpolicy deployment-has-host-podantiaffinity deployment-has-poddisruptionbudget
  deployment-pod-selector-labels-match-template-metadata-labels deployment-replicas deployment-strategy
  deployment-targeted-by-hpa-does-not-have-replicas-configured environment-variable-key-duplication
  horizontalpodautoscaler-has-target horizontalpodautoscaler-replicas ingress-targets-service label-values
  networkpolicy-targets-pod pod-networkpolicy pod-probes pod-probes-identical pod-topology-spread-constraints
  poddisruptionbudget-has-policy service-targets-pod service-type stable-version
  statefulset-has-host-podantiaffinity statefulset-has-poddisruptionbudget statefulset-has-servicename
  statefulset-pod-selector-labels-match-template-metadata-labels
`),
  polaris: words(`
  automountServiceAccountToken clusterrolebindingClusterAdmin clusterrolebindingPodExecAttach
  clusterrolePodExecAttach cpuLimitsMissing cpuRequestsMissing dangerousCapabilities deploymentMissingReplicas
  hostIPCSet hostNetworkSet hostPathSet hostPIDSet hostPortSet hostProcess hpaMaxAvailability hpaMinAvailability
  insecureCapabilities linuxHardening livenessProbeMissing memoryLimitsMissing memoryRequestsMissing
  metadataAndInstanceMismatched missingNetworkPolicy missingPodDisruptionBudget notReadOnlyRootFilesystem
  pdbDisruptionsIsZero pdbMinAvailableGreaterThanHPAMinReplicas priorityClassNotSet privilegeEscalationAllowed
  procMount pullPolicyNotAlways readinessProbeMissing rolebindingClusterAdminClusterRole
  rolebindingClusterAdminRole rolebindingClusterRolePodExecAttach rolebindingRolePodExecAttach rolePodExecAttach
  runAsPrivileged runAsRootAllowed sensitiveConfigmapContent sensitiveContainerEnvVar tagNotSpecified
  tlsSettingsMissing topologySpreadConstraint
`),
};

/** A rule's equivalent taken apart; undefined if it is of no tool for Kubernetes, whether such a check exists or not. */
export function kubernetesCheck(equivalent: string): { peer: KubernetesPeer; check: string } | undefined {
  const [, peer, check = ''] = /^(kube-linter|kube-score|polaris):(.*)$/.exec(equivalent) ?? [];
  return peer === undefined ? undefined : { peer: peer as KubernetesPeer, check };
}

/** As rules name their equivalents: `kube-linter:latest-tag`. */
export function equivalentsOf(peer: KubernetesPeer): readonly string[] {
  return KUBERNETES_CHECKS[peer].map((check) => `${peer}:${check}`);
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
