import { goMemLimitFor } from '../../core/goMemLimit.ts';
import { goMemory, isAbove } from '../../parse/kubernetes/goMemory.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Leave room between GOMEMLIMIT and the memory limit.',
  rationale: `
GOMEMLIMIT is where Go begins to collect in earnest. At or above the container's memory limit it never gets there: the kernel kills first. What Go does not count needs room, too: stacks of C code, memory-mapped files, page cache of \`emptyDir\` volumes in memory, and the program's own text. Above 95% a single request may be enough.`,
  sources: ['https://go.dev/doc/gc-guide#Memory_limit'],
  messages: {
    over: 'The kernel will kill "{container}" before Go collects: GOMEMLIMIT is {value}, and memory is limited to {limit}.',
    tight:
      'The kernel may kill "{container}" before Go collects: GOMEMLIMIT leaves {percent}% of {limit} for all that Go does not count.',
  },
  fixes: {
    lower: 'Set GOMEMLIMIT to {value} (90% of {limit})',
  },
  related: {
    limit: 'The memory limit',
  },
  examples: [
    {
      title: 'All of the memory',
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
      const memory = goMemory(container);
      if (!memory || !isAbove(memory, 95n)) continue;
      const { scalar, limit, bytes, goLimit } = memory;
      const value = goMemLimitFor(bytes);
      const edits = replaceScalar(document, scalar, value);
      const details = {
        fixes: edits ? [fix.lower({ value, limit: limit.text }, { safe: true, edits: () => edits })] : [],
        related: [note.limit({}, { span: limit.span })],
      };
      const names = { container: container.name, limit: limit.text };
      if (goLimit >= bytes) yield say.over(scalar.span, { ...names, value: scalar.text }, details);
      else yield say.tight(scalar.span, { ...names, percent: percentLeft(goLimit, bytes) }, details);
    }
  },
});

function percentLeft(goLimit: bigint, bytes: bigint): string {
  return (100 - (Number(goLimit) / Number(bytes)) * 100).toFixed(1).replace(/\.0$/, '');
}
