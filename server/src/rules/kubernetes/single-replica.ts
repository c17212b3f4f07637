import { replaceScalar } from '../../parse/yaml/edit.ts';
import { asMap, asScalar, get } from '../../parse/yaml/node.ts';
import { integerOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Run more than one replica.',
  rationale: `
With one replica every restart of its node is an outage, and so is every drain: the pod is gone before the next one is ready. Where a HorizontalPodAutoscaler sets the number, \`replicas\` is best left out. Programs that must run once (leader election aside) have a reason.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/pods/disruptions/'],
  equivalents: [
    'kube-linter:minimum-three-replicas',
    'kube-score:deployment-replicas',
    'polaris:deploymentMissingReplicas',
  ],
  messages: { single: 'Every drain of its node will be an outage: {kind} {name} runs one replica.' },
  fixes: { set: 'Run 2 replicas' },
  examples: [
    {
      title: 'One pod',
      bad: `\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 1
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
spec:
  replicas: 2
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
  *check({ root, kind, group, name, document, partial }, { say, fix }) {
    const spec = asMap(get(root, 'spec'));
    const replicas = asScalar(get(spec, 'replicas'));
    if (group !== 'apps' || kind !== 'Deployment' || partial || integerOf(replicas) !== 1 || !replicas) return;
    const edits = replaceScalar(document, replicas, 2);
    const fixes = edits ? [fix.set({}, { safe: false, edits: () => edits })] : [];
    yield say.single(replicas.span, { kind, name }, { fixes });
  },
});
