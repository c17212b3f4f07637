const DOCS = 'https://kubernetes.io/docs/';

const PAGES: Readonly<Record<string, string>> = {
  Pod: 'concepts/workloads/pods/',
  Deployment: 'concepts/workloads/controllers/deployment/',
  ReplicaSet: 'concepts/workloads/controllers/replicaset/',
  StatefulSet: 'concepts/workloads/controllers/statefulset/',
  DaemonSet: 'concepts/workloads/controllers/daemonset/',
  Job: 'concepts/workloads/controllers/job/',
  CronJob: 'concepts/workloads/controllers/cron-jobs/',
  ReplicationController: 'concepts/workloads/controllers/replicationcontroller/',
  HorizontalPodAutoscaler: 'tasks/run-application/horizontal-pod-autoscale/',
  Service: 'concepts/services-networking/service/',
  Ingress: 'concepts/services-networking/ingress/',
  IngressClass: 'concepts/services-networking/ingress/#ingress-class',
  NetworkPolicy: 'concepts/services-networking/network-policies/',
  EndpointSlice: 'concepts/services-networking/endpoint-slices/',
  ConfigMap: 'concepts/configuration/configmap/',
  Secret: 'concepts/configuration/secret/',
  PersistentVolume: 'concepts/storage/persistent-volumes/',
  PersistentVolumeClaim: 'concepts/storage/persistent-volumes/#persistentvolumeclaims',
  StorageClass: 'concepts/storage/storage-classes/',
  Namespace: 'concepts/overview/working-with-objects/namespaces/',
  ServiceAccount: 'concepts/security/service-accounts/',
  Role: 'reference/access-authn-authz/rbac/#role-and-clusterrole',
  ClusterRole: 'reference/access-authn-authz/rbac/#role-and-clusterrole',
  RoleBinding: 'reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding',
  ClusterRoleBinding: 'reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding',
  PodDisruptionBudget: 'tasks/run-application/configure-pdb/',
  PriorityClass: 'concepts/scheduling-eviction/pod-priority-preemption/#priorityclass',
  RuntimeClass: 'concepts/containers/runtime-class/',
  LimitRange: 'concepts/policy/limit-range/',
  ResourceQuota: 'concepts/policy/resource-quotas/',
  CustomResourceDefinition: 'concepts/extend-kubernetes/api-extension/custom-resources/',
  MutatingWebhookConfiguration: 'reference/access-authn-authz/extensible-admission-controllers/',
  ValidatingWebhookConfiguration: 'reference/access-authn-authz/extensible-admission-controllers/',
  ValidatingAdmissionPolicy: 'reference/access-authn-authz/validating-admission-policy/',
  ValidatingAdmissionPolicyBinding: 'reference/access-authn-authz/validating-admission-policy/',
  Lease: 'concepts/architecture/leases/',
  Node: 'concepts/architecture/nodes/',
  Endpoints: 'concepts/services-networking/service/#endpoints',
  VolumeAttributesClass: 'concepts/storage/volume-attributes-classes/',
};

/** Where a kind of Kubernetes itself is explained. */
export function kindPage(kind: string): string | undefined {
  return Object.hasOwn(PAGES, kind) ? `${DOCS}${PAGES[kind]}` : undefined;
}
