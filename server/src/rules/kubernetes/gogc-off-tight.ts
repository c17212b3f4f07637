import { goMemLimitFor } from '../../core/goMemLimit.ts';
import type { Span } from '../../core/text.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { goMemLimit, isCollectionOff, memoryLimit, type Memory } from '../../parse/kubernetes/memory.ts';
import { memoryReference } from '../../parse/kubernetes/memoryReference.ts';
import { replaceScalar, type Edits } from '../../parse/yaml/edit.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Leave a tenth of the memory above GOMEMLIMIT where GOGC is off.',
  rationale: `
With \`GOGC=off\` the heap grows to GOMEMLIMIT before Go collects anything, each time. So the container lives at that line: whatever the runtime does not count (cgo, memory-mapped files, volumes in memory) comes on top of it, and within 5% of the kernel's limit the next peak ends in \`OOMKilled\`.

When the live heap itself comes near GOMEMLIMIT, Go collects all the time, for up to half of the CPU. More room moves both further away.`,
  sources: ['https://go.dev/doc/gc-guide#Memory_limit', 'https://go.dev/doc/gc-guide#Suggested_uses'],
  messages: {
    tight:
      'The next peak will get "{container}" killed: with GOGC=off the heap grows to GOMEMLIMIT each time, and that is {share}% of the memory limit, {limit}.',
  },
  fixes: {
    lower: 'Set GOMEMLIMIT to {value} (90% of {limit})',
  },
  related: {
    limit: 'The memory limit',
  },
  examples: [
    {
      title: 'Collected late, with no room',
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
        - name: GOGC
          value: "off"
        - name: GOMEMLIMIT
          value: 500MiB
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
        - name: GOGC
          value: "off"
        - name: GOMEMLIMIT
          value: 460MiB
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix, note }) {
    for (const container of resource.containers) {
      const tight = isCollectionOff(container)
        ? (literal(resource, container) ?? reference(resource, container))
        : undefined;
      if (!tight) continue;
      const { limit, share, span, write } = tight;
      const value = goMemLimitFor(limit.bytes);
      const edits = write(value);
      yield say.tight(
        span,
        { container: container.name, share, limit: limit.scalar.text },
        {
          fixes: edits ? [fix.lower({ value, limit: limit.scalar.text }, { safe: false, edits: () => edits })] : [],
          related: [note.limit({}, { span: limit.scalar.span })],
        },
      );
    }
  },
});

interface Tight {
  readonly limit: Memory;
  readonly share: string;
  readonly span: Span;
  readonly write: (value: string) => Edits;
}

/** A value above the limit is what gomemlimit-over-limit tells of. */
function literal({ document }: Resource, container: Container): Tight | undefined {
  const [own, limit] = [goMemLimit(container), memoryLimit(container)];
  if (!own || !limit || own.bytes >= limit.bytes || own.bytes * 100n < limit.bytes * 95n) return undefined;
  const write = (value: string): Edits => replaceScalar(document, own.scalar, value);
  return { limit, share: String((own.bytes * 100n) / limit.bytes), span: own.scalar.span, write };
}

function reference(resource: Resource, container: Container): Tight | undefined {
  const found = memoryReference(resource, container, 'GOMEMLIMIT');
  if (found?.problem !== 'whole' || !found.limit) return undefined;
  const { document } = resource;
  const { map } = found.variable;
  const write = (value: string): Edits =>
    document.shared.has(map) ? undefined : replacePair(document, map, 'valueFrom', 'value', value);
  return { limit: found.limit, share: '100', span: found.resource.span, write };
}
