import { findPair } from '../../parse/yaml/node.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { isNull } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Leave terminationGracePeriodSeconds out of readiness probes.',
  rationale: `
A failing readiness probe takes the pod out of its Services and kills nothing, so there is no grace period to set. The API server refuses the object: "must not be set for readinessProbes".`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#probe-level-terminationgraceperiodseconds',
  ],
  messages: {
    forbidden:
      'The API server will refuse the object: a readiness probe kills nothing, so it takes no terminationGracePeriodSeconds.',
  },
  fixes: { remove: 'Remove terminationGracePeriodSeconds' },
  examples: [
    {
      title: 'A grace period',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      readinessProbe:
        tcpSocket:
          port: 8080
        terminationGracePeriodSeconds: 30
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
      readinessProbe:
        tcpSocket:
          port: 8080
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document }, { say, fix }) {
    for (const { readinessProbe } of containers) {
      const pair = findPair(readinessProbe?.map, 'terminationGracePeriodSeconds');
      if (!readinessProbe || !pair || isNull(pair.value)) continue;
      const isShared = document.shared.has(readinessProbe.map);
      const edits = isShared ? undefined : removePair(document, readinessProbe.map, 'terminationGracePeriodSeconds');
      yield say.forbidden(
        pair.key.span,
        {},
        { fixes: edits ? [fix.remove({}, { safe: true, edits: () => edits })] : [] },
      );
    }
  },
});
