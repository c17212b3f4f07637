import { type ServiceTarget, servicesOf } from '../../parse/kubernetes/services.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
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

\`Recreate\` is right where there cannot be two: a volume that one node alone may mount, a port of the host, a GPU. Those are left alone. Of a single replica it is only pointed out, and hardly where no Service in the file sends requests to it. So are several replicas of an operator, which elect one that leads.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy'],
  equivalents: ['kube-linter:no-rolling-update-strategy', 'kube-score:deployment-strategy'],
  messages: {
    stuck: 'The API server will refuse the object: with maxSurge and maxUnavailable both 0 no pod could be replaced.',
    all: 'Every rollout will be an outage: maxUnavailable: {value} stops all pods before the new ones are up.',
    recreate: 'Every rollout will be an outage: Recreate stops all pods before the new ones are up.',
  },
  fixes: {
    surge: 'Allow a quarter more pods while rolling out, and none fewer',
    rolling: 'Replace pods bit by bit',
  },
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
      maxSurge: 25%
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
  *check(resource, { say, fix }, { services = [] }) {
    const strategy = strategyOf(resource);
    if (!strategy) return;
    const { document } = resource;
    const rolling = asMap(get(strategy, 'rollingUpdate'));
    const offer = (edits: Edits, make: (change: Omit<Fix, 'title'>) => Fix): Fix[] =>
      edits ? [make({ safe: false, edits: () => edits })] : [];
    const more = (): Fix[] => offer(oneMore(document, rolling), (change) => fix.surge({}, change));
    const { stuck, all } = budgetOf(resource, rolling);
    if (stuck) yield say.stuck(stuck.span, {}, { fixes: more(), severity: 'error' });
    if (all) yield say.all(all.span, { value: all.text }, { fixes: more() });
    const type = asScalar(get(strategy, 'type'));
    if (type?.text !== 'Recreate' || needsRecreate(resource)) return;
    const edits = rolling ? undefined : replaceScalar(document, type, 'RollingUpdate');
    const fixes = offer(edits, (change) => fix.rolling({}, change));
    yield say.recreate(type.span, {}, { fixes, severity: severityOf(resource, services) });
  },
});

interface Budget {
  /** The surge, if no pod may be missing and none too many. */
  readonly stuck?: YamlScalar;
  /** How many may be missing, if that is all of them. */
  readonly all?: YamlScalar;
}

function budgetOf(resource: Resource, rolling: YamlMap | undefined): Budget {
  const [surge, unavailable] = [asScalar(get(rolling, 'maxSurge')), asScalar(get(rolling, 'maxUnavailable'))];
  if (!unavailable) return {};
  if (isZero(unavailable)) return surge && isZero(surge) ? { stuck: surge } : {};
  return isEverybody(resource, unavailable) ? { all: unavailable } : {};
}

/** What no Service sends requests to, and is one pod or an operator, is mostly something that must not run twice. */
function severityOf(resource: Resource, services: readonly ServiceTarget[]): 'info' | 'hint' | undefined {
  const isServed = servicesOf(resource, services).length > 0;
  if (replicasOf(resource) > 1) return isServed || !LEADS.test(resource.name) ? undefined : 'info';
  return isServed ? 'info' : 'hint';
}

const LEADS = /(?:^|-)(?:operator|controller|manager|scheduler)(?:-|$)/;

function strategyOf({ root, kind, group, partial, document }: Resource): YamlMap | undefined {
  const strategy = asMap(getIn(root, 'spec', 'strategy'));
  const isOwn = group === 'apps' && kind === 'Deployment' && !partial;
  return isOwn && strategy && !document.shared.has(strategy) ? strategy : undefined;
}

/** A quarter more pods while rolling out, and none fewer. */
function oneMore(document: YamlDocument, rolling: YamlMap | undefined): Edits {
  if (!rolling || document.shared.has(rolling)) return undefined;
  const [surge, unavailable] = [asScalar(get(rolling, 'maxSurge')), asScalar(get(rolling, 'maxUnavailable'))];
  const more = !surge || isZero(surge) ? setPair(document, rolling, 'maxSurge', '25%') : [];
  const fewer = unavailable && !isZero(unavailable) ? replaceScalar(document, unavailable, 0) : [];
  return more && fewer && [...more, ...fewer];
}

function isZero({ text }: YamlScalar): boolean {
  return /^0%?$/.test(text);
}

/** Of several pods all at once; a single one is what a rollout without surge has to stop. */
function isEverybody(resource: Resource, unavailable: YamlScalar): boolean {
  const replicas = replicasOf(resource);
  return replicas > 1 && (unavailable.text === '100%' || (integerOf(unavailable) ?? 0) >= replicas);
}

function replicasOf({ root }: Resource): number {
  return integerOf(getIn(root, 'spec', 'replicas')) ?? 1;
}

/** What one pod alone can have: volumes of one node, ports of the host, devices such as GPUs that are not there twice. */
function needsRecreate({ podSpec, containers }: Resource): boolean {
  const volumes = itemsOf(get(podSpec, 'volumes')).map(asMap);
  const isBound = volumes.some((volume) => BOUND.some((field) => get(volume, field)));
  const hasHostPort = containers.some(({ ports }) => ports.some(({ map }) => get(map, 'hostPort')));
  const hasDevice = containers.some(({ limits }) => [...limits.keys()].some((name) => name.includes('/')));
  return isBound || hasHostPort || hasDevice || booleanOf(get(podSpec, 'hostNetwork')) === true;
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
