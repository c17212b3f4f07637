import { setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asMap, asScalar, findPair, get, getIn, type YamlMap, type YamlScalar } from '../../parse/yaml/node.ts';
import { isFragmentPath } from '../../core/manifestPath.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { isNull, stringOf } from '../../parse/yaml/scalar.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give the pods of a workload the labels that its selector asks for.',
  rationale: `
A Deployment finds its pods by \`spec.selector\`, and makes them with the labels of \`spec.template\`. If they do not fit, it would make pods without end and never see one, so the API server refuses the object: "selector does not match template labels".

Labels that kustomize adds (\`commonLabels\`, \`labels\`) reach both, and a patch may hold only one of them; so no labels at all are a warning.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  equivalents: [
    'kube-linter:mismatching-selector',
    'kube-score:deployment-pod-selector-labels-match-template-metadata-labels',
    'kube-score:statefulset-pod-selector-labels-match-template-metadata-labels',
  ],
  messages: {
    missing: 'The API server will refuse the object: the selector asks for {label}, which the pods do not have.',
    differs: 'The API server will refuse the object: the selector asks for {label}, and the pods have {value}.',
  },
  fixes: {
    copy: 'Give the pods the label {label}',
    follow: 'Give the pods the value {value}',
  },
  related: {
    labels: 'The labels of the pods',
  },
  examples: [
    {
      title: 'Another name',
      bad: `\
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: api
          image: registry.example/api:1.4
          resources:
            limits:
              memory: 512Mi
`,
      good: `\
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
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
  *check(resource, { say, fix, note }, { path }) {
    for (const { key, value, span, found } of mismatches(resource, path)) {
      const label = `${key}: ${value}`;
      const edits = give(resource, key, value);
      const title = found ? fix.follow : fix.copy;
      const fixes: Fix[] = edits ? [title({ value, label }, { safe: false, edits: () => edits })] : [];
      const labels = podLabels(resource);
      const related = [note.labels({}, { span: found?.span ?? labels?.pairs[0]?.key.span ?? resource.kindSpan })];
      // Kustomize may add them all.
      const severity = labels ? undefined : ('warning' as const);
      if (found) yield say.differs(span, { label, value: found.text }, { fixes, related });
      else yield say.missing(span, { label }, { fixes, related: labels ? related : [], severity });
    }
  },
});

function mismatches(resource: Resource, path: string) {
  const labels = podLabels(resource);
  if (!isWhole(resource, path) || findPair(labels, '$patch')) return [];
  return wanted(resource).flatMap((each) => {
    const found = asScalar(get(labels, each.key));
    return found && (found.text === each.value || isPlaceholder(found)) ? [] : [{ ...each, found }];
  });
}

function isWhole({ root, group, kind, partial }: Resource, path: string): boolean {
  const isWorkload =
    /^(?:apps|extensions)$/.test(group) && /^(?:Deployment|ReplicaSet|StatefulSet|DaemonSet)$/.test(kind);
  // What is no map is a place for one.
  const isReadable = [['metadata'], ['metadata', 'labels']].every((steps) => {
    const node = getIn(templateOf(root), ...steps);
    return node === undefined || isNull(node) || asMap(node) !== undefined;
  });
  return isWorkload && !partial && !isFragmentPath(path) && templateOf(root) !== undefined && isReadable;
}

function templateOf(root: YamlMap): YamlMap | undefined {
  return asMap(getIn(root, 'spec', 'template'));
}

/** Undefined where there are none at all. */
function podLabels({ root }: Resource): YamlMap | undefined {
  const labels = asMap(getIn(templateOf(root), 'metadata', 'labels'));
  return labels && labels.pairs.length > 0 ? labels : undefined;
}

function give({ root, document }: Resource, key: string, value: string): Edits {
  const template = templateOf(root);
  const metadata = asMap(get(template, 'metadata'));
  const labels = asMap(get(metadata, 'labels'));
  if (!template || [template, metadata, labels].some((map) => map && document.shared.has(map))) return undefined;
  if (labels) return setPair(document, labels, key, value);
  return metadata
    ? setPair(document, metadata, 'labels', { [key]: value }, ['name'])
    : setPair(document, template, 'metadata', { labels: { [key]: value } });
}

function wanted({ root }: Resource): { key: string; value: string; span: YamlScalar['span'] }[] {
  const matchLabels = asMap(getIn(root, 'spec', 'selector', 'matchLabels'));
  return (matchLabels?.pairs ?? []).flatMap((pair) => {
    const [key, scalar] = [asScalar(pair.key), asScalar(pair.value)];
    const value = stringOf(scalar);
    if (!key || !scalar || value === undefined || key.text === '<<' || isPlaceholder(scalar)) return [];
    return [{ key: key.text, value, span: { start: key.span.start, end: scalar.span.end } }];
  });
}
