import { portNumber, type Container } from '../../parse/kubernetes/container.ts';
import { askedPort } from '../../parse/kubernetes/newProbe.ts';
import type { Probe } from '../../parse/kubernetes/probe.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
import type { Edits } from '../../parse/yaml/edit.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import type { YamlValue } from '../../parse/yaml/render.ts';
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
A TCP probe succeeds as soon as the kernel accepts the connection, which it does also for a Go program whose handlers are all stuck. Where another probe asks the port over HTTP, or its name is \`http\` or \`https\`, the liveness probe can ask over HTTP as well.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-tcp-liveness-probe',
  ],
  messages: {
    tcp: '"{container}" will pass even when it hangs: the kernel accepts connections to port {port} when no handler answers.',
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
      const asked = probe?.handler;
      if (!probe || asked?.type !== 'tcpSocket' || !asked.port) continue;
      const scheme = schemeOf(container, asked.port);
      if (!scheme) continue;
      const edits = overHttp(document, probe, valueOf(asked.port), scheme);
      const fixes = edits ? [fix.http({ path: LIVE_PATH }, { safe: false, edits: () => edits })] : [];
      yield say.tcp(asked.span, { container: container.name, port: asked.port.text }, { fixes });
    }
  },
});

function overHttp(document: YamlDocument, { map, handler }: Probe, port: YamlValue | undefined, scheme: Scheme): Edits {
  if (port === undefined || !handler || document.shared.has(map) || document.shared.has(handler.map)) return undefined;
  const value = { path: LIVE_PATH, port, ...(scheme === 'HTTPS' && { scheme }) };
  return replacePair(document, map, 'tcpSocket', 'httpGet', value);
}

type Scheme = 'HTTP' | 'HTTPS';

/** What a port speaks, if another probe asks it over HTTP or if its name says so. */
function schemeOf(container: Container, port: YamlScalar): Scheme | undefined {
  const number = portNumber(container, port);
  if (number === undefined) return undefined;
  for (const probe of [container.readinessProbe, container.startupProbe]) {
    const handler = probe?.handler;
    if (handler?.type === 'httpGet' && askedPort(container, handler) === number)
      return handler.scheme === 'HTTPS' ? 'HTTPS' : 'HTTP';
  }
  const names = container.ports.flatMap(
    ({ name, containerPort }) => (containerPort?.value === number && name?.text) || [],
  );
  if (names.some((name) => /^https(?:$|-)/.test(name))) return 'HTTPS';
  return names.some((name) => /^http(?:$|-)/.test(name)) ? 'HTTP' : undefined;
}
