import { removeAmount, setResources } from '../../parse/kubernetes/edit.ts';
import { formatMilli, parseQuantity } from '../../core/quantity.ts';
import { isAmountSet, runningContainers } from '../../parse/kubernetes/workload.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  since: '0.1.0',
  profile: 'strict',
  summary: 'Limit CPU everywhere, or nowhere, as the project has agreed.',
  rationale: `
Both have reasons. With a limit a container takes no more than its share, and is as fast on an empty node as on a full one; Go sets GOMAXPROCS by it. Without one it may use what is idle, and is never throttled in the middle of a request while the node has nothing to do.

Mixed, the neighbours of the unlimited containers pay. \`cpuLimits: require\` or \`cpuLimits: forbid\` in \`.gantry.yaml\` says what the project wants; without it the strict profile asks for limits.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    'https://docs.kernel.org/scheduler/sched-bwc.html',
  ],
  equivalents: ['kube-linter:unset-cpu-requirements', 'kube-score:container-resources', 'polaris:cpuLimitsMissing'],
  messages: {
    missing: '"{container}" may take all CPUs of the node from its neighbours: it has no CPU limit.',
    forbidden:
      'The kernel will stop "{container}" for the rest of each 100 ms once it has used {limit} of CPU, even if the node is idle.',
  },
  fixes: {
    limit: 'Limit CPU to {cpu}',
    remove: 'Remove the CPU limit',
  },
  examples: [
    {
      title: 'No limit',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        requests:
          cpu: 250m
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
      resources:
        requests:
          cpu: 250m
        limits:
          memory: 512Mi
          cpu: "1"
`,
    },
  ],
  *check(resource, { say, fix }, context) {
    const { cpuLimits = 'require' } = context.policy ?? {};
    const isForbidden = cpuLimits === 'forbid';
    if (cpuLimits === 'ignore') return;
    for (const container of runningContainers(resource, context)) {
      const names = { container: container.name };
      const limit = container.limits.get('cpu');
      if (isForbidden && limit) {
        const edits = removeAmount(resource, container, 'limits', 'cpu');
        const fixes = edits ? [fix.remove({}, { safe: false, edits: () => edits })] : [];
        yield say.forbidden(limit.span, { ...names, limit: limit.text }, { fixes });
      }
      if (isForbidden || isAmountSet(resource, container, 'limits', 'cpu')) continue;
      const cpu = limitFor(container);
      const edits = setResources(resource, container, { limits: { cpu } });
      const fixes = edits ? [fix.limit({ cpu }, { safe: false, edits: () => edits })] : [];
      yield say.missing(container.nameSpan, names, { fixes });
    }
  },
});

/** A core, or what is requested if that is more. */
function limitFor({ requests }: Container): string {
  const request = parseQuantity(requests.get('cpu')?.text ?? '');
  return request && request.nano > 1_000_000_000n ? formatMilli(request) : '1';
}
