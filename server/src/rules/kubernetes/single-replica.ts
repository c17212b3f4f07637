import { lineEnd } from '../../core/text.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { asMap, asScalar, get, getIn, itemsOf, type YamlScalar } from '../../parse/yaml/node.ts';
import { integerOf, stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';
import { offer, unshared } from '../offer.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Run more than one replica.',
  rationale: `
With one replica every restart of its node is an outage, and so is every drain: the pod is gone before the next one is ready. Where a HorizontalPodAutoscaler sets the number, \`replicas\` is best left out. Programs that run once on purpose are left alone, as far as that shows: by \`strategy: Recreate\`, a volume of their own, a leader election, or a comment behind the number.`,
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
  *check(resource, { say, fix }) {
    const { root, kind, group, name, document, partial } = resource;
    const replicas = asScalar(get(asMap(get(root, 'spec')), 'replicas'));
    if (group !== 'apps' || kind !== 'Deployment' || partial || integerOf(replicas) !== 1 || !replicas) return;
    if (isOneOnPurpose(resource) || isExplained(replicas, document.text)) return;
    const edits = unshared(document, [replicas], () => replaceScalar(document, replicas, 2));
    yield say.single(replicas.span, { kind, name }, { fixes: offer(edits, (change) => fix.set({}, change)) });
  },
});

function isOneOnPurpose({ root, podSpec, containers }: Resource): boolean {
  const hasVolume = itemsOf(get(podSpec, 'volumes')).some((item) => get(asMap(item), 'persistentVolumeClaim'));
  const words = containers.flatMap(({ command = [], args = [] }) => [...command, ...args]);
  const elects = words.some(({ text }) => /leader-?elect/i.test(text) && !text.endsWith('=false'));
  return hasVolume || elects || stringOf(getIn(root, 'spec', 'strategy', 'type')) === 'Recreate';
}

function isExplained({ span }: YamlScalar, text: string): boolean {
  return /^[ \t]+#/.test(text.slice(span.end, lineEnd(text, span.end)));
}
