import { isFragmentPath } from '../../core/manifestPath.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { askedPort, isAskedBy, newProbes } from '../../parse/kubernetes/newProbe.ts';
import { servedPort, type ServedPort, servicesOf } from '../../parse/kubernetes/services.ts';
import { hasField } from '../../parse/kubernetes/settings.ts';
import { servesNobody } from '../../parse/kubernetes/traffic.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

const READY_PATH = '/readyz';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Tell a Service when a container is ready.',
  rationale: `
A Service sends traffic to every pod that counts as ready, and without a readiness probe a container does as soon as it is started. Each rollout and each restart then answers with refused connections until the program listens, and a program that cannot work (its database is away) goes on getting requests.

Only containers with a port that a Service in the same file sends traffic to are told of. Ports for monitoring are left out, as who collects metrics comes again, and so are ports that the readiness probe of another container in the pod asks.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-readiness-probes',
    'https://kubernetes.io/docs/concepts/services-networking/service/',
  ],
  equivalents: ['kube-linter:no-readiness-probe', 'kube-score:pod-probes', 'polaris:readinessProbeMissing'],
  messages: {
    missing:
      'Requests will fail while "{container}" starts: the Service {service} sends them at once, as there is no readiness probe.',
  },
  fixes: {
    httpGet: 'Add a readiness probe for {path}, which the program has to serve',
    grpc: 'Add a readiness probe over gRPC, whose health service the program has to serve',
    tcpSocket: 'Add a readiness probe that connects to port {port}',
  },
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
  *check(resource, { say, fix }, { path, services = [] }) {
    if (!mayServe(resource) || isFragmentPath(path)) return;
    const matching = servicesOf(resource, services).filter(({ publishesNotReady }) => !publishesNotReady);
    for (const container of resource.containers) {
      const { map, name, nameSpan, livenessProbe } = container;
      if (!lacksReadiness(container)) continue;
      const served = servedPort(container, resource, matching);
      if (!served || isAskedElsewhere(resource, served)) continue;
      const ways = newProbes(container, { ...served, path: READY_PATH });
      const fixes = ways.flatMap((way) => {
        const isTaken = resource.document.shared.has(map) || isAskedBy(container, livenessProbe, way);
        const edits = isTaken ? undefined : setPair(resource.document, map, 'readinessProbe', way.value, AFTER);
        return edits ? [fix[way.type]({ path: READY_PATH, port: way.port }, { safe: false, edits: () => edits })] : [];
      });
      yield say.missing(nameSpan, { container: name, service: served.service }, { fixes });
    }
  },
});

function lacksReadiness(container: Container): boolean {
  const { role, partial, readinessProbe, map } = container;
  const isAsked = readinessProbe !== undefined || hasField(map, 'readinessProbe');
  return role === 'container' && !partial && !isAsked && !servesNobody(container);
}

const AFTER = ['ports', 'livenessProbe'];

/** Jobs end, and a gate of its own may keep a pod out of its Services. */
function mayServe({ podSpec, kind, partial }: Resource): boolean {
  const isJob = kind === 'Job' || kind === 'CronJob' || kind === 'PodTemplate';
  return podSpec !== undefined && !isJob && !partial && !hasField(podSpec, 'readinessGates');
}

/** A proxy is ready when what stands behind it is asked through it. */
function isAskedElsewhere({ containers }: Resource, { port, listed }: ServedPort): boolean {
  const number = typeof port === 'number' ? port : listed?.containerPort?.value;
  const asks = (container: Container): boolean => {
    const handler = container.readinessProbe?.handler;
    return handler !== undefined && number !== undefined && askedPort(container, handler) === number;
  };
  return containers.some(asks);
}
