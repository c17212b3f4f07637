import { isFragmentPath } from '../../core/manifestPath.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { scalarSetting } from '../../parse/kubernetes/settings.ts';
import { asMap, findPair, get } from '../../parse/yaml/node.ts';
import { integerOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name the headless Service of a StatefulSet.',
  rationale: `
The pods of a StatefulSet get names of their own in DNS (\`db-0.db.shop.svc\`) from the headless Service that \`serviceName\` names. Without it they have none, and members of a cluster that look for each other by name never meet. The field cannot be changed later: the StatefulSet has to be made anew.

With one replica it is information. A Service with an address of its own, in the same file, does not give the pods names either.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  equivalents: ['kube-score:statefulset-has-servicename'],
  messages: {
    missing: 'The pods of {name} will have no names in DNS: serviceName is not set.',
    headless:
      'The pods of {name} will have no names in DNS: the Service {service} is not headless, it lacks clusterIP: None.',
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
  *check(resource, { say, fix }, { path, services = [] }) {
    const { root, name, namespace, document, nameSpan } = resource;
    const spec = asMap(get(root, 'spec'));
    if (!isWhole(resource, path) || !spec) return;
    const isAlone = (integerOf(get(spec, 'replicas')) ?? 1) < 2;
    const written = scalarSetting(spec, 'serviceName');
    const service = services.find((each) => each.name === written?.text && each.namespace === namespace);
    if (written && service && !service.isHeadless && !isAlone)
      yield say.headless(written.span, { name, service: service.name });
    if (get(spec, 'serviceName')) return;
    const edits = setPair(document, spec, 'serviceName', name, ['selector']);
    yield say.missing(
      nameSpan,
      { name },
      {
        fixes: edits ? [fix.set({ name }, { safe: false, edits: () => edits })] : [],
        // Whoever looks for the only pod asks a Service.
        severity: isAlone ? 'info' : undefined,
      },
    );
  },
});

function isWhole({ group, kind, root, name, partial }: Resource, path: string): boolean {
  const isOne = group === 'apps' && kind === 'StatefulSet' && name !== '' && !partial && !isFragmentPath(path);
  return isOne && !findPair(asMap(get(root, 'spec')), '<<');
}
