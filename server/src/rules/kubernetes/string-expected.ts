import { wrongScalars, type WrongScalar } from '../../parse/kubernetes/scalarTypes.ts';
import { quote } from '../../parse/yaml/retype.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Put quotes around what looks like a number or a boolean but has to be a string.',
  rationale: `
YAML types a scalar by its looks, and Kubernetes turns it into JSON with that type: \`value: 8080\` is a number, \`value: true\` a boolean, also \`0777\` (which is 511) and \`1_000\`. The API server then refuses the object, because environment variables, labels, annotations and the data of a ConfigMap take strings only: "cannot unmarshal number into Go struct field … of type string".

Words such as \`yes\` and \`on\` are \`yaml11-bool\`'s.`,
  sources: [
    'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
    'https://github.com/yaml/go-yaml/blob/v2/resolve.go',
  ],
  messages: {
    number: 'The API server will refuse the object: {name} has to be a string, and {value} is read as a number.',
    boolean: 'The API server will refuse the object: {name} has to be a string, and {value} is read as a boolean.',
  },
  fixes: {
    quote: 'Put quotes around it: "{value}"',
  },
  examples: [
    {
      title: 'A port in a variable',
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
        - name: PORT
          value: 8080
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
        - name: PORT
          value: "8080"
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }, { custom }) {
    for (const wrong of wrongScalars(resource, custom)) {
      if (wrong.wants !== 'string' || isWord(wrong)) continue;
      const { scalar } = wrong;
      const edits = quote(resource.document, scalar);
      const names = { name: wrong.key?.text ?? wrong.name, value: scalar.text };
      const fixes = edits ? [fix.quote({ value: scalar.text }, { safe: true, edits: () => edits })] : [];
      yield (wrong.value.type === 'bool' ? say.boolean : say.number)(scalar.span, names, { fixes });
    }
  },
});

/** A boolean only to YAML 1.1. */
function isWord({ scalar, value }: WrongScalar): boolean {
  return value.type === 'bool' && !/^(?:true|false)$/i.test(scalar.text);
}
