import { isFragmentPath } from '../../core/manifestPath.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { asMap, findPair, get } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name the headless Service of a StatefulSet.',
  rationale: `
The pods of a StatefulSet get names of their own in DNS (\`db-0.db.shop.svc\`) from the headless Service that \`serviceName\` names. Without it they have none, and members of a cluster that look for each other by name never meet. The field cannot be changed later: the StatefulSet has to be made anew.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  equivalents: ['kube-score:statefulset-has-servicename'],
  messages: {
    missing: 'The pods of {name} will have no names in DNS: serviceName is not set.',
  },
  fixes: {
    set: 'Set serviceName to {name}',
  },
  examples: [
    {
      title: 'No Service',
      bad: `\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1.4
          resources:
            limits:
              memory: 512Mi
`,
      good: `\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  selector:
    matchLabels:
      app: db
  serviceName: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1.4
          resources:
            limits:
              memory: 512Mi
`,
    },
  ],
  *check({ group, kind, root, name, partial, document, nameSpan }, { say, fix }, { path }) {
    const spec = asMap(get(root, 'spec'));
    if (group !== 'apps' || kind !== 'StatefulSet' || partial || !spec || isFragmentPath(path)) return;
    if (findPair(spec, 'serviceName') || findPair(spec, '<<') || name === '') return;
    const edits = setPair(document, spec, 'serviceName', name, ['selector']);
    yield say.missing(
      nameSpan,
      { name },
      { fixes: edits ? [fix.set({ name }, { safe: false, edits: () => edits })] : [] },
    );
  },
});
