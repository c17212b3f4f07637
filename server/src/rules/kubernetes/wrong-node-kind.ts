import type { FieldType } from '../../core/kubernetes/schema.ts';
import { fieldsOf, isPlaceholder, type WrongShape } from '../../parse/kubernetes/fields.ts';
import type { Span } from '../../core/text.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { spansProblem } from '../../parse/yaml/document.ts';
import { unwrapItem, wrapInList } from '../../parse/yaml/wrap.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write a list where the API has a list, and an object where it has an object.',
  rationale: `
A dash too many or too few changes the shape of a value, and the API server cannot decode it: "cannot unmarshal object into Go struct field … of type []v1.ContainerPort". With several of them missing the message names the Go types, not the line.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  messages: {
    list: 'The API server will refuse the object: {name} has to be a list.',
    object: 'The API server will refuse the object: {name} has to be an object with fields of its own.',
    scalar: 'The API server will refuse the object: {name} has to be a single value.',
  },
  fixes: {
    wrap: 'Make it a list',
    unwrap: 'Take it out of the list',
  },
  examples: [
    {
      title: 'A dash is missing',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      ports:
        name: http
        containerPort: 8080
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
      ports:
        - name: http
          containerPort: 8080
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }, { custom }) {
    for (const wrong of fieldsOf(resource, custom).misshapen) {
      const { name, pair, type } = wrong;
      if (spansProblem(resource.document, pair) || isToBeFilled(wrong, resource)) continue;
      const edits = wrap(wrong, resource);
      const unwrapped = edits ? undefined : unwrap(wrong, resource);
      const fixes: Fix[] = edits ? [fix.wrap({}, { safe: false, edits: () => edits })] : [];
      if (unwrapped) fixes.push(fix.unwrap({}, { safe: false, edits: () => unwrapped }));
      yield say[shapeOf(type)](placeOf(wrong, resource), { name }, { fixes });
    }
  },
});

/**
 * `${VALUE}`; also `{volume-id}` and `[YOUR_KEY]`, which YAML takes for collections, and the `2001:db8::` of a list in
 * brackets, which Kubernetes' decoder takes for a text.
 */
function isToBeFilled({ node }: WrongShape, { text }: Resource): boolean {
  if (node.type === 'scalar') return isPlaceholder(node);
  const source = text.slice(node.span.start, node.span.end);
  const isPair = node.type === 'map' && node.flow && !source.startsWith('{');
  return isPair || /^(?:\{[\w-]+\}|\[[A-Z][A-Z\d_]+\])$/.test(source);
}

function shapeOf({ kind }: FieldType): 'list' | 'object' | 'scalar' {
  if (kind === 'list') return 'list';
  return kind === 'object' || kind === 'map' ? 'object' : 'scalar';
}

/** The key where the value is below it, so that not half of the file is underlined. */
function placeOf({ node, pair }: WrongShape, { text }: Resource): Span {
  const { start, end } = node.span;
  const isBelow = pair.value === node && text.slice(pair.key.span.end, start).includes('\n');
  return start === end || isBelow || text.slice(start, end).includes('\n') ? pair.key.span : node.span;
}

/** Only where the item then is what the list holds. */
function wrap({ type, node }: WrongShape, { document }: Resource) {
  if (type.kind !== 'list') return undefined;
  const item = shapeOf(type.item);
  const isItem = node.type === 'map' ? item === 'object' : node.type === 'scalar' && item === 'scalar';
  return isItem ? wrapInList(document, node) : undefined;
}

function unwrap({ type, node }: WrongShape, { document }: Resource) {
  if (node.type !== 'list' || type.kind === 'list') return undefined;
  const isItem = shapeOf(type) === (node.items[0]?.type === 'map' ? 'object' : 'scalar');
  return isItem ? unwrapItem(document, node) : undefined;
}
