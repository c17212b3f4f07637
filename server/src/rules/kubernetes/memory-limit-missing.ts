import { goMemLimitFor } from '../../core/goMemLimit.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { findEnv, type Container } from '../../parse/kubernetes/container.ts';
import { setEnv, setResources } from '../../parse/kubernetes/edit.ts';
import { goMemLimit, memoryRequest, type Memory } from '../../parse/kubernetes/memory.ts';
import { isAmountSet, isController, runningContainers } from '../../parse/kubernetes/workload.ts';
import { joined } from '../../parse/yaml/joined.ts';
import { dockerfileOfContainer } from '../../workspace/containerImage.ts';
import { runsGo, setsMemLimit } from '../../workspace/goContainer.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Limit the memory of every container.',
  rationale: `
Without a limit a leak or a burst goes on until the node has no memory left. Then the kubelet evicts pods, or the kernel kills processes, by what they use over what they have requested: whose fault it was is not the first question, and the node may be lost.

With a limit only the container itself is killed and started again. Go reads no limit by itself, so that GOMEMLIMIT goes with it.

Where nothing says that the container runs Go this is information. LimitRanges and the VerticalPodAutoscaler may set a limit in the cluster.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  ],
  equivalents: [
    'kube-linter:unset-memory-requirements',
    'kube-score:container-resources',
    'polaris:memoryLimitsMissing',
  ],
  messages: {
    missing:
      'A leak in "{container}" will take the memory of the whole node, and other pods with it: it has no memory limit.',
  },
  fixes: {
    limit: 'Limit memory to {limit}',
    both: 'Request {limit} of memory, and limit it to that',
    go: 'Limit memory to {limit}, and set GOMEMLIMIT to {value}',
  },
  examples: [
    {
      title: 'A request alone',
      bad: `\
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: api
spec:
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
          resources:
            requests:
              memory: 512Mi
`,
      good: `\
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: api
spec:
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
          resources:
            requests:
              memory: 512Mi
            limits:
              memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }, context) {
    if (!isController(resource)) return;
    for (const container of runningContainers(resource, context)) {
      if (isAmountSet(resource, container, 'limits', 'memory')) continue;
      const link = dockerfileOfContainer(container, context.path, context.workspace);
      const isGo = runsGo(container, link);
      const change = changeOf(resource, container, isGo && !setsMemLimit(container, link));
      const fixes: Fix[] = change
        ? [fix[change.title]({ limit: change.limit, value: change.value }, { safe: false, edits: () => change.edits })]
        : [];
      const severity = isGo ? undefined : ('info' as const);
      yield say.missing(container.nameSpan, { container: container.name }, { fixes, severity });
    }
  },
});

const MEBIBYTE = 2n ** 20n;
/** To begin with, where nothing says more. */
const USUAL = 512n * MEBIBYTE;
/** Below this gomemlimit-missing has nothing to say. */
const TINY = 32n * MEBIBYTE;

/** A container that lacks GOMEMLIMIT gets one, too. */
function changeOf(resource: Resource, container: Container, lacksMemLimit: boolean) {
  const request = memoryRequest(container);
  const bytes = bytesFor(container, request);
  if (bytes === undefined) return undefined;
  const limit = bytes === request?.bytes ? request.scalar.text : `${(bytes + MEBIBYTE - 1n) / MEBIBYTE}Mi`;
  const value = goMemLimitFor(bytes);
  const amounts = { ...(!request && { requests: { memory: limit } }), limits: { memory: limit } };
  const limited = setResources(resource, container, amounts);
  const isSet = lacksMemLimit && bytes >= TINY;
  const set = isSet ? setEnv(resource, container, 'GOMEMLIMIT', value) : [];
  const title = isSet ? ('go' as const) : request ? ('limit' as const) : ('both' as const);
  const edits = joined([set, limited]);
  return edits && { title, limit, value, edits };
}

/** As much as is requested, and enough for a GOMEMLIMIT that is written; undefined where one of them is not known. */
function bytesFor(container: Container, request: Memory | undefined): bigint | undefined {
  const own = goMemLimit(container);
  // A reference to the limit would become all of it.
  const isReference = findEnv(container, 'GOMEMLIMIT')?.valueFrom !== undefined;
  if (isReference || (!request && container.requests.has('memory'))) return undefined;
  if (!own) return request?.bytes ?? USUAL;
  const needed = (own.bytes * 10n + 8n) / 9n;
  if (!request || request.bytes < needed) return needed;
  // Far below: then the GOMEMLIMIT is what is wrong.
  return request.bytes > 2n * own.bytes ? undefined : request.bytes;
}
