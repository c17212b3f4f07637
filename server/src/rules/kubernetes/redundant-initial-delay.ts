import { removePair } from '../../parse/yaml/remove.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Leave initialDelaySeconds out where a startup probe waits.',
  rationale: `
Liveness and readiness probes begin when the startup probe has succeeded, so the program is up by then. \`initialDelaySeconds\` counts from the start of the container, not from that success: where it is longer than the start it keeps a program that is ready out of its Service and hides one that hangs, and where it is shorter it does nothing.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/worker.go',
  ],
  messages: {
    redundant:
      'The {probe} will wait until {seconds} s after the start, even when the startup probe has succeeded long before.',
  },
  fixes: { remove: 'Remove the delay, so that it begins when the startup probe has succeeded' },
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
        const fixes = edits ? [fix.remove({}, { safe: false, edits: () => edits })] : [];
        yield say.redundant(span, { probe: probe.kind, seconds }, { fixes });
      }
    }
  },
});
