import { fieldsOf, type ScalarField } from '../../parse/kubernetes/fields.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Write file modes with a leading zero.',
  rationale: `
\`mode\` and \`defaultMode\` are numbers, and only a leading zero makes YAML read them to the base of eight: \`644\` is 01204, which lets the owner do nothing but write and sets the sticky bit, so the program cannot read its own configuration. JSON knows no octal numbers: there \`420\` is 0644.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions',
    'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/',
  ],
  messages: {
    decimal: 'The files will get the mode {octal}: without a leading zero {value} is a decimal number.',
    beyond: 'The API server will refuse the object: without a leading zero {value} is a decimal number, beyond 0777.',
  },
  fixes: {
    octal: 'Write 0{value}',
  },
  examples: [
    {
      title: 'A decimal mode',
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
        limits:
          memory: 512Mi
      volumeMounts:
        - name: keys
          mountPath: /keys
  volumes:
    - name: keys
      secret:
        secretName: keys
        defaultMode: 400
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
        limits:
          memory: 512Mi
      volumeMounts:
        - name: keys
          mountPath: /keys
  volumes:
    - name: keys
      secret:
        secretName: keys
        defaultMode: 0400
`,
    },
  ],
  *check(resource, { say, fix }) {
    for (const field of fieldsOf(resource).scalars) {
      if (!isMode(field)) continue;
      const { scalar } = field;
      const value = scalar.text;
      const written = resource.text.slice(scalar.span.start, scalar.span.end);
      // In JSON a number cannot begin with a zero.
      const edits = isJson(field, resource.text) ? undefined : [{ span: scalar.span, newText: `0${value}` }];
      const isEditable = edits && replaceScalar(resource.document, scalar, 0) && written === value;
      const fixes = isEditable ? [fix.octal({ value }, { safe: true, edits: () => edits })] : [];
      if (Number(value) > 0o777) yield say.beyond(scalar.span, { value }, { fixes, severity: 'error' });
      else yield say.decimal(scalar.span, { value, octal: `0${Number(value).toString(8)}` }, { fixes });
    }
  },
});

/** Numbers that make sense as the mode of a file only to the base of eight. */
const OCTAL = /^(?:[46](?:00|40|44|60|64|66)|5[05][05]|7(?:00|1[01]|5[0145]|7[0157]))$/;

function isMode({ name, scalar, type }: ScalarField): boolean {
  const isField = /^(?:mode|defaultMode)$/.test(name) && type === 'int32';
  return isField && scalar.style === 'plain' && OCTAL.test(scalar.text);
}

function isJson({ place }: ScalarField, text: string): boolean {
  return place.map.flow && text.charAt(place.map.pairs[0]?.key.span.start ?? 0) === '"';
}
