import { ENUMS } from '../../core/kubernetes/enums.ts';
import { nearest } from '../../core/nearest.ts';
import { fieldsOf, isPlaceholder, type ScalarField } from '../../parse/kubernetes/fields.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { resolveScalar } from '../../parse/yaml/scalar.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Use one of the values that the field takes.',
  rationale: `
Fields such as \`imagePullPolicy\`, \`pathType\` or \`concurrencyPolicy\` take one of a few words, with their capitals. The API server refuses anything else ("Unsupported value"); no schema that comes with Kubernetes tells an editor which they are.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  messages: {
    invalid: 'The API server will refuse the object: {name} takes {values}, not {value}.',
    meant: 'The API server will refuse the object: {name} has no value {value}, {meant} is close.',
  },
  fixes: {
    write: 'Write {meant}',
  },
  examples: [
    {
      title: 'Capitals',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      imagePullPolicy: ifNotPresent
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
      imagePullPolicy: IfNotPresent
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }) {
    for (const field of fieldsOf(resource).scalars) {
      const { scalar, name } = field;
      const value = scalar.text;
      const allowed = allowedIn(field);
      if (!allowed || value === '' || allowed.includes(value) || isPlaceholder(scalar)) continue;
      const meant = nearest(value, allowed);
      const edits = meant === undefined ? undefined : replaceScalar(resource.document, scalar, meant);
      const isCase = meant?.toLowerCase() === value.toLowerCase();
      const fixes: Fix[] =
        meant !== undefined && edits ? [fix.write({ meant }, { safe: isCase, edits: () => edits })] : [];
      if (meant === undefined) yield say.invalid(scalar.span, { name, value, values: listed(allowed) });
      else yield say.meant(scalar.span, { name, value, meant }, { fixes });
    }
  },
});

/** Only where the value is a string at all; others are another rule's. */
function allowedIn({ place, name, key, scalar }: ScalarField): readonly string[] | undefined {
  const id = `${place.type.name}.${name}`;
  return key === undefined && Object.hasOwn(ENUMS, id) && resolveScalar(scalar).type === 'string'
    ? ENUMS[id]
    : undefined;
}

const FEW = 6;

function listed(values: readonly string[]): string {
  return values.length <= FEW ? values.join(', ') : `${values.slice(0, FEW).join(', ')} …`;
}
