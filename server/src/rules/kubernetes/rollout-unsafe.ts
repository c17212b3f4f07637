import type { Resource } from '../../parse/kubernetes.ts';
import { replaceScalar, setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asMap, asScalar, get, getIn, itemsOf, type YamlMap, type YamlScalar } from '../../parse/yaml/node.ts';
import { booleanOf, integerOf } from '../../parse/yaml/scalar.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Keep pods running while new ones come up.',
  rationale: `
A Deployment replaces its pods under a budget: \`maxUnavailable\` may be missing, \`maxSurge\` may be too many. With both at zero nothing can ever be replaced, and the API server refuses the object. With \`maxUnavailable: 100%\`, and with \`Recreate\`, all pods are stopped before the first new one is up, so every rollout is an outage; and if the new version does not start, it lasts.

\`Recreate\` is right where two versions must not run at once: a volume that one node alone may mount, a port of the host. Those are left alone, and so is a single replica, of which it is only pointed out.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy'],
  messages: {
    stuck: 'The API server will refuse the object: with maxSurge and maxUnavailable both 0 no pod could be replaced.',
    all: 'Every rollout will be an outage: maxUnavailable: {value} stops all pods before the new ones are up.',
    recreate: 'Every rollout will be an outage: Recreate stops all pods before the new ones are up.',
  },
  fixes: { surge: 'Allow one pod more while rolling out', rolling: 'Replace pods one after the other' },
  examples: [
    {
      title: 'No way to replace a pod',
      bad: `\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  strategy:
    rollingUpdate:
      maxSurge: 0
      maxUnavailable: 0
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
  strategy:
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
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
    const spec = asMap(get(resource.root, 'spec'));
    const strategy = strategyOf(resource);
    if (!strategy) return;
    const rolling = asMap(get(strategy, 'rollingUpdate'));
    const [surge, unavailable] = [asScalar(get(rolling, 'maxSurge')), asScalar(get(rolling, 'maxUnavailable'))];
    const offer = (title: 'surge' | 'rolling', edits: Edits): Fix[] =>
      edits ? [fix[title]({}, { safe: title === 'surge', edits: () => edits })] : [];
    if (rolling && surge && isZero(surge) && isZero(unavailable)) {
      const fixes = offer('surge', setPair(resource.document, rolling, 'maxSurge', 1));
      yield say.stuck(surge.span, {}, { fixes, severity: 'error' });
    } else if (unavailable?.text === '100%' && replicasOf(spec) > 1) {
      const fixes = offer('rolling', replaceScalar(resource.document, unavailable, '25%'));
      yield say.all(unavailable.span, { value: unavailable.text }, { fixes });
    }
    const type = recreates(resource, strategy);
    if (!type) return;
    const fixes = offer('rolling', replaceScalar(resource.document, type, 'RollingUpdate'));
    yield say.recreate(type.span, {}, { fixes, severity: replicasOf(spec) > 1 ? undefined : 'info' });
  },
});

function strategyOf({ root, kind, group, partial, document }: Resource): YamlMap | undefined {
  const strategy = asMap(getIn(root, 'spec', 'strategy'));
  const isOwn = group === 'apps' && kind === 'Deployment' && !partial;
  return isOwn && strategy && !document.shared.has(strategy) ? strategy : undefined;
}

/** The type of the strategy where it is one that nothing asks for. */
function recreates(resource: Resource, strategy: YamlMap): YamlScalar | undefined {
  const type = asScalar(get(strategy, 'type'));
  return type?.text === 'Recreate' && !needsRecreate(resource) ? type : undefined;
}

function isZero(scalar: YamlScalar | undefined): boolean {
  return scalar !== undefined && /^0%?$/.test(scalar.text);
}

function replicasOf(spec: YamlMap | undefined): number {
  return integerOf(get(spec, 'replicas')) ?? 1;
}

/** Volumes that one node alone may mount, and ports of the host. */
function needsRecreate({ podSpec, containers }: Resource): boolean {
  const volumes = itemsOf(get(podSpec, 'volumes')).map(asMap);
  const isBound = volumes.some((volume) => BOUND.some((field) => get(volume, field)));
  const hasHostPort = containers.some(({ ports }) => ports.some(({ map }) => get(map, 'hostPort')));
  return isBound || hasHostPort || booleanOf(get(podSpec, 'hostNetwork')) === true;
}

const BOUND = [
  'persistentVolumeClaim',
  'hostPath',
  'awsElasticBlockStore',
  'gcePersistentDisk',
  'azureDisk',
  'csi',
  'iscsi',
  'fc',
  'rbd',
  'cinder',
  'ephemeral',
];
