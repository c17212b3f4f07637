import { setPair } from '../../parse/yaml/edit.ts';
import { asMap, asScalar, findPair, get, getIn, type YamlMap, type YamlScalar } from '../../parse/yaml/node.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give the pods of a workload the labels that its selector asks for.',
  rationale: `
A Deployment finds its pods by \`spec.selector\`, and makes them with the labels of \`spec.template\`. If they do not fit, it would make pods without end and never see one, so the API server refuses the object: "selector does not match template labels".

Labels that kustomize adds (\`commonLabels\`, \`labels\`) reach both, and a patch may hold only one of them.`,
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
  *check(resource, { say, fix, note }) {
    const { document } = resource;
    const labels = podLabels(resource);
    for (const { key, value, span } of wanted(resource)) {
      if (!labels) continue;
      const found = asScalar(get(labels, key));
      if (found && (found.text === value || isPlaceholder(found))) continue;
      const edits = document.shared.has(labels) ? undefined : setPair(document, labels, key, value);
      const related = [note.labels({}, { span: found?.span ?? labels.pairs[0]?.key.span ?? labels.span })];
      const change = { safe: false, edits: () => edits ?? [] };
      if (found) {
        const fixes = edits ? [fix.follow({ value }, change)] : [];
        yield say.differs(span, { label: `${key}: ${value}`, value: found.text }, { fixes, related });
      } else {
        const fixes = edits ? [fix.copy({ label: `${key}: ${value}` }, change)] : [];
        yield say.missing(span, { label: `${key}: ${value}` }, { fixes, related });
      }
    }
  },
});

/** Undefined where they are not all known: no template labels at all is a part of something. */
function podLabels({ root, group, kind, partial }: Resource): YamlMap | undefined {
  const isWorkload =
    /^(?:apps|extensions)$/.test(group) && /^(?:Deployment|ReplicaSet|StatefulSet|DaemonSet)$/.test(kind);
  const labels = isWorkload && !partial ? asMap(getIn(root, 'spec', 'template', 'metadata', 'labels')) : undefined;
  return labels && labels.pairs.length > 0 && !findPair(labels, '$patch') ? labels : undefined;
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
