import { replaceAmount } from '../../parse/kubernetes/edit.ts';
import { memoryLimit, memoryRequest } from '../../parse/kubernetes/memory.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  since: '0.1.0',
  profile: 'strict',
  summary: 'Request as much memory as the limit allows.',
  rationale: `
What a container uses above its request is not reserved for it. When the node runs out of memory, those above their request are the first to be evicted by the kubelet, and to be killed by the kernel: the limit was a promise that nobody keeps. With both the same the memory is there, and what is over the limit fails in tests rather than at night.

The price is memory that is reserved and mostly not used, so this is a matter of taste.`,
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  ],
  equivalents: ['kube-score:container-memory-requests-equal-limits'],
  messages: {
    differs:
      '"{container}" may be killed when the node runs out of memory: it may use {limit}, and only {request} are reserved for it.',
  },
  fixes: {
    equal: 'Request {limit}, as much as the limit',
  },
  related: {
    limit: 'The limit',
  },
  examples: [
    {
      title: 'Half of it reserved',
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
          memory: 256Mi
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
      resources:
        requests:
          memory: 512Mi
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix, note }) {
    for (const container of resource.containers) {
      const [request, limit] = [memoryRequest(container), memoryLimit(container)];
      if (!request || !limit || request.bytes >= limit.bytes || container.role === 'init') continue;
      const names = { container: container.name, request: request.scalar.text, limit: limit.scalar.text };
      const edits = replaceAmount(resource, request.scalar, names.limit);
      yield say.differs(request.scalar.span, names, {
        fixes: edits ? [fix.equal({ limit: names.limit }, { safe: false, edits: () => edits })] : [],
        related: [note.limit({}, { span: limit.scalar.span })],
      });
    }
  },
});
