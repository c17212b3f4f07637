import { goMemLimitFor } from '../../core/goMemLimit.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { isCollectionOff } from '../../parse/kubernetes/memory.ts';
import { memoryReference, type MemoryReference } from '../../parse/kubernetes/memoryReference.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { defineRule, type Finding, type Fix, type Severity, type Tell } from '../define.ts';

const messages = {
  divisor:
    'Go will collect all the time, for up to half of the CPU: divided by {divisor} the memory is a small number, and Go takes it for bytes.',
  unit: 'Go will take {resource} for a number of bytes, and GOMEMLIMIT is about memory.',
  nothing:
    'Go will collect all the time, for up to half of the CPU: "{container}" requests no memory, so GOMEMLIMIT will be 0.',
  unlimited:
    'GOMEMLIMIT will be the memory of the whole node, and of no effect: "{container}" has no memory limit of its own.',
  whole:
    'A short peak will get "{container}" killed: GOMEMLIMIT will be all of {limit}, which leaves nothing for what Go does not count.',
} as const;

const fixes = {
  literal: 'Set GOMEMLIMIT to {value} (90% of {limit})',
  undivided: 'Remove the divisor, so that Go gets bytes',
} as const;

const related = {
  limit: 'The memory limit',
} as const;

type Telling = Tell<typeof messages, typeof fixes, typeof related>;

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
  messages,
  fixes,
  related,
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
  *check(resource, tell, { limitedNamespaces = [] }) {
    // A LimitRange gives what lacks.
    const mayBeGiven = limitedNamespaces.includes(resource.namespace) ? /^(?:nothing|unlimited)$/ : /^$/;
    for (const container of resource.containers) {
      const reference = memoryReference(resource, container, 'GOMEMLIMIT');
      if (!reference?.problem || mayBeGiven.test(reference.problem)) continue;
      const severity = severityOf(reference.problem, container);
      if (severity) yield told(resource, container, reference, { ...tell, severity, problem: reference.problem });
    }
  },
});

type Problem = NonNullable<MemoryReference['problem']>;

/** Undefined where gogc-off-tight tells of it: all of the limit is too much if nothing is collected before. */
function severityOf(problem: Problem, container: Container): Severity | undefined {
  if (problem === 'divisor' || problem === 'unit') return 'error';
  if (problem === 'nothing') return 'warning';
  if (!isCollectionOff(container)) return 'info';
  return problem === 'unlimited' ? 'warning' : undefined;
}

interface Manner extends Telling {
  readonly problem: Problem;
  readonly severity: Severity;
}

function told(resource: Resource, { name }: Container, reference: MemoryReference, manner: Manner): Finding {
  const { problem, severity, say, note } = manner;
  const { resource: field, limit, divisor } = reference;
  const names = {
    container: name,
    resource: field.text,
    divisor: divisor?.text ?? '1',
    limit: limit?.scalar.text ?? '',
  };
  return say[problem](problem === 'divisor' && divisor ? divisor.span : field.span, names, {
    severity,
    fixes: fixesOf(resource, reference, manner),
    related: limit ? [note.limit({}, { span: limit.scalar.span })] : [],
  });
}

/** Where the limit is not known, bytes are all that can be had. */
function fixesOf({ document }: Resource, reference: MemoryReference, { fix }: Telling): Fix[] {
  const { variable, map, limit, problem } = reference;
  if (document.shared.has(variable.map) || document.shared.has(map)) return [];
  if (!limit) {
    const edits = problem === 'divisor' ? removePair(document, map, 'divisor') : undefined;
    return edits ? [fix.undivided({}, { safe: false, edits: () => edits })] : [];
  }
  const value = goMemLimitFor(limit.bytes);
  const edits = replacePair(document, variable.map, 'valueFrom', 'value', value);
  return edits ? [fix.literal({ value, limit: limit.scalar.text }, { safe: false, edits: () => edits })] : [];
}
