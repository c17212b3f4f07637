import { RANGES } from '../../core/kubernetes/ranges.ts';
import { fieldsOf, isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { integerOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

/** Told of the constraints alone; of the rest no other tool says anything. */
const SPREAD = 'kube-score:pod-topology-spread-constraints';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Keep numbers within what Kubernetes accepts.',
  rationale: `
The schema of Kubernetes says that \`maxSkew\` or \`weight\` is a number, and only the API server says which ones: a skew of 0, a weight of 0 or of 200, a negative number of replicas or a stabilization window of two hours are refused ("must be greater than zero", "must be in the range 1-100"), and so is the whole object. A zero that stands for the default, such as that of \`periodSeconds\`, is fine.`,
  sources: [
    'https://kubernetes.io/docs/reference/kubernetes-api/',
    'https://github.com/kubernetes/kubernetes/blob/release-1.36/pkg/apis/core/validation/validation.go',
  ],
  equivalents: [SPREAD],
  messages: {
    range: 'The API server will refuse the object: {name} goes from {min} to {max}, and {value} is not among them.',
    least: 'The API server will refuse the object: {name} is {min} at least, not {value}.',
  },
  examples: [
    {
      title: 'A weight that nothing has',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  affinity:
    nodeAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 0
          preference:
            matchExpressions:
              - key: kubernetes.io/arch
                operator: In
                values: [arm64]
  containers:
    - name: api
      image: registry.example/api:1.4
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
  affinity:
    nodeAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 1
          preference:
            matchExpressions:
              - key: kubernetes.io/arch
                operator: In
                values: [arm64]
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say }) {
    for (const { place, name, scalar, key } of fieldsOf(resource).scalars) {
      const field = `${place.type.name}.${name}`;
      if (key || !Object.hasOwn(RANGES, field) || isPlaceholder(scalar)) continue;
      const [range, value] = [RANGES[field], integerOf(scalar)];
      if (!range || value === undefined) continue;
      const { min, max } = range;
      const equivalents = place.type.name === 'V1TopologySpreadConstraint' ? undefined : [];
      if (max !== undefined && (value < min || value > max))
        yield say.range(scalar.span, { name, min, max, value }, { equivalents });
      else if (value < min) yield say.least(scalar.span, { name, min, value }, { equivalents });
    }
  },
});
