import type { Container } from '../../parse/kubernetes/container.ts';
import { hasField } from '../../parse/kubernetes/settings.ts';
import { addStartup, progressDeadline } from '../../parse/kubernetes/startup.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import type { Edits } from '../../parse/yaml/edit.ts';
import { defineRule, type Fix } from '../define.ts';

const LONG = 30;

export default defineRule({
  target: 'kubernetes',
  severity: 'info',
  since: '0.1.0',
  summary: 'Wait for a slow start with a startup probe.',
  rationale: `
\`initialDelaySeconds\` is a guess for the slowest start there will ever be: every start waits that long before anything is noticed, and one that takes longer is killed. A startup probe asks until the program answers, up to failureThreshold × periodSeconds, and hands over to the liveness probe at once.

The first fix lets a start take as long as it may take now, that is the delay and the failures that the liveness probe puts up with after it; the second takes the delay alone. A delay of the readiness probe goes with it, as that waits for the startup probe as well.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
  ],
  messages: {
    delay: '"{container}" may hang unnoticed for {seconds} s after each start: its liveness probe waits that long.',
  },
  fixes: {
    patient: 'Ask with a startup probe for up to {seconds} s, as long as a start may take now',
    startup: 'Ask with a startup probe for up to {seconds} s, as long as the delay is now',
  },
  examples: [
    {
      title: 'Half a minute',
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
        httpGet:
          path: /livez
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
      livenessProbe:
        httpGet:
          path: /livez
          port: 8080
      startupProbe:
        httpGet:
          path: /livez
          port: 8080
        failureThreshold: 6
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }) {
    for (const container of resource.containers) {
      const { livenessProbe, map, name, partial } = container;
      const { span, value: seconds = 0 } = livenessProbe?.initialDelaySeconds ?? {};
      if (partial || !livenessProbe || hasField(map, 'startupProbe') || !span || seconds < LONG) continue;
      const period = livenessProbe.periodSeconds.value ?? 0;
      const short = Math.ceil(seconds / period);
      const offer = (id: 'patient' | 'startup', threshold: number): Fix[] => {
        const edits = startup(resource, container, threshold, period);
        return edits ? [fix[id]({ seconds: threshold * period }, { safe: false, edits: () => edits })] : [];
      };
      const long = short + (livenessProbe.failureThreshold.value ?? 0);
      yield say.delay(
        span,
        { container: name, seconds },
        { fixes: [...offer('patient', long), ...offer('startup', short)] },
      );
    }
  },
});

/** Not where a start could take longer than a rollout waits for one. */
function startup(resource: Resource, container: Container, threshold: number, period: number): Edits {
  const deadline = progressDeadline(resource)?.value ?? Number.POSITIVE_INFINITY;
  const isTimely = period > 0 && threshold * period <= deadline;
  return isTimely ? addStartup(resource.document, container, threshold) : undefined;
}
