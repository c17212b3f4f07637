import type { Container } from '../../parse/kubernetes/container.ts';
import { isServed, servicesOf, type ServiceTarget } from '../../parse/kubernetes/services.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { setPair, type Edits } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

const READY_PATH = '/readyz';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Tell a Service when a container is ready.',
  rationale: `
A Service sends traffic to every pod that counts as ready, and without a readiness probe a container does as soon as it is started. Each rollout and each restart then answers with refused connections until the program listens, and a program that cannot work (its database is away) goes on getting requests.

Only containers with a port that a Service in the same file sends traffic to are told of.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-readiness-probes',
    'https://kubernetes.io/docs/concepts/services-networking/service/',
  ],
  equivalents: ['kube-linter:no-readiness-probe', 'kube-score:pod-probes', 'polaris:readinessProbeMissing'],
  messages: {
    missing:
      'Requests will fail while "{container}" starts: the Service {service} sends them at once, as there is no readiness probe.',
  },
  fixes: { add: 'Add a readiness probe for {path}, which the program has to serve' },
  examples: [
    {
      title: 'A rollout with errors',
      bad: `\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: registry.example/api:1.4
          ports:
            - name: http
              containerPort: 8080
          resources:
            limits:
              memory: 512Mi
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
      targetPort: http
`,
      good: `\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: registry.example/api:1.4
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /readyz
              port: http
          resources:
            limits:
              memory: 512Mi
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
      targetPort: http
`,
    },
  ],
  *check(resource, { say, fix }, { services = [] }) {
    if (!/^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(resource.kind)) return;
    const matching = servicesOf(resource, services);
    for (const container of resource.containers) {
      const { role, partial, readinessProbe, name, nameSpan } = container;
      const service = matching.find((each) => isServed(container, [each]));
      if (!service || role !== 'container' || partial || readinessProbe) continue;
      const edits = withProbe(resource, container, service);
      const fixes = edits ? [fix.add({ path: READY_PATH }, { safe: false, edits: () => edits })] : [];
      yield say.missing(nameSpan, { container: name, service: service.name }, { fixes });
    }
  },
});

/** At the port that the Service sends to, by its name where it has one. */
function withProbe({ document }: Resource, { map, ports }: Container, service: ServiceTarget): Edits {
  const served = ports.find(({ name, containerPort }) =>
    service.ports.some((port) => port === name?.text || port === containerPort?.value),
  );
  const port = served?.name?.text ?? served?.containerPort?.value;
  if (port === undefined || document.shared.has(map)) return undefined;
  return setPair(document, map, 'readinessProbe', { httpGet: { path: READY_PATH, port } }, ['ports', 'livenessProbe']);
}
