import { probesOf } from '../../parse/kubernetes/probe.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Leave successThreshold at 1 for liveness and startup probes.',
  rationale: `
A liveness or startup probe that has succeeded once has said all there is to say, so the API server takes no \`successThreshold\` but 1 for them ("must be 1"). Only readiness probes may ask for several successes in a row.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
  ],
  messages: { invalid: 'The API server will refuse the object: successThreshold of a {probe} has to be 1.' },
  fixes: { set: 'Set successThreshold to 1' },
  examples: [
    {
      title: 'Two successes',
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
        successThreshold: 2
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
        tcpSocket:
          port: 8080
        successThreshold: 1
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document }, { say, fix }) {
    for (const probe of containers.flatMap(probesOf)) {
      const { value, span } = probe.successThreshold;
      if (probe.kind === 'readinessProbe' || !span || value === undefined || value === 1) continue;
      const edits = document.shared.has(probe.map) ? undefined : setPair(document, probe.map, 'successThreshold', 1);
      const fixes = edits ? [fix.set({}, { safe: true, edits: () => edits })] : [];
      yield say.invalid(span, { probe: probe.kind }, { fixes });
    }
  },
});
