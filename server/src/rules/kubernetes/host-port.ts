import { isInfrastructure } from '../../parse/kubernetes/security.ts';
import { integerSetting } from '../../parse/kubernetes/settings.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { isOnePerNode } from '../../parse/kubernetes/traffic.ts';
import { get } from '../../parse/yaml/node.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { booleanOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';
import { offer, unshared } from '../offer.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Reach pods through a Service, not through a port of the node.',
  rationale: `
With a \`hostPort\` the scheduler finds a node for a pod only where nobody has that port yet: of a Deployment one pod fits on each node, the others stay \`Pending\`, and during a rollout the new pod waits for the old one. The port is also open on every address of the node, past Services and, with many network plugins, past NetworkPolicies. Agents that run once on each node, and ingress controllers, have a reason, so for those it is information. So it is where the pods keep apart by node anyway. Together with \`hostNetwork\` it has to be the port of the container, or the API server refuses the object.`,
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
    const { document, podSpec } = resource;
    const isHost = booleanOf(get(podSpec, 'hostNetwork')) === true;
    const severity = isInfrastructure(resource) || isOnePerNode(resource) ? 'info' : undefined;
    for (const { container, map, number, own, isInit } of hostPorts(resource)) {
      const edits = unshared(document, [map], () => removePair(document, map, 'hostPort'));
      const fixes = offer(edits, (change) => fix.remove({}, change));
      const { value: port, span } = number;
      if (!isHost) yield say.taken(span, { container, port }, { fixes, severity });
      else if (own !== undefined && own !== port && !isInit)
        yield say.mismatch(span, { port: own }, { fixes, severity: 'error' });
    }
  },
});

/** The ports of a node that containers ask for, with the port of the container. */
function hostPorts({ containers }: Resource) {
  return containers.flatMap(({ name: container, ports, role }) =>
    ports.flatMap(({ map, containerPort }) => {
      const number = integerSetting(map, 'hostPort');
      const isInit = role !== 'container';
      return number && number.value > 0 ? [{ container, map, number, own: containerPort?.value, isInit }] : [];
    }),
  );
}
