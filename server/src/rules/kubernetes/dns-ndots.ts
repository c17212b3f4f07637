import { isController } from '../../parse/kubernetes/workload.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { appendItem, replaceScalar, setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asList, asMap, asScalar, findPair, get, getIn, itemsOf, type YamlMap } from '../../parse/yaml/node.ts';
import { booleanOf, isNull, stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';
import { offer, unshared } from '../offer.ts';

const OPTION = { name: 'ndots', value: '2' };

/** What the kubelet writes, and whoever writes it, too, has the same. */
const DEFAULT = '5';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Look up names outside of the cluster with fewer questions.',
  rationale: `
The kubelet writes \`options ndots:5\` and three or more search domains into the \`resolv.conf\` of pods. A name with fewer than five dots, such as \`api.shop.example\`, is then looked up with each of those domains behind it before it is looked up as it is, and each time for IPv4 and for IPv6: eight questions and more instead of two, and as many chances of a time-out. With \`ndots: 2\` short names of Services (\`db\`, \`db.shop\`) still go through the search domains. A dot at the end of the name in the program does the same for that name.`,
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    'https://man7.org/linux/man-pages/man5/resolv.conf.5.html',
  ],
  equivalents: ['kube-linter:dnsconfig-options'],
  messages: { five: 'Every name outside of the cluster will be looked up four times or more: ndots is 5.' },
  fixes: { set: 'Set ndots to 2' },
  examples: [
    {
      title: 'As the kubelet writes it',
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
      dnsConfig:
        options:
          - name: ndots
            value: "2"
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { podSpec, partial, nameSpan } = resource;
    if (!podSpec || partial || !isController(resource) || !asksCluster(podSpec)) return;
    const options = itemsOf(getIn(podSpec, 'dnsConfig', 'options')).flatMap((item) => asMap(item) ?? []);
    const written = options.find((item) => stringOf(get(item, 'name')) === 'ndots');
    const value = asScalar(get(written, 'value'));
    if (value?.text === DEFAULT) {
      const edits = unshared(resource.document, [written], () => replaceScalar(resource.document, value, OPTION.value));
      yield say.five(value.span, {}, { fixes: offer(edits, (change) => fix.set({}, change)) });
    }
    if (written) return;
    yield say.five(nameSpan, {}, { fixes: offer(addOption(resource, podSpec), (change) => fix.set({}, change)) });
  },
});

/** In the network of the node it is the node's resolver, unless the policy says otherwise. */
function asksCluster(podSpec: YamlMap): boolean {
  const policy = stringOf(get(podSpec, 'dnsPolicy')) ?? 'ClusterFirst';
  return policy === 'ClusterFirst'
    ? booleanOf(get(podSpec, 'hostNetwork')) !== true
    : policy === 'ClusterFirstWithHostNet';
}

function addOption({ document }: Resource, podSpec: YamlMap): Edits {
  const config = findPair(podSpec, 'dnsConfig')?.value;
  if (!config || isNull(config))
    return unshared(document, [podSpec], () => setPair(document, podSpec, 'dnsConfig', { options: [OPTION] }));
  if (config.type !== 'map') return undefined;
  const list = asList(get(config, 'options'));
  return unshared(document, [podSpec, config, list], () =>
    list ? appendItem(document, list, OPTION) : setPair(document, config, 'options', [OPTION]),
  );
}
