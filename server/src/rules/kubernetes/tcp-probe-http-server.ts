import { portNumber, type Container } from '../../parse/kubernetes/container.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import { valueOf } from '../../parse/yaml/value.ts';
import { defineRule } from '../define.ts';

const LIVE_PATH = '/livez';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Ask an HTTP server over HTTP.',
  rationale: `
A TCP probe succeeds as soon as the kernel accepts the connection, which it does also for a Go program whose handlers are all stuck. Where the readiness probe shows that the port speaks HTTP, the liveness probe can ask over HTTP as well.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-tcp-liveness-probe',
  ],
  messages: {
    tcp: 'A "{container}" that hangs will pass: the kernel accepts connections to port {port} also when no handler answers.',
  },
  fixes: { http: 'Ask {path} over HTTP, which the program has to serve' },
  examples: [
    {
      title: 'Only a connection',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      livenessProbe:
        tcpSocket:
          port: 8080
        failureThreshold: 9
      readinessProbe:
        httpGet:
          path: /readyz
          port: 8080
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
      livenessProbe:
        httpGet:
          path: /livez
          port: 8080
        failureThreshold: 9
      readinessProbe:
        httpGet:
          path: /readyz
          port: 8080
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document }, { say, fix }) {
    for (const container of containers) {
      const probe = container.livenessProbe;
      const asked = tcpPort(container);
      if (!probe || !asked) continue;
      const port = valueOf(asked.port);
      const isFree = port !== undefined && !document.shared.has(probe.map);
      const edits = isFree
        ? replacePair(document, probe.map, 'tcpSocket', 'httpGet', { path: LIVE_PATH, port })
        : undefined;
      const fixes = edits ? [fix.http({ path: LIVE_PATH }, { safe: false, edits: () => edits })] : [];
      yield say.tcp(asked.span, { container: container.name, port: asked.port.text }, { fixes });
    }
  },
});

/** The port that liveness connects to, if readiness asks it over HTTP. */
function tcpPort(container: Container) {
  const asked = container.livenessProbe?.handler;
  const ready = container.readinessProbe?.handler;
  if (asked?.type !== 'tcpSocket' || ready?.type !== 'httpGet' || !asked.port || !ready.port) return undefined;
  const isSame = portNumber(container, asked.port) === portNumber(container, ready.port);
  return isSame ? { port: asked.port, span: asked.span } : undefined;
}
