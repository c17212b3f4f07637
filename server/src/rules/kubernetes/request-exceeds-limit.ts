import { parseQuantity } from '../../core/quantity.ts';
import { replaceAmount } from '../../parse/kubernetes/edit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Request no more of a resource than the limit allows.',
  rationale: `
The scheduler reserves what is requested, the kubelet and the kernel allow what is limited. A request above the limit cannot be, so the API server refuses the object: "must be less than or equal to memory limit". Units hide it: \`1Gi\` is more than \`1000M\`, \`500m\` less than \`1\`.`,
  sources: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  messages: {
    exceeds:
      'The API server will refuse the object: {container} requests {request} of {resource}, and its limit is {limit}.',
  },
  fixes: {
    lower: 'Request {limit}, as much as the limit',
  },
  related: {
    limit: 'The limit',
  },
  examples: [
    {
      title: 'More memory than allowed',
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
          memory: 1Gi
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
  *check(owner, { say, fix, note }) {
    for (const { name, requests, limits } of owner.containers) {
      for (const [resource, request] of requests) {
        const limit = limits.get(resource);
        const [wanted, allowed] = [parseQuantity(request.text), parseQuantity(limit?.text ?? '')];
        if (!limit || !wanted || !allowed || wanted.nano <= allowed.nano) continue;
        const edits = replaceAmount(owner, request, limit.text);
        yield say.exceeds(
          request.span,
          { container: `"${name}"`, resource, request: request.text, limit: limit.text },
          {
            fixes: edits ? [fix.lower({ limit: limit.text }, { safe: false, edits: () => edits })] : [],
            related: [note.limit({}, { span: limit.span })],
          },
        );
      }
    }
  },
});
