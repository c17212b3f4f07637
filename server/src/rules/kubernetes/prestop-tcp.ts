import { asMap, findPair, getIn } from '../../parse/yaml/node.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Let preStop wait, run a program or ask over HTTP.',
  rationale: `
A \`tcpSocket\` in a lifecycle hook is accepted for compatibility alone: the kubelet has no way to run it and reports FailedPreStopHook, or FailedPostStartHook with the container killed. What is meant is mostly a pause, so that no new connections come while the program stops.`,
  sources: [
    'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#LifecycleHandler',
  ],
  messages: { tcp: 'The hook will fail each time: the kubelet does not know how to run a tcpSocket in {hook}.' },
  fixes: { sleep: 'Wait 5 seconds instead' },
  examples: [
    {
      title: 'A socket before the stop',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      lifecycle:
        preStop:
          tcpSocket:
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
      lifecycle:
        preStop:
          sleep:
            seconds: 5
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document }, { say, fix }) {
    for (const { map } of containers) {
      for (const hook of ['preStop', 'postStart']) {
        const handler = asMap(getIn(map, 'lifecycle', hook));
        const pair = findPair(handler, 'tcpSocket');
        if (!handler || !pair) continue;
        const isFree = hook === 'preStop' && !document.shared.has(handler);
        const edits = isFree ? replacePair(document, handler, 'tcpSocket', 'sleep', { seconds: 5 }) : undefined;
        yield say.tcp(
          pair.key.span,
          { hook },
          { fixes: edits ? [fix.sleep({}, { safe: false, edits: () => edits })] : [] },
        );
      }
    }
  },
});
