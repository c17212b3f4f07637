import { isFragmentPath } from '../../core/manifestPath.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { failureBudget } from '../../parse/kubernetes/probeTarget.ts';
import { progressDeadline } from '../../parse/kubernetes/startup.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { asMap, findPair, get } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

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
  fixes: { raise: 'Set progressDeadlineSeconds to {seconds}, a fifth more than a start may take' },
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
          ports:
            - containerPort: 8080
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
          ports:
            - containerPort: 8080
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
  *check(resource, { say, fix, note }, { path }) {
    const { root, partial, containers, document, nameSpan } = resource;
    const spec = asMap(get(root, 'spec'));
    const deadline = progressDeadline(resource);
    // Of several containers the slowest is enough to tell of.
    const slowest = starts(containers).toSorted((a, b) => b.budget - a.budget)[0];
    if (!spec || !deadline || !slowest || slowest.budget <= deadline.value) return;
    if (!deadline.span && (partial || isFragmentPath(path) || findPair(spec, 'progressDeadlineSeconds'))) return;
    const { name, probe, budget } = slowest;
    const seconds = Math.ceil((budget * 6) / 5);
    const edits = document.shared.has(spec)
      ? undefined
      : setPair(document, spec, 'progressDeadlineSeconds', seconds, ['replicas']);
    const fixes = edits ? [fix.raise({ seconds }, { safe: false, edits: () => edits })] : [];
    yield say.short(
      deadline.span ?? nameSpan,
      { container: name, deadline: deadline.value, budget },
      { fixes, related: [note.probe({}, { span: probe.keySpan })] },
    );
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
