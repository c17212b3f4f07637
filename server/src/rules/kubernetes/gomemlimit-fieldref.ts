import { goMemLimitFor } from '../../core/goMemLimit.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import type { Container, EnvVar } from '../../parse/kubernetes/container.ts';
import { isCollectionOff } from '../../parse/kubernetes/memory.ts';
import { memoryReference, type MemoryReference } from '../../parse/kubernetes/memoryReference.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { defineRule, type Fix, type Severity } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'info',
  since: '0.1.0',
  summary: 'Write GOMEMLIMIT as 90% of the memory limit, not as a reference to it.',
  rationale: `
\`resourceFieldRef\` gives GOMEMLIMIT the number of the memory limit, all of it, and Kubernetes cannot calculate with it. 100% leaves nothing for what the runtime does not count (cgo, memory-mapped files, volumes in memory), so that the kernel's limit is reached first.

Go reads a number without a unit as bytes. With a divisor of \`1Mi\` a limit of 512Mi becomes \`512\`, 512 bytes, and Go collects all the time, for up to half of the CPU. Without a memory limit the kubelet gives what the node has for pods, and without a request 0.`,
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/api/v1/resource/helpers.go',
    'https://go.dev/doc/gc-guide#Memory_limit',
  ],
  messages: {
    divisor:
      'Go will collect all the time, for up to half of the CPU: divided by {divisor} the memory is a small number, and Go takes it for bytes.',
    unit: 'Go will take {resource} for a number of bytes, and GOMEMLIMIT is about memory.',
    nothing:
      'Go will collect all the time, for up to half of the CPU: "{container}" requests no memory, so GOMEMLIMIT will be 0.',
    unlimited:
      'GOMEMLIMIT will be the memory of the whole node, and of no effect: "{container}" has no memory limit of its own.',
    whole:
      'A short peak will get "{container}" killed: GOMEMLIMIT will be all of {limit}, which leaves nothing for what Go does not count.',
  },
  fixes: {
    literal: 'Set GOMEMLIMIT to {value} (90% of {limit})',
    undivided: 'Remove the divisor, so that Go gets bytes',
  },
  related: {
    limit: 'The memory limit',
  },
  examples: [
    {
      title: 'All of the limit',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      env:
        - name: GOMEMLIMIT
          valueFrom:
            resourceFieldRef:
              resource: limits.memory
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
      env:
        - name: GOMEMLIMIT
          value: 460MiB
      resources:
        limits:
          memory: 512Mi
`,
    },
    {
      title: 'Mebibytes that Go takes for bytes',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      env: [{ name: GOMEMLIMIT, valueFrom: { resourceFieldRef: { resource: limits.memory, divisor: 1Mi } } }]
      resources: { limits: { memory: 512Mi } }
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
      env: [{ name: GOMEMLIMIT, value: 460MiB }]
      resources: { limits: { memory: 512Mi } }
`,
    },
  ],
  *check(resource, { say, fix, note }, { limitedNamespaces = [] }) {
    const isLimited = limitedNamespaces.includes(resource.namespace);
    for (const container of resource.containers) {
      const reference = memoryReference(resource, container, 'GOMEMLIMIT');
      const severity = reference?.problem && severityOf(reference.problem, container);
      // A LimitRange gives what lacks.
      if (isLimited && !reference?.limit && reference?.problem !== 'divisor') continue;
      if (!reference?.problem || !severity) continue;
      const { problem, limit, divisor } = reference;
      const fixes: Fix[] = [];
      const literal = limit && written(resource, reference.variable, goMemLimitFor(limit.bytes));
      if (limit && literal) {
        const args = { value: goMemLimitFor(limit.bytes), limit: limit.scalar.text };
        fixes.push(fix.literal(args, { safe: false, edits: () => literal }));
      }
      const undivided = problem === 'divisor' && !limit ? withoutDivisor(resource, reference) : undefined;
      if (undivided) fixes.push(fix.undivided({}, { safe: false, edits: () => undivided }));
      yield say[problem](
        problem === 'divisor' && divisor ? divisor.span : reference.resource.span,
        {
          container: reference.from?.name ?? container.name,
          resource: reference.resource.text,
          divisor: divisor?.text ?? '1',
          limit: limit?.scalar.text ?? '',
        },
        { severity, fixes, related: limit ? [note.limit({}, { span: limit.scalar.span })] : [] },
      );
    }
  },
});

/** Undefined where gogc-off-tight tells of it: all of the limit is too much if nothing is collected before. */
function severityOf(problem: NonNullable<MemoryReference['problem']>, container: Container): Severity | undefined {
  if (problem === 'divisor' || problem === 'unit') return 'error';
  if (problem === 'nothing') return 'warning';
  if (!isCollectionOff(container)) return 'info';
  return problem === 'unlimited' ? 'warning' : undefined;
}

function written({ document }: Resource, { map }: EnvVar, value: string) {
  return document.shared.has(map) ? undefined : replacePair(document, map, 'valueFrom', 'value', value);
}

function withoutDivisor({ document }: Resource, { map }: MemoryReference) {
  return document.shared.has(map) ? undefined : removePair(document, map, 'divisor');
}
