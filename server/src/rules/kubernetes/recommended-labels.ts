import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { isWorkload } from '../../parse/kubernetes/security.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { asMap, asScalar, findPair, get, getIn, keysOf } from '../../parse/yaml/node.ts';
import { isNull } from '../../parse/yaml/scalar.ts';
import { isKustomized } from '../../workspace/kustomized.ts';
import { defineRule } from '../define.ts';

const NAME = 'app.kubernetes.io/name';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Label workloads with the name of their application.',
  rationale: `
\`app.kubernetes.io/name\` is the label by which dashboards, cost reports and \`kubectl get -l\` put together what belongs to one application; tools do not know that your label for it is \`app\`. The label on the workload itself can be added at any time; the one in its selector cannot be changed, so the fix leaves selector and pods alone. What a kustomization labels is left alone.`,
  sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/'],
  messages: {
    missing: 'Tools will not see which application {kind} {name} belongs to: app.kubernetes.io/name is missing.',
  },
  fixes: { add: 'Label it as {name}' },
  examples: [
    {
      title: 'No name of an application',
      bad: `\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 3
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
      good: `\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels:
    app.kubernetes.io/name: api
spec:
  replicas: 3
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
  *check(resource, { say, fix }, { path, workspace }) {
    const { root, kind, name, document, nameSpan, partial } = resource;
    const metadata = asMap(get(root, 'metadata'));
    const labels = get(metadata, 'labels');
    if (!isWorkload(resource) || partial || !metadata || name === '' || isKustomized(path, workspace)) return;
    if ((labels && !isNull(labels) && !asMap(labels)) || keysOf(asMap(labels)).has(NAME)) return;
    const scalar = asScalar(getIn(root, 'metadata', 'name'));
    const own = findPair(metadata, 'labels')?.value;
    const isFree = ![metadata, ...(own ? [own] : [])].some((each) => document.shared.has(each));
    const isWritable = isFree && scalar && !isPlaceholder(scalar) && name.length <= MAX_LABEL && own?.type !== 'alias';
    const edits = !isWritable
      ? undefined
      : own?.type === 'map'
        ? setPair(document, own, NAME, name)
        : setPair(document, metadata, 'labels', { [NAME]: name }, ['name', 'namespace']);
    const fixes = edits ? [fix.add({ name }, { safe: false, edits: () => edits })] : [];
    yield say.missing(nameSpan, { kind, name }, { fixes });
  },
});

const MAX_LABEL = 63;
