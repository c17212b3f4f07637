import { setResources } from '../../parse/kubernetes/edit.ts';
import { goMemLimit, memoryLimit } from '../../parse/kubernetes/memory.ts';
import { isAmountSet, runningContainers } from '../../parse/kubernetes/workload.ts';
import { defineRule } from '../define.ts';

const MEBIBYTE = 2n ** 20n;
/** To begin with. */
const USUAL = 128n * MEBIBYTE;

export default defineRule({
  target: 'kubernetes',
  severity: 'info',
  since: '0.1.0',
  profile: 'strict',
  summary: 'Request the memory that a container needs.',
  rationale: `
Without a request the scheduler counts a container as nothing and may put it on a node that is full. When memory runs out there, the kubelet evicts first what uses more than it has requested, and a container that requests nothing always does.

A container with a limit requests as much by default; so there it only says what holds. A LimitRange may give a request, too.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  ],
  equivalents: [
    'kube-linter:unset-memory-requirements',
    'kube-score:container-resources',
    'polaris:memoryRequestsMissing',
  ],
  messages: {
    missing: '"{container}" will be among the first to be evicted when the node runs out of memory: it requests none.',
    implied: 'The whole limit, {limit}, will be reserved for "{container}", as nothing is requested.',
  },
  fixes: {
    request: 'Request {memory} of memory',
    same: 'Request {memory}, as much as the limit',
  },
  examples: [
    {
      title: 'Only CPU requested',
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
          cpu: 100m
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
          cpu: 100m
          memory: 128Mi
`,
    },
  ],
  *check(resource, { say, fix }, context) {
    for (const container of runningContainers(resource, context)) {
      if (isAmountSet(resource, container, 'requests', 'memory')) continue;
      const limit = memoryLimit(container);
      if (!limit && isAmountSet(resource, container, 'limits', 'memory')) continue;
      const bytes = goMemLimit(container)?.bytes ?? USUAL;
      const memory = limit?.scalar.text ?? `${(bytes + MEBIBYTE - 1n) / MEBIBYTE}Mi`;
      const edits = setResources(resource, container, { requests: { memory } });
      const title = limit ? fix.same : fix.request;
      const fixes = edits ? [title({ memory }, { safe: limit !== undefined, edits: () => edits })] : [];
      const names = { container: container.name, limit: memory };
      yield limit
        ? say.implied(limit.scalar.span, names, { fixes })
        : say.missing(container.nameSpan, names, { fixes });
    }
  },
});
