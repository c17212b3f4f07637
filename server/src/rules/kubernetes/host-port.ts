import { isInfrastructure } from '../../parse/kubernetes/security.ts';
import { findPair, get } from '../../parse/yaml/node.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { booleanOf, integerOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Reach pods through a Service, not through a port of the node.',
  rationale: `
With a \`hostPort\` the scheduler finds a node for a pod only where nobody has that port yet: of a Deployment one pod fits on each node, the others stay \`Pending\`, and during a rollout the new pod waits for the old one. The port is also open on every address of the node, past Services and, with many network plugins, past NetworkPolicies. Agents that run once on each node, and ingress controllers, have a reason, so for those it is information. Together with \`hostNetwork\` it has to be the port of the container, or the API server refuses the object.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/overview/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  equivalents: ['polaris:hostPortSet'],
  messages: {
    taken: 'Only one pod will fit on a node: "{container}" takes port {port} of it.',
    mismatch:
      'The API server will refuse the object: in the network of the node (hostNetwork) hostPort has to be {port}, as containerPort is.',
  },
  fixes: { remove: 'Take no port of the node' },
  examples: [
    {
      title: 'A port of the node',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      ports:
        - containerPort: 8080
          hostPort: 80
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
      ports:
        - containerPort: 8080
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { containers, podSpec, document } = resource;
    const isHost = booleanOf(get(podSpec, 'hostNetwork')) === true;
    for (const { name: container, ports, role } of containers) {
      for (const { map, containerPort } of ports) {
        const pair = findPair(map, 'hostPort');
        const port = integerOf(pair?.value);
        if (!pair || port === undefined || port === 0 || port === (isHost && containerPort?.value)) continue;
        const edits = document.shared.has(map) ? undefined : removePair(document, map, 'hostPort');
        const fixes = edits ? [fix.remove({}, { safe: false, edits: () => edits })] : [];
        const severity = isInfrastructure(resource) ? 'info' : undefined;
        if (!isHost) yield say.taken(pair.value.span, { container, port }, { fixes, severity });
        else if (containerPort && role === 'container')
          yield say.mismatch(pair.value.span, { port: containerPort.value }, { fixes, severity: 'error' });
      }
    }
  },
});
