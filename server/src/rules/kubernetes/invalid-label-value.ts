import { fieldsOf, isPlaceholder, type ScalarField } from '../../parse/kubernetes/fields.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { resolveScalar } from '../../parse/yaml/scalar.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Keep labels and the keys of annotations to the characters that Kubernetes allows.',
  rationale: `
A label's value has at most 63 letters, digits, dashes, underscores and dots, and begins and ends with a letter or a digit; it may be empty. Its key, and that of an annotation, is of the same form, with a DNS name and a slash in front if wanted. The API server refuses the object otherwise ("a valid label must be …"). Values of annotations may be anything.`,
  sources: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set',
  ],
  messages: {
    value:
      'The API server will refuse the object: the label {key} may hold letters, digits, "-", "_" and "." alone, a letter or digit at either end.',
    long: 'The API server will refuse the object: the value of the label {key} has {length} characters, and 63 are the most.',
    key: 'The API server will refuse the object: {key} is no valid key of a label or annotation.',
  },
  fixes: {
    write: 'Write {value}',
  },
  examples: [
    {
      title: 'A version with a plus sign',
      bad: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels:
    version: 1.4.0+build7
`,
      good: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels:
    version: 1.4.0-build7
`,
    },
  ],
  *check(resource, { say, fix }, { custom }) {
    for (const field of fieldsOf(resource, custom).scalars) {
      const { key, scalar } = field;
      if (!key || !isMeta(field) || isPlaceholder(key)) continue;
      if (!isKey(key.text)) yield say.key(key.span, { key: key.text });
      const problem = valueProblem(field);
      if (problem === 'long') yield say.long(scalar.span, { key: key.text, length: scalar.text.length });
      if (problem !== 'form') continue;
      const value = repair(scalar.text);
      const edits = value === undefined ? undefined : rewrite(resource, field, value);
      const fixes: Fix[] =
        value !== undefined && edits ? [fix.write({ value }, { safe: false, edits: () => edits })] : [];
      yield say.value(scalar.span, { key: key.text }, { fixes });
    }
  },
});

const MAX = 63;
const VALUE = /^(?:[A-Za-z\d](?:[\w.-]*[A-Za-z\d])?)?$/;
const NAME = /^[A-Za-z\d](?:[\w.-]*[A-Za-z\d])?$/;
const PREFIX = /^[a-z\d](?:[-a-z\d]*[a-z\d])?(?:\.[a-z\d](?:[-a-z\d]*[a-z\d])?)*$/;

function valueProblem({ name, scalar }: ScalarField): 'form' | 'long' | undefined {
  if (name === 'annotations' || isPlaceholder(scalar) || resolveScalar(scalar).type !== 'string') return undefined;
  if (scalar.text.length > MAX) return 'long';
  return VALUE.test(scalar.text) ? undefined : 'form';
}

function isMeta({ place, name }: ScalarField): boolean {
  const isOwn = /(?:^|V1)ObjectMeta$/.test(place.type.name) && (name === 'labels' || name === 'annotations');
  return (
    isOwn ||
    name === 'matchLabels' ||
    (name === 'selector' && /^V1(?:ServiceSpec|ReplicationControllerSpec)$/.test(place.type.name))
  );
}

function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  const [prefix, name] = slash === -1 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  const isPrefix = prefix === undefined || (prefix.length <= 253 && PREFIX.test(prefix.toLowerCase()));
  return isPrefix && name.length <= MAX && NAME.test(name);
}

function repair(value: string): string | undefined {
  const repaired = value
    .trim()
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z\d]+|[^A-Za-z\d]+$/g, '');
  return repaired === '' ? undefined : repaired;
}

function rewrite({ document }: Resource, { scalar }: ScalarField, value: string) {
  return document.shared.has(scalar) ? undefined : replaceScalar(document, scalar, value);
}
