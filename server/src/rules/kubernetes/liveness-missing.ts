import { callPort, type Container, type ContainerPort, listedPort } from '../../parse/kubernetes/container.ts';
import { askedPort, isAskedBy, type NewProbe, newProbes } from '../../parse/kubernetes/newProbe.ts';
import { failureBudget } from '../../parse/kubernetes/probeTarget.ts';
import { servedPort, servicesOf } from '../../parse/kubernetes/services.ts';
import { hasField } from '../../parse/kubernetes/settings.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

const LIVE_PATH = '/livez';

/** As many times longer than readiness does liveness wait. */
const PATIENCE = 2;

/** What the API server fills in. */
const [PERIOD, THRESHOLD] = [10, 3];

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Restart a program that hangs.',
  rationale: `
A Go program that panics ends and is restarted, but one whose goroutines all wait for each other stays, accepts connections and answers nothing. Only a liveness probe notices. It should ask as little as possible; a bad one does more harm than none, so this is a hint of the strict profile, and only for containers that have a readiness probe, list a port or stand behind a Service.`,
  sources: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  equivalents: ['kube-linter:no-liveness-probe', 'kube-score:pod-probes', 'polaris:livenessProbeMissing'],
  messages: {
    missing: 'Nothing will restart "{container}" when it hangs: it has a readiness probe and no liveness probe.',
    none: 'Nothing will restart "{container}" when it hangs: it has no liveness probe.',
  },
  fixes: {
    httpGet: 'Add a liveness probe for {path}, which the program has to serve',
    grpc: 'Add a liveness probe over gRPC, whose health service the program has to serve',
    tcpSocket: 'Add a liveness probe that connects to port {port}',
  },
  examples: [
    {
      title: 'Only readiness',
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
          livenessProbe:
            httpGet:
              path: /livez
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
    const { containers, document, kind } = resource;
    if (!/^(?:Deployment|DeploymentConfig|StatefulSet|DaemonSet|ReplicaSet)$/.test(kind)) return;
    const matching = servicesOf(resource, services);
    for (const container of containers.filter(mayHang)) {
      const { readinessProbe, map, name, nameSpan } = container;
      const served = portToAsk(container) ?? servedPort(container, resource, matching);
      if (!readinessProbe && !served) continue;
      const ways = served && !document.shared.has(map) ? newProbes(container, { ...served, path: LIVE_PATH }) : [];
      const fixes = ways.flatMap((way) => {
        const value = { ...way.value, ...patience(container, way) };
        const edits = setPair(document, map, 'livenessProbe', value, AFTER);
        return edits ? [fix[way.type]({ path: LIVE_PATH, port: way.port }, { safe: false, edits: () => edits })] : [];
      });
      yield say[readinessProbe ? 'missing' : 'none'](nameSpan, { container: name }, { fixes });
    }
  },
});

const AFTER = ['ports', 'readinessProbe'];

function mayHang({ role, partial, map }: Container): boolean {
  return role === 'container' && !partial && !hasField(map, 'livenessProbe');
}

interface PortToAsk {
  readonly port: string | number;
  readonly listed: ContainerPort | undefined;
}

/** The port that readiness asks, or the first that is listed. */
function portToAsk(container: Container): PortToAsk | undefined {
  const handler = container.readinessProbe?.handler;
  if (handler && handler.type !== 'exec') {
    const number = askedPort(container, handler);
    const port = stringOf(handler.port) ?? number;
    return port === undefined ? undefined : { port, listed: listedPort(container, number ?? port) };
  }
  const listed = container.ports.find(({ protocol, containerPort }) => protocol === 'TCP' && containerPort);
  const port = listed && callPort(listed);
  return port === undefined ? undefined : { port, listed };
}

/** Later than readiness where it asks the same, so that traffic stops before the restart; never before readiness begins. */
function patience(container: Container, way: NewProbe): { readonly failureThreshold?: number } {
  const { readinessProbe: readiness, startupProbe } = container;
  if (!readiness) return {};
  const budget = isAskedBy(container, readiness, way) ? (failureBudget(readiness) ?? 0) * PATIENCE : 0;
  const start = startupProbe ? 0 : (readiness.initialDelaySeconds.value ?? 0) + PERIOD;
  const failureThreshold = Math.ceil(Math.max(budget, start) / PERIOD);
  return failureThreshold > THRESHOLD ? { failureThreshold } : {};
}
