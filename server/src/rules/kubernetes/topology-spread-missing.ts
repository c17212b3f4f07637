import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { podLabels, podLabelsMap } from '../../parse/kubernetes/names.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { appendItem, setPair, type Edits } from '../../parse/yaml/edit.ts';
import {
  asList,
  asMap,
  asScalar,
  findPair,
  get,
  getIn,
  itemsOf,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../../parse/yaml/node.ts';
import { integerOf, isNull, stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';
import { offer, unshared } from '../offer.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Spread replicas over nodes.',
  rationale: `
Replicas help against the loss of a node as far as they run on different ones. By itself the scheduler only prefers that, up to three pods more on one node than on another, so all replicas of a small service may land on one, and one drain takes them all. \`topologySpreadConstraints\` with \`whenUnsatisfiable: ScheduleAnyway\` asks for one pod more at most and still starts pods where that cannot be; an anti-affinity between pods is as good. Either counts as far as its labels and namespaces are those of the pods themselves.`,
  sources: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  equivalents: [
    'kube-linter:no-anti-affinity',
    'kube-score:deployment-has-host-podantiaffinity',
    'kube-score:statefulset-has-host-podantiaffinity',
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
  const isOwn = group === 'apps' && /^(?:Deployment|StatefulSet|ReplicaSet)$/.test(kind);
  return (isOwn || kind === 'DeploymentConfig') && !partial;
}

function spread({ document }: Resource, podSpec: YamlMap, matchLabels: Readonly<Record<string, string>>): Edits {
  const constraint = {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels },
  };
  const list = findPair(podSpec, 'topologySpreadConstraints')?.value;
  if (list?.type !== 'list' || list.items.length === 0)
    return setPair(document, podSpec, 'topologySpreadConstraints', [constraint]);
  return unshared(document, [list], () => appendItem(document, list, constraint));
}

/** What is filled in later may spread as well; constraints and terms that are about other pods do not. */
function isSpread(resource: Resource): boolean {
  const { podSpec } = resource;
  const [affinity, against] = [getIn(podSpec, 'affinity'), getIn(podSpec, 'affinity', 'podAntiAffinity')];
  const isUnknown = [affinity, against].some((node) => node && !isNull(node) && !asMap(node));
  const constraints = get(podSpec, 'topologySpreadConstraints');
  const isOpen = constraints !== undefined && !isNull(constraints) && !asList(constraints);
  const terms = [
    ...itemsOf(constraints).map(asMap),
    ...itemsOf(get(asMap(against), 'requiredDuringSchedulingIgnoredDuringExecution')).map(asMap),
    ...itemsOf(get(asMap(against), 'preferredDuringSchedulingIgnoredDuringExecution')).map((item) =>
      asMap(get(asMap(item), 'podAffinityTerm')),
    ),
  ];
  return isUnknown || isOpen || get(podSpec, 'nodeName') !== undefined || terms.some((term) => isAbout(resource, term));
}

/** Whether a term is about the workload's own pods, as far as one can tell. */
function isAbout(resource: Resource, term: YamlMap | undefined): boolean {
  const namespaces = itemsOf(get(term, 'namespaces')).map(stringOf);
  const isElsewhere =
    resource.namespace !== '' &&
    namespaces.length > 0 &&
    !namespaces.includes(resource.namespace) &&
    !get(term, 'namespaceSelector');
  const selector = get(term, 'labelSelector');
  // Without a selector a term is about no pod at all.
  const choosesNone = term !== undefined && (selector === undefined || isNull(selector));
  return !isElsewhere && !choosesNone && !choosesOthers(resource, asMap(get(asMap(selector), 'matchLabels')));
}

function choosesOthers(resource: Resource, matchLabels: YamlMap | undefined): boolean {
  const own = podLabelsMap(resource);
  const isReadable = own?.pairs.every(({ key, value }) => isKnown(key) && isKnown(value)) === true;
  return (
    isReadable &&
    (matchLabels?.pairs ?? []).some(
      ({ key, value }) => isKnown(key) && isKnown(value) && podLabels(resource)?.get(key.text) !== value.text,
    )
  );
}

function isKnown(node: YamlNode): node is YamlScalar {
  return node.type === 'scalar' && node.text !== '<<' && !isPlaceholder(node);
}

/** By which the workload finds its pods. */
function labelsOf({ root }: Resource): Readonly<Record<string, string>> | undefined {
  const labels = asMap(getIn(root, 'spec', 'selector', 'matchLabels'));
  const pairs = (labels?.pairs ?? []).map(({ key, value }) => [asScalar(key)?.text, stringOf(value)] as const);
  const hasExpressions = itemsOf(getIn(root, 'spec', 'selector', 'matchExpressions')).length > 0;
  if (pairs.length === 0 || hasExpressions || pairs.some((pair) => pair.includes(undefined))) return undefined;
  return Object.fromEntries(pairs) as Record<string, string>;
}
