import type { Container } from '../../parse/kubernetes/container.ts';
import { probesOf } from '../../parse/kubernetes/probe.ts';
import { appendItem } from '../../parse/yaml/edit.ts';
import { asList, get } from '../../parse/yaml/node.ts';
import { integerOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'info',
  since: '0.1.0',
  summary: 'List the port that a probe asks.',
  rationale: `
The kubelet reaches any port of a pod, so a probe of a port that no container lists works. But whoever reads \`ports\` to learn what the program serves (people, NetworkPolicies, service meshes, monitoring) does not find it, and a slip in the number shows only when the pod is restarted. Containers that list no ports at all are left alone.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container'],
  equivalents: ['kube-linter:liveness-port', 'kube-linter:readiness-port', 'kube-linter:startup-port'],
  messages: {
    undeclared: 'Nobody will find port {port} in the list: the {probe} asks it, and the containers list {ports}.',
  },
  fixes: { add: 'List the port {port}' },
  examples: [
    {
      title: 'A port that is not listed',
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
      livenessProbe:
        httpGet:
          path: /livez
          port: 8081
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
        - containerPort: 8081
      livenessProbe:
        httpGet:
          path: /livez
          port: 8081
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document }, { say, fix }) {
    const listed = new Set(
      containers.flatMap(({ ports }) => ports.flatMap(({ containerPort }) => containerPort?.value ?? [])),
    );
    for (const container of containers) {
      const list = asList(get(container.map, 'ports'));
      if (container.partial || container.ports.length === 0 || !list) continue;
      for (const { kind, scalar, port } of numbersAsked(container)) {
        if (listed.has(port)) continue;
        const edits = document.shared.has(list) ? undefined : appendItem(document, list, { containerPort: port });
        const fixes = edits ? [fix.add({ port }, { safe: false, edits: () => edits })] : [];
        yield say.undeclared(scalar.span, { port, probe: kind, ports: [...listed].join(', ') }, { fixes });
      }
    }
  },
});

function numbersAsked(container: Container) {
  return probesOf(container).flatMap(({ kind, handler }) => {
    const scalar = handler && handler.type !== 'exec' ? handler.port : undefined;
    const port = integerOf(scalar);
    return scalar && port !== undefined ? [{ kind, scalar, port }] : [];
  });
}
