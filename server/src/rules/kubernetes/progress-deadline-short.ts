import type { Container } from '../../parse/kubernetes/container.ts';
import { failureBudget } from '../../parse/kubernetes/probeTarget.ts';
import { integerSetting } from '../../parse/kubernetes/settings.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { asMap, get } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

/** Seconds. */
const DEFAULT = 600;

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Wait for a rollout longer than a start may take.',
  rationale: `
A Deployment counts as failed (\`ProgressDeadlineExceeded\`) if no new pod has become available for \`progressDeadlineSeconds\`, 600 by default, and tools that wait for it give up and roll back. A startup probe that allows a start to take longer makes every slow start a failed rollout.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment'],
  messages: {
    short:
      'A slow start will count as a failed rollout: the deadline is {deadline} s, and the startup probe of "{container}" allows {budget} s.',
  },
  fixes: { raise: 'Raise the deadline to {seconds} s' },
  related: { probe: 'The startup probe' },
  examples: [
    {
      title: 'Two minutes for five',
      bad: `\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  progressDeadlineSeconds: 120
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: registry.example/api:1.4
          startupProbe:
            tcpSocket:
              port: 8080
            periodSeconds: 10
            failureThreshold: 30
          resources:
            limits:
              memory: 512Mi
`,
      good: `\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  progressDeadlineSeconds: 360
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: registry.example/api:1.4
          startupProbe:
            tcpSocket:
              port: 8080
            periodSeconds: 10
            failureThreshold: 30
          resources:
            limits:
              memory: 512Mi
`,
    },
  ],
  *check({ root, kind, group, containers, document, nameSpan }, { say, fix, note }) {
    const spec = asMap(get(root, 'spec'));
    if (group !== 'apps' || kind !== 'Deployment' || !spec) return;
    const setting = integerSetting(spec, 'progressDeadlineSeconds');
    const deadline = setting?.value ?? DEFAULT;
    for (const { name, probe, budget } of starts(containers)) {
      if (budget <= deadline) continue;
      const seconds = Math.ceil((budget * 6) / 5);
      const edits = setPair(document, spec, 'progressDeadlineSeconds', seconds, ['replicas']);
      const fixes = edits ? [fix.raise({ seconds }, { safe: false, edits: () => edits })] : [];
      const related = [note.probe({}, { span: probe.keySpan })];
      yield say.short(setting?.span ?? nameSpan, { container: name, deadline, budget }, { fixes, related });
    }
  },
});

/** How long each container may take to start. */
function starts(containers: readonly Container[]) {
  return containers.flatMap(({ startupProbe: probe, name, partial }) => {
    const failing = probe && failureBudget(probe);
    if (!probe || failing === undefined || partial) return [];
    return [{ name, probe, budget: failing + (probe.initialDelaySeconds.value ?? 0) }];
  });
}
