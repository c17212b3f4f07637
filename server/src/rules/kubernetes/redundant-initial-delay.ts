import { removePair } from '../../parse/yaml/remove.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Leave initialDelaySeconds out where a startup probe waits.',
  rationale: `
Liveness and readiness probes begin when the startup probe has succeeded, so the program is up by then. A delay on top only keeps a program that is ready out of its Service for longer, and a dead one alive.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
  ],
  messages: { redundant: 'The {probe} will wait {seconds} s more although the startup probe has succeeded.' },
  fixes: { remove: 'Remove the delay' },
  examples: [
    {
      title: 'A delay behind a startup probe',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      startupProbe:
        tcpSocket:
          port: 8080
      readinessProbe:
        httpGet:
          path: /readyz
          port: 8080
        initialDelaySeconds: 30
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
      startupProbe:
        tcpSocket:
          port: 8080
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
    for (const { startupProbe, livenessProbe, readinessProbe } of containers) {
      for (const probe of startupProbe ? [livenessProbe, readinessProbe] : []) {
        const { span, value: seconds } = probe?.initialDelaySeconds ?? {};
        if (!probe || !span || !seconds) continue;
        const edits = document.shared.has(probe.map)
          ? undefined
          : removePair(document, probe.map, 'initialDelaySeconds');
        const fixes = edits ? [fix.remove({}, { safe: true, edits: () => edits })] : [];
        yield say.redundant(span, { probe: probe.kind, seconds }, { fixes });
      }
    }
  },
});
