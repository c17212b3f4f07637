import { wrongScalars } from '../../parse/kubernetes/scalarTypes.ts';
import { quote } from '../../parse/yaml/retype.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Put quotes around y, n, yes, no, on and off where a string is meant.',
  rationale: `
Kubernetes reads YAML 1.1, in which the plain words \`y\`, \`yes\`, \`on\`, \`n\`, \`no\` and \`off\` are booleans, in lower case, in capitals and with a capital first letter. \`value: no\` becomes \`false\`, and the API server refuses the object: "cannot unmarshal bool into Go struct field EnvVar… of type string". Editors and tools that know YAML 1.2 alone show nothing.`,
  sources: ['https://yaml.org/type/bool.html', 'https://github.com/yaml/go-yaml/blob/v2/resolve.go'],
  messages: {
    boolean: 'The API server will refuse the object: {name} has to be a string, and YAML 1.1 reads {value} as {read}.',
  },
  fixes: {
    quote: 'Put quotes around it: "{value}"',
  },
  examples: [
    {
      title: 'A switch in a variable',
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
        - name: DEBUG
          value: off
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
        - name: DEBUG
          value: "off"
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }, { custom }) {
    for (const { wants, scalar, value, name, key } of wrongScalars(resource, custom)) {
      const isWord = value.type === 'bool' && !/^(?:true|false)$/i.test(scalar.text);
      if (wants !== 'string' || !isWord) continue;
      const edits = quote(resource.document, scalar);
      yield say.boolean(
        scalar.span,
        { name: key?.text ?? name, value: scalar.text, read: String(value.value) },
        { fixes: edits ? [fix.quote({ value: scalar.text }, { safe: true, edits: () => edits })] : [] },
      );
    }
  },
});
