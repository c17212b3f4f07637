import { goMemLimitFor } from '../../core/goMemLimit.ts';
import { envText, goMemory, isAbove } from '../../parse/kubernetes/goMemory.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Leave more room where GOGC is off.',
  rationale: `
With \`GOGC=off\` the heap always grows up to GOMEMLIMIT before Go collects, not only under load. With GOMEMLIMIT from 92% of the memory limit on, all that Go does not count is left with next to nothing all the time, and a spike of goroutine stacks or a cgo buffer ends in an OOM kill. (From 95% on \`gomemlimit-over-limit\` speaks.)`,
  sources: ['https://go.dev/doc/gc-guide#Memory_limit'],
  messages: {
    tight:
      '"{container}" will always stand near its limit: GOGC=off lets the heap grow to {value} of {limit} before Go collects.',
  },
  fixes: {
    lower: 'Set GOMEMLIMIT to {value} (90% of {limit})',
  },
  related: {
    gogc: 'Collection is switched off here',
  },
  examples: [
    {
      title: 'Little room',
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
          value: 480MiB
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
  *check({ containers, document }, { say, fix, note }) {
    for (const container of containers) {
      const gogc = envText(container, 'GOGC');
      const memory = goMemory(container);
      if (gogc?.text !== 'off' || !memory || !isAbove(memory, 92n) || isAbove(memory, 95n)) continue;
      const { scalar, limit, bytes } = memory;
      const value = goMemLimitFor(bytes);
      const edits = replaceScalar(document, scalar, value);
      yield say.tight(
        scalar.span,
        { container: container.name, value: scalar.text, limit: limit.text },
        {
          fixes: edits ? [fix.lower({ value, limit: limit.text }, { safe: true, edits: () => edits })] : [],
          related: [note.gogc({}, { span: gogc.scalar.span })],
        },
      );
    }
  },
});
