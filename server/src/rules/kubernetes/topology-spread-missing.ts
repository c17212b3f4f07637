import type { Resource } from '../../parse/kubernetes.ts';
import { setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asMap, asScalar, get, getIn, itemsOf, type YamlMap } from '../../parse/yaml/node.ts';
import { integerOf, stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';
import { offer, unshared } from '../offer.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Spread replicas over nodes.',
  rationale: `
Replicas help against the loss of a node as far as they run on different ones. By itself the scheduler only prefers that, up to three pods more on one node than on another, so all replicas of a small service may land on one, and one drain takes them all. \`topologySpreadConstraints\` with \`whenUnsatisfiable: ScheduleAnyway\` asks for one pod more at most and still starts pods where that cannot be; an anti-affinity between pods is as good.`,
  sources: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  equivalents: [
    'kube-linter:no-anti-affinity',
    'kube-score:deployment-has-host-podantiaffinity',
    'kube-score:statefulset-has-host-podantiaffinity',
    'kube-score:pod-topology-spread-constraints',
    'polaris:topologySpreadConstraint',
  ],
  messages: { missing: 'One node may hold all {replicas} pods of {name}: nothing asks for them to be spread.' },
  fixes: { spread: 'Spread them over nodes' },
  examples: [
    {
      title: 'Three pods on one node',
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
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: api
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { name, podSpec, document } = resource;
    const replicas = asScalar(getIn(resource.root, 'spec', 'replicas'));
    const count = integerOf(replicas) ?? 0;
    if (!podSpec || !replicas || count < 2 || !hasReplicas(resource) || isSpread(resource)) return;
    const labels = labelsOf(resource);
    const edits = unshared(document, [podSpec], () => labels && spread(resource, podSpec, labels));
    yield say.missing(
      replicas.span,
      { name, replicas: count },
      { fixes: offer(edits, (change) => fix.spread({}, change)) },
    );
  },
});

function hasReplicas({ group, kind, partial }: Resource): boolean {
  return group === 'apps' && /^(?:Deployment|StatefulSet|ReplicaSet)$/.test(kind) && !partial;
}

function spread({ document }: Resource, podSpec: YamlMap, matchLabels: Readonly<Record<string, string>>): Edits {
  const constraint = {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels },
  };
  return setPair(document, podSpec, 'topologySpreadConstraints', [constraint]);
}

function isSpread({ podSpec }: Resource): boolean {
  const affinity = getIn(podSpec, 'affinity');
  // What is filled in later may be an anti-affinity.
  const isUnknown = affinity !== undefined && asMap(affinity) === undefined;
  return (
    isUnknown ||
    getIn(podSpec, 'affinity', 'podAntiAffinity') !== undefined ||
    get(podSpec, 'topologySpreadConstraints') !== undefined ||
    get(podSpec, 'nodeName') !== undefined
  );
}

/** By which the workload finds its pods. */
function labelsOf({ root }: Resource): Readonly<Record<string, string>> | undefined {
  const labels = asMap(getIn(root, 'spec', 'selector', 'matchLabels'));
  const pairs = (labels?.pairs ?? []).map(({ key, value }) => [asScalar(key)?.text, stringOf(value)] as const);
  const hasExpressions = itemsOf(getIn(root, 'spec', 'selector', 'matchExpressions')).length > 0;
  if (pairs.length === 0 || hasExpressions || pairs.some((pair) => pair.includes(undefined))) return undefined;
  return Object.fromEntries(pairs) as Record<string, string>;
}
