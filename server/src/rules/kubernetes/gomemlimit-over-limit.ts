import { goMemLimitFor } from '../../core/goMemLimit.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { formatBytes, goMemLimit, isCollectionOff, memoryLimit } from '../../parse/kubernetes/memory.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Keep GOMEMLIMIT below the memory limit of the container.',
  rationale: `
GOMEMLIMIT tells the runtime from where on to collect hard. If the kernel's limit comes first, it never gets there: the process is killed (exit code 137, \`OOMKilled\`) while most of its heap may be garbage.

The kernel also counts what the runtime does not see: cgo, memory-mapped files, \`emptyDir\` volumes in memory, other processes of the container. 90% of the limit leaves room for them; above 95% a short peak is enough. The two are easily mixed up: \`512MiB\` is \`512Mi\`, but \`512M\` is 24 MiB less.`,
  sources: ['https://go.dev/doc/gc-guide#Memory_limit', 'https://pkg.go.dev/runtime#hdr-Environment_Variables'],
  messages: {
    over: 'The kernel will kill "{container}" before GOMEMLIMIT={value} makes Go collect: its memory is limited to {limit}.',
    tight:
      'A short peak will get "{container}" killed: GOMEMLIMIT={value} leaves {rest} of the memory limit of {limit} for what Go does not count.',
  },
  fixes: {
    lower: 'Set GOMEMLIMIT to {value} (90% of {limit})',
  },
  related: {
    limit: 'The memory limit',
  },
  examples: [
    {
      title: 'As much as the kernel allows',
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
          value: 512MiB
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
  ],
  *check({ containers, document }, { say, fix, note }) {
    for (const container of containers) {
      const [own, limit] = [goMemLimit(container), memoryLimit(container)];
      const problem = own && limit && problemOf(container, own.bytes, limit.bytes);
      if (!problem) continue;
      const names = { container: container.name, value: own.scalar.text, limit: limit.scalar.text };
      const value = goMemLimitFor(limit.bytes);
      const edits = replaceScalar(document, own.scalar, value);
      const isUseful = edits && limit.bytes >= 2n * MEBIBYTE;
      yield say[problem](
        own.scalar.span,
        { ...names, rest: formatBytes(limit.bytes - own.bytes) },
        {
          fixes: isUseful
            ? [fix.lower({ value, limit: names.limit }, { safe: problem === 'over', edits: () => edits })]
            : [],
          related: [note.limit({}, { span: limit.scalar.span })],
        },
      );
    }
  },
});

const MEBIBYTE = 2n ** 20n;

/** With GOGC=off, which makes of little room a collection without end, gogc-off-tight tells of it. */
function problemOf(container: Container, own: bigint, limit: bigint): 'over' | 'tight' | undefined {
  if (own >= limit) return 'over';
  return own * 100n > limit * 95n && !isCollectionOff(container) ? 'tight' : undefined;
}
