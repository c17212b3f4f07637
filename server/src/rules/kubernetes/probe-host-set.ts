import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { type ProbeHandler, probesOf } from '../../parse/kubernetes/probe.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
import { setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asScalar, findPair, get, type YamlMap } from '../../parse/yaml/node.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { booleanOf } from '../../parse/yaml/scalar.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Probe the container itself, not a host.',
  rationale: `
A probe goes to the pod's own address unless \`host\` names another. With a name in it the kubelet asks that host, through DNS and whatever balances its load, and restarts this container for the failures of others; \`localhost\` is the node. What is mostly meant is the Host header, which \`httpHeaders\` sets.

Pods in the node's network (\`hostNetwork\`) ask \`127.0.0.1\` for a reason and are left alone.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe'],
  messages: {
    host: 'The {probe} will ask {host}, not this container, which is then restarted or left out for the failures of others.',
  },
  fixes: { header: 'Send {host} as the Host header instead', remove: 'Ask the container itself' },
  examples: [
    {
      title: 'A name of the service',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      readinessProbe:
        httpGet:
          host: shop.example
          path: /readyz
          port: 8080
      resources:
        limits:
          memory: 512Mi
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      readinessProbe:
        httpGet:
          path: /readyz
          port: 8080
          httpHeaders:
            - name: Host
              value: shop.example
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document, podSpec }, { say, fix }) {
    if (booleanOf(get(podSpec, 'hostNetwork')) === true) return;
    for (const { kind, handler } of containers.flatMap(probesOf)) {
      const host = asScalar(get(handler?.map, 'host'));
      if (!handler || !host || host.text === '' || isPlaceholder(host)) continue;
      const edits = withoutHost(document, handler);
      const fixes: Fix[] = edits.change
        ? [fix[edits.title]({ host: host.text }, { safe: false, edits: () => edits.change ?? [] })]
        : [];
      yield say.host(host.span, { probe: kind, host: host.text }, { fixes });
    }
  },
});

/** With a header in its place where it is a name that HTTP can be asked by. */
function withoutHost(
  document: YamlDocument,
  { map, type }: ProbeHandler,
): { title: 'header' | 'remove'; change: Edits } {
  const host = asScalar(get(map, 'host'))?.text ?? '';
  const removal = document.shared.has(map) ? undefined : removePair(document, map, 'host');
  const header = type === 'httpGet' && isName(host) ? withHeader(document, map, host) : undefined;
  return header
    ? { title: 'header', change: removal && [...removal, ...header] }
    : { title: 'remove', change: removal };
}

/** An address says nothing as a header. */
function isName(host: string): boolean {
  return /[a-z]/i.test(host) && !host.includes(':') && host !== 'localhost';
}

function withHeader(document: YamlDocument, map: YamlMap, host: string): Edits {
  if (findPair(map, 'httpHeaders') || map.pairs.at(-1) === findPair(map, 'host')) return undefined;
  return setPair(document, map, 'httpHeaders', [{ name: 'Host', value: host }]);
}
