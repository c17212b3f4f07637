import { goMemLimitFor } from '../../core/goMemLimit.ts';
import { parseQuantity, wholeUnits } from '../../core/quantity.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { type GoMemory, goMemory, isAbove } from '../../parse/kubernetes/goMemory.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Raise GOMEMLIMIT when the memory limit is raised.',
  rationale: `
A GOMEMLIMIT of less than half of the memory limit is often one that was forgotten when the limit was raised. Go then collects as if the memory were not there, and spends up to half of the processor time on it once the live heap comes near. Programs with much memory outside of Go's heap (cgo, mapped files) have a reason for it; so has a value that goes by the requested memory, which is left alone.`,
  sources: ['https://go.dev/doc/gc-guide#Memory_limit'],
  messages: {
    stale: 'Go will use no more than {value} of the {limit} that "{container}" may use, and collect all the more.',
  },
  fixes: {
    raise: 'Set GOMEMLIMIT to {value} (90% of {limit})',
  },
  related: {
    limit: 'The memory limit',
  },
  examples: [
    {
      title: 'A limit that has grown',
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
          value: 115MiB
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
      if (!memory || isAbove(memory, 49n) || fitsRequest(container, memory)) continue;
      const { scalar, limit, bytes } = memory;
      const value = goMemLimitFor(bytes);
      const edits = replaceScalar(document, scalar, value);
      yield say.stale(
        scalar.span,
        { container: container.name, value: scalar.text, limit: limit.text },
        {
          fixes: edits ? [fix.raise({ value, limit: limit.text }, { safe: false, edits: () => edits })] : [],
          related: [note.limit({}, { span: limit.span })],
        },
      );
    }
  },
});

/** Chosen by what is requested, with the limit as a reserve. */
function fitsRequest({ requests }: Container, { goLimit }: GoMemory): boolean {
  const request = parseQuantity(requests.get('memory')?.text ?? '');
  const bytes = request ? wholeUnits(request) : 0n;
  return bytes > 0n && goLimit * 100n >= bytes * 70n && goLimit <= bytes;
}
