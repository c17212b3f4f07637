import type { Resource } from '../kubernetes.ts';
import { asMap, asScalar, get, getIn, itemsOf, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { booleanOf, integerOf, stringOf } from '../yaml/scalar.ts';
import type { Container } from './container.ts';

/** What a container may do, after what it inherits from its pod. */
export interface Privileges {
  readonly own: YamlMap | undefined;
  readonly privileged: YamlScalar | undefined;
  readonly runAsNonRoot: boolean | undefined;
  readonly runAsUser: number | undefined;
  readonly readOnlyRootFilesystem: boolean | undefined;
  readonly allowPrivilegeEscalation: boolean | undefined;
  readonly added: readonly YamlScalar[];
  readonly drops: readonly string[];
  readonly seccomp: string | undefined;
}

export function privilegesOf({ map }: Container, { podSpec }: Resource): Privileges {
  const own = asMap(get(map, 'securityContext'));
  const pod = asMap(get(podSpec, 'securityContext'));
  const privileged = asScalar(get(own, 'privileged'));
  const either = (key: string) => get(own, key) ?? get(pod, key);
  return {
    own,
    privileged: booleanOf(privileged) === true ? privileged : undefined,
    runAsNonRoot: booleanOf(either('runAsNonRoot')),
    runAsUser: integerOf(either('runAsUser')),
    readOnlyRootFilesystem: booleanOf(get(own, 'readOnlyRootFilesystem')),
    allowPrivilegeEscalation: booleanOf(get(own, 'allowPrivilegeEscalation')),
    added: itemsOf(getIn(own, 'capabilities', 'add')).flatMap((item) => asScalar(item) ?? []),
    drops: itemsOf(getIn(own, 'capabilities', 'drop')).flatMap((item) => stringOf(item)?.toUpperCase() ?? []),
    seccomp: stringOf(getIn(own, 'seccompProfile', 'type')) ?? stringOf(getIn(pod, 'seccompProfile', 'type')),
  };
}

/** Whether a capability is among those that a container gets in addition. */
export function adds(added: Privileges['added'], capability: string): boolean {
  return added.some(({ text }) => text.toUpperCase().replace(/^CAP_/, '') === capability);
}

/** What runs a cluster itself needs what others do not: agents on every node, network and storage drivers. */
export function isInfrastructure({ kind, namespace, podSpec, name }: Resource): boolean {
  const priority = stringOf(get(podSpec, 'priorityClassName')) ?? '';
  return (
    kind === 'DaemonSet' ||
    /^(?:kube-|calico-|tigera-|cilium|metallb|rook|longhorn)|-system$/.test(namespace) ||
    /^system-(?:node|cluster)-critical$/.test(priority) ||
    /^kube-|(?:^|-)(?:cni|csi|agent|exporter|node|kubelet|proxy|plugin|driver|ingress)(?:-|$)/.test(name)
  );
}

/** Kinds that keep or run pods for good, as opposed to a Pod that somebody tries. */
export function isWorkload({ kind, group }: Resource): boolean {
  return /^(?:apps|batch)$/.test(group) && /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob)$/.test(kind);
}

export function isWindows({ podSpec }: Resource): boolean {
  const os = stringOf(getIn(podSpec, 'os', 'name')) ?? stringOf(getIn(podSpec, 'nodeSelector', 'kubernetes.io/os'));
  return os === 'windows';
}
