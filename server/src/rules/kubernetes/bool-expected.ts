import { wrongScalars } from '../../parse/kubernetes/scalarTypes.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { unquote } from '../../parse/yaml/retype.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write true and false without quotes where the API wants a boolean.',
  rationale: `
\`runAsNonRoot: "true"\` is a string in JSON, and the API server refuses the object: "cannot unmarshal string into Go struct field … of type bool". Numbers are no booleans either.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  messages: {
    string: 'The API server will refuse the object: {name} has to be true or false, and {value} is a string.',
    number: 'The API server will refuse the object: {name} has to be true or false, and {value} is a number.',
  },
  fixes: {
    write: 'Write {value}',
  },
  examples: [
    {
      title: 'A boolean in quotes',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  hostNetwork: "false"
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
  hostNetwork: false
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }, { custom }) {
    for (const { wants, scalar, value, name, key } of wrongScalars(resource, custom)) {
      if (wants !== 'boolean') continue;
      const meant = meaning(scalar);
      const edits = meant === undefined ? undefined : rewrite(resource, scalar, meant);
      yield (value.type === 'string' ? say.string : say.number)(
        scalar.span,
        { name: key?.text ?? name, value: scalar.text },
        {
          fixes:
            meant !== undefined && edits
              ? [fix.write({ value: String(meant) }, { safe: true, edits: () => edits })]
              : [],
        },
      );
    }
  },
});

function meaning({ text }: YamlScalar): boolean | undefined {
  if (/^(?:true|yes|on|1)$/i.test(text)) return true;
  return /^(?:false|no|off|0)$/i.test(text) ? false : undefined;
}

function rewrite({ document }: Resource, scalar: YamlScalar, meant: boolean) {
  return scalar.text === String(meant) ? unquote(document, scalar) : replaceScalar(document, scalar, meant);
}
