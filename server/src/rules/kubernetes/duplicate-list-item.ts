import type { Resource } from '../../parse/kubernetes.ts';
import type { Span } from '../../core/text.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import {
  asList,
  asMap,
  asScalar,
  findPair,
  get,
  type YamlList,
  type YamlMap,
  type YamlScalar,
} from '../../parse/yaml/node.ts';
import { removeItem } from '../../parse/yaml/remove.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Name containers, volumes, ports and mount paths once.',
  rationale: `
Some lists are maps in disguise: containers and volumes by name, ports by name, mounts by path. The API server refuses the second item ("Duplicate value"), and kustomize and \`kubectl apply\`, which merge such lists by their keys, join two items that were never meant to be one. One port with TCP and with UDP is two ports.`,
  sources: [
    'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
  ],
  equivalents: ['kube-score:container-ports-check'],
  messages: {
    name: 'The API server will refuse the object: {list} has the name {value} twice.',
    path: 'The API server will refuse the object: {value} is mounted twice.',
    port: 'Only one of the two will count: the port {value} is listed twice.',
  },
  fixes: {
    remove: 'Remove this one',
  },
  related: {
    first: 'The first one',
  },
  examples: [
    {
      title: 'Two containers of one name',
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
    - name: api
      image: registry.example/proxy:1.4
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
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix, note }) {
    for (const { list, listName, index, key, value, first, isSame } of repeated(resource)) {
      const edits = resource.document.shared.has(list) ? undefined : removeItem(resource.document, list, index);
      const fixes = edits ? [fix.remove({}, { safe: isSame, edits: () => edits })] : [];
      const details = { fixes, related: [note.first({}, { span: first })] };
      if (key === 'mountPath') yield say.path(value.span, { value: value.text }, details);
      else if (key === 'containerPort')
        yield say.port(value.span, { value: value.text }, { ...details, severity: 'warning' });
      else yield say.name(value.span, { value: value.text, list: listName }, details);
    }
  },
});

interface Repeated {
  readonly list: YamlList;
  readonly listName: string;
  readonly index: number;
  readonly key: string;
  readonly value: YamlScalar;
  readonly first: Span;
  readonly isSame: boolean;
}

/** Lists of a pod or a container, with the keys that tell their items apart. */
const OF_POD = [
  ['containers', 'name'],
  ['initContainers', 'name'],
  ['volumes', 'name'],
] as const;
const OF_CONTAINER = [
  ['ports', 'name'],
  ['ports', 'containerPort'],
  ['volumeMounts', 'mountPath'],
] as const;

function* repeated({ podSpec, containers, root, kind, group, text }: Resource): Generator<Repeated> {
  const lists: [YamlMap, readonly (readonly [string, string])[]][] = podSpec ? [[podSpec, OF_POD]] : [];
  for (const { map } of containers) lists.push([map, OF_CONTAINER]);
  const spec = asMap(get(root, 'spec'));
  if (spec && group === '' && kind === 'Service') lists.push([spec, [['ports', 'name']]]);
  for (const [map, keys] of lists) for (const [listName, key] of keys) yield* inList(map, listName, key, text);
}

function* inList(map: YamlMap, listName: string, key: string, text: string): Generator<Repeated> {
  const list = asList(get(map, listName));
  const seen = new Map<string, { span: Span; written: string }>();
  for (const [index, item] of (list?.items ?? []).entries()) {
    const object = asMap(item);
    const value = asScalar(get(object, key));
    if (!list || !object || !value || value.text === '' || isPlaceholder(value) || findPair(object, '$patch')) continue;
    const id = identity(object, key, value);
    const written = text.slice(item.span.start, item.span.end);
    const first = seen.get(id);
    if (first) yield { list, listName, index, key, value, first: first.span, isSame: first.written === written };
    else seen.set(id, { span: value.span, written });
  }
}

/** The same number with another protocol or name, or on another address of the host, is another port. */
function identity(object: YamlMap, key: string, value: YamlScalar): string {
  if (key !== 'containerPort') return value.text;
  const parts = ['protocol', 'name', 'hostIP', 'hostPort'].map((field) => asScalar(get(object, field))?.text ?? '');
  return [value.text, parts[0] === '' ? 'TCP' : parts[0], ...parts.slice(1)].join(' ');
}
