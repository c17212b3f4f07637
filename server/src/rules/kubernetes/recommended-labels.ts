import { isWorkload } from '../../parse/kubernetes/security.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asMap, findPair, get, keysOf, type YamlMap } from '../../parse/yaml/node.ts';
import { isNull } from '../../parse/yaml/scalar.ts';
import { isKustomized } from '../../workspace/kustomized.ts';
import { defineRule } from '../define.ts';
import { offer, unshared } from '../offer.ts';

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
    const { kind, name, nameSpan, root } = resource;
    const metadata = asMap(get(root, 'metadata'));
    if (!isWorkload(resource) || resource.partial || !metadata || name === '' || isKustomized(path, workspace)) return;
    if (isLabelled(metadata)) return;
    const edits = name.length <= MAX_LABEL && !PLACEHOLDER.test(name) ? label(resource, metadata) : undefined;
    yield say.missing(nameSpan, { kind, name }, { fixes: offer(edits, (change) => fix.add({ name }, change)) });
  },
});

const MAX_LABEL = 63;
/** What a label may not contain stands for something that is filled in. */
const PLACEHOLDER = /[^\w.-]/;

/** Labels that cannot be read may be anything. */
function isLabelled(metadata: YamlMap): boolean {
  const labels = get(metadata, 'labels');
  return (labels && !isNull(labels) && !asMap(labels)) || keysOf(asMap(labels)).has(NAME);
}

function label({ document, name }: Resource, metadata: YamlMap): Edits {
  const own = findPair(metadata, 'labels')?.value;
  if (own?.type === 'alias' || (!own && get(metadata, 'labels'))) return undefined;
  return unshared(document, [metadata, own], () =>
    own?.type === 'map'
      ? setPair(document, own, NAME, name)
      : setPair(document, metadata, 'labels', { [NAME]: name }, ['name', 'namespace']),
  );
}
