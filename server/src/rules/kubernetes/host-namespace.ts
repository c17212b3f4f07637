import { isInfrastructure } from '../../parse/kubernetes/security.ts';
import { findPair } from '../../parse/yaml/node.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { booleanOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

const FIELDS = [
  ['hostPID', 'pid'],
  ['hostIPC', 'ipc'],
  ['hostNetwork', 'network'],
] as const;

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Leave the namespaces of the node alone.',
  rationale: `
With \`hostPID\` a container sees every process of the node with its environment, and may stop them; with \`hostIPC\` it shares their memory; with \`hostNetwork\` it listens on the node's addresses, reaches what listens on \`127.0.0.1\` there (kubelet, metadata of the cloud) and no NetworkPolicy holds for it. Agents of the node and drivers need some of them, so there it is only pointed out.`,
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  equivalents: [
    'kube-linter:host-pid',
    'kube-linter:host-ipc',
    'kube-linter:host-network',
    'polaris:hostPIDSet',
    'polaris:hostIPCSet',
    'polaris:hostNetworkSet',
  ],
  messages: {
    pid: 'The containers will see and may stop every process of the node: hostPID is set.',
    ipc: 'The containers will share memory with processes of the node: hostIPC is set.',
    network: 'The containers will be in the network of the node, where no NetworkPolicy holds: hostNetwork is set.',
  },
  fixes: { remove: 'Remove {field}' },
  examples: [
    {
      title: 'In the network of the node',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  hostNetwork: true
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { podSpec, document } = resource;
    for (const [field, message] of FIELDS) {
      const pair = findPair(podSpec, field);
      if (!podSpec || !pair || booleanOf(pair.value) !== true) continue;
      const edits = document.shared.has(podSpec) ? undefined : removePair(document, podSpec, field);
      const fixes = edits ? [fix.remove({ field }, { safe: false, edits: () => edits })] : [];
      yield say[message](pair.key.span, {}, { fixes, severity: isInfrastructure(resource) ? 'info' : undefined });
    }
  },
});
