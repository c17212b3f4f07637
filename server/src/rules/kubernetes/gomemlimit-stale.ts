import { goMemLimitFor } from '../../core/goMemLimit.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { goMemLimit, memoryLimit, memoryRequest, type Memory } from '../../parse/kubernetes/memory.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { asMap, get, getIn, itemsOf } from '../../parse/yaml/node.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Raise GOMEMLIMIT together with the memory limit.',
  rationale: `
Near GOMEMLIMIT the runtime collects more and more often, and spends up to half of the CPU on it. A value that has stayed behind when the memory limit was raised takes that CPU for nothing: more than half of the memory that is paid for is never used.

Where the rest is meant for something else, such as cgo, memory-mapped files or a second process, it is right as it is. A value near the memory request is taken to be meant so.`,
  sources: ['https://go.dev/doc/gc-guide#Memory_limit'],
  messages: {
    stale:
      'Go will collect hard long before "{container}" runs out of memory: GOMEMLIMIT={value} is {share}% of the memory limit, {limit}.',
  },
  fixes: {
    raise: 'Set GOMEMLIMIT to {value} (90% of {limit})',
  },
  related: {
    limit: 'The memory limit',
  },
  examples: [
    {
      title: 'A limit that was raised alone',
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
          value: 460MiB
      resources:
        limits:
          memory: 2Gi
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
          value: 1843MiB
      resources:
        limits:
          memory: 2Gi
`,
    },
  ],
  *check(resource, { say, fix, note }) {
    if (hasVolumeInMemory(resource)) return;
    for (const container of resource.containers) {
      const [own, limit] = [goMemLimit(container), memoryLimit(container)];
      if (!own || !limit || own.bytes * 2n >= limit.bytes || isMeantForRequest(own, memoryRequest(container))) continue;
      const value = goMemLimitFor(limit.bytes);
      const edits = replaceScalar(resource.document, own.scalar, value);
      const share = String((own.bytes * 100n) / limit.bytes);
      yield say.stale(
        own.scalar.span,
        { container: container.name, value: own.scalar.text, limit: limit.scalar.text, share },
        {
          fixes: edits ? [fix.raise({ value, limit: limit.scalar.text }, { safe: false, edits: () => edits })] : [],
          related: [note.limit({}, { span: limit.scalar.span })],
        },
      );
    }
  },
});

/** Some keep to what is reserved for them, and leave what is above it for peaks. */
function isMeantForRequest(own: Memory, request: Memory | undefined): boolean {
  return request !== undefined && own.bytes * 2n >= request.bytes;
}

/** The rest of the memory may be meant for it. */
function hasVolumeInMemory({ podSpec }: Resource): boolean {
  return itemsOf(get(podSpec, 'volumes')).some(
    (volume) => stringOf(getIn(asMap(volume), 'emptyDir', 'medium')) === 'Memory',
  );
}
