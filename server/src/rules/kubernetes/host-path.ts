import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { hostPaths } from '../../parse/kubernetes/hostPaths.ts';
import { isInfrastructure, isWorkload } from '../../parse/kubernetes/security.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Keep data in volumes of the cluster rather than on the node.',
  rationale: `
A \`hostPath\` volume is a directory of whichever node the pod happens to run on: on another node it holds something else, or nothing, it counts against no limit, and nobody backs it up. The baseline profile of the Pod Security Standards allows none at all, so a namespace that enforces it has no pods then. An \`emptyDir\`, a claim or a ConfigMap does most of it. What is more dangerous than that is told by \`sensitive-host-path\`; agents and drivers of the node are left alone.`,
  sources: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  equivalents: ['kube-linter:writable-host-mount', 'polaris:hostPathSet'],
  messages: {
    taken: 'A namespace with the baseline profile will have no pods of {name}: {path} is a piece of the node.',
  },
  examples: [
    {
      title: 'Data on the node',
      bad: `\
apiVersion: apps/v1
kind: Deployment
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
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          hostPath:
            path: /data/shop
`,
      good: `\
apiVersion: apps/v1
kind: Deployment
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
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: shop
`,
    },
  ],
  *check(resource, { say }) {
    const { name, partial } = resource;
    if (partial || !isWorkload(resource) || isInfrastructure(resource)) return;
    for (const { path, kind, mount } of hostPaths(resource)) {
      const isTold = kind !== undefined && (kind !== 'writable' || mount !== undefined);
      if (isTold || isPlaceholder(path)) continue;
      const equivalents = mount ? undefined : ['polaris:hostPathSet'];
      yield say.taken(path.span, { name, path: path.text }, { equivalents });
    }
  },
});
