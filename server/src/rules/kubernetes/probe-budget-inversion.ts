import type { Probe } from '../../parse/kubernetes/probe.ts';
import { addStartup } from '../../parse/kubernetes/startup.ts';
import { defineRule } from '../define.ts';

/** As many times longer than the start is expected to take. */
const PATIENCE = 2;

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Do not restart a program before it may be ready.',
  rationale: `
Readiness begins to be asked after its own delay, because the start takes that long. If the liveness probe has given up by then, the kubelet kills the container before it ever could be ready, again and again: \`CrashLoopBackOff\` with a program that would have come up. A startup probe keeps the liveness probe waiting.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
  ],
  messages: {
    inversion:
      '"{container}" may be killed while it starts: liveness gives up {liveness} s after the start, and readiness is first asked after {readiness} s.',
  },
  fixes: { startup: 'Add a startup probe that gives the start up to {seconds} s, in place of the delays' },
  related: { readiness: 'Readiness begins later' },
  examples: [
    {
      title: 'Killed too early',
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
      readinessProbe:
        httpGet:
          path: /readyz
          port: 8080
        initialDelaySeconds: 20
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
        periodSeconds: 5
      startupProbe:
        tcpSocket:
          port: 8080
        periodSeconds: 5
        failureThreshold: 8
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
  *check({ containers, document }, { say, fix, note }) {
    for (const container of containers) {
      const { livenessProbe, readinessProbe, startupProbe, name, partial } = container;
      if (partial || startupProbe || !livenessProbe || !readinessProbe) continue;
      const liveness = firstKill(livenessProbe);
      const readiness = readinessProbe.initialDelaySeconds.value ?? 0;
      if (liveness === undefined || liveness >= readiness) continue;
      const period = livenessProbe.periodSeconds.value ?? 1;
      const threshold = Math.ceil((readiness * PATIENCE) / period);
      const seconds = threshold * period;
      const edits = addStartup(document, container, threshold);
      yield say.inversion(
        livenessProbe.keySpan,
        { container: name, liveness, readiness },
        {
          fixes: edits ? [fix.startup({ seconds }, { safe: false, edits: () => edits })] : [],
          related: [note.readiness({}, { span: readinessProbe.initialDelaySeconds.span ?? readinessProbe.keySpan })],
        },
      );
    }
  },
});

/** Seconds after the start of the container until the last failure that is one too many. */
function firstKill({ initialDelaySeconds, periodSeconds, failureThreshold }: Probe): number | undefined {
  const [delay, period, threshold] = [initialDelaySeconds.value, periodSeconds.value, failureThreshold.value];
  return delay === undefined || period === undefined || threshold === undefined
    ? undefined
    : delay + (threshold - 1) * period;
}
