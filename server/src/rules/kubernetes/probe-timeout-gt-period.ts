import type { Container } from '../../parse/kubernetes/container.ts';
import type { Probe } from '../../parse/kubernetes/probe.ts';
import { failureBudget } from '../../parse/kubernetes/probeTarget.ts';
import { progressDeadline } from '../../parse/kubernetes/startup.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Let a probe time out before the next one is due.',
  rationale: `
The kubelet runs the probes of a container one after the other. While it waits for an answer, no other probe of that kind starts, so a program that hangs is asked every \`timeoutSeconds\`, not every \`periodSeconds\`. What was meant to be noticed after failureThreshold × period takes failureThreshold × timeout.

Without \`periodSeconds\` the period is 10 s; without \`timeoutSeconds\` the timeout is 1 s.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/worker.go',
  ],
  messages: {
    late: 'A hung "{container}" is noticed after {actual} s instead of {planned} s: its {probe} waits {timeout} s for an answer but is due every {period} s.',
  },
  fixes: {
    timeout: 'Set timeoutSeconds to {seconds}',
    period: 'Set periodSeconds to {seconds}',
  },
  examples: [
    {
      title: 'Twice the period',
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
        periodSeconds: 5
        timeoutSeconds: 10
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
        periodSeconds: 5
        timeoutSeconds: 5
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { document } = resource;
    for (const container of resource.containers) {
      for (const probe of probesOf(container)) {
        const { span, value: timeout = 0 } = probe.timeoutSeconds;
        const { value: period = timeout } = probe.periodSeconds;
        const { value: threshold } = probe.failureThreshold;
        if (!span || threshold === undefined || timeout <= period) continue;

        const set = (name: 'timeout' | 'period', seconds: number): Fix[] => {
          const edits = setPair(document, probe.map, `${name}Seconds`, seconds, ['timeoutSeconds']);
          return edits ? [fix[name]({ seconds }, { safe: false, edits: () => edits })] : [];
        };
        yield say.late(
          span,
          {
            container: container.name,
            probe: probe.kind,
            timeout,
            period,
            actual: threshold * timeout,
            planned: threshold * period,
          },
          // A shorter timeout fails answers that came in time before, so neither is for "fix all".
          {
            fixes: [
              ...set('timeout', period),
              ...(mayTake(resource, container, probe, threshold * timeout) ? set('period', timeout) : []),
            ],
          },
        );
      }
    }
  },
});

/** Where the whole probe is here; a patch may have its period in the base. */
function probesOf({ livenessProbe, readinessProbe, startupProbe, partial }: Container): readonly Probe[] {
  if (partial) return [];
  return [livenessProbe, readinessProbe, startupProbe].flatMap((probe) => (probe?.handler ? [probe] : []));
}

/** Whether failing may take so many seconds without a restart that comes before, or a rollout that is given up. */
function mayTake(resource: Resource, { livenessProbe }: Container, probe: Probe, seconds: number): boolean {
  if (probe.kind === 'startupProbe')
    return seconds + (probe.initialDelaySeconds.value ?? 0) <= (progressDeadline(resource)?.value ?? Infinity);
  if (probe.kind === 'livenessProbe' || !livenessProbe) return true;
  return seconds < (failureBudget(livenessProbe) ?? 0);
}
