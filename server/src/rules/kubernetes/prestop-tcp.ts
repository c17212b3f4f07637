import type { Edits } from '../../parse/yaml/edit.ts';
import { asMap, findPair, get } from '../../parse/yaml/node.ts';
import { removeIn } from '../../parse/yaml/remove.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import { integerOf, isNull } from '../../parse/yaml/scalar.ts';
import { defineRule, type Fix } from '../define.ts';

/** Seconds in which load balancers learn that the pod is gone. */
const PAUSE = 5;

/** `terminationGracePeriodSeconds`, which no pause may exceed. */
const DEFAULT_GRACE = 30;

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Let preStop wait, run a program or ask over HTTP.',
  rationale: `
A \`tcpSocket\` in a lifecycle hook passes the API server for compatibility alone: the kubelet has no way to run it. In \`preStop\` it reports FailedPreStopHook and goes on to stop the container at once; in \`postStart\` it reports FailedPostStartHook and kills the container that has just started.

What is meant is mostly a pause, so that no new connections come while the program stops: that is \`sleep\`, which the kubelet does itself and which needs no program in the image.`,
  sources: [
    'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/lifecycle/handlers.go',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#LifecycleHandler',
  ],
  messages: {
    preStop: 'The hook will fail at every stop and the container will not wait: the kubelet cannot run a tcpSocket.',
    postStart: 'The container will be killed after every start: the kubelet cannot run a tcpSocket, so the hook fails.',
  },
  fixes: {
    sleep: 'Wait {seconds} s instead (Kubernetes 1.30 and later)',
    socket: 'Remove tcpSocket and keep the other',
    hook: 'Remove {hook}, which never worked',
  },
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
  *check({ containers, document, podSpec }, { say, fix }) {
    const grace = integerOf(get(podSpec, 'terminationGracePeriodSeconds')) ?? DEFAULT_GRACE;
    const seconds = Math.min(PAUSE, grace);
    for (const { map } of containers) {
      for (const hook of ['preStop', 'postStart'] as const) {
        const lifecycle = asMap(get(map, 'lifecycle'));
        const handler = asMap(get(lifecycle, hook));
        const pair = findPair(handler, 'tcpSocket');
        if (!lifecycle || !handler || !pair || isNull(pair.value)) continue;
        const offer = (edits: Edits, make: (change: Omit<Fix, 'title'>) => Fix): Fix[] =>
          edits && !document.shared.has(handler) ? [make({ safe: false, edits: () => edits })] : [];
        const others = handler.pairs.length > 1;
        const canPause = hook === 'preStop' && !others && seconds > 0;
        const fixes = [
          ...(canPause
            ? offer(replacePair(document, handler, 'tcpSocket', 'sleep', { seconds }), (change) =>
                fix.sleep({ seconds }, change),
              )
            : []),
          ...offer(removeIn(document, map, ['lifecycle', hook, 'tcpSocket']), (change) =>
            others ? fix.socket({}, change) : fix.hook({ hook }, change),
          ),
        ];
        yield say[hook](pair.key.span, {}, { fixes });
      }
    }
  },
});
