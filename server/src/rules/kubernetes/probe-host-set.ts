import { isFragmentPath } from '../../core/manifestPath.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { type ProbeHandler, probesOf } from '../../parse/kubernetes/probe.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
import type { Edits } from '../../parse/yaml/edit.ts';
import { asScalar, get, type YamlMap } from '../../parse/yaml/node.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import { booleanOf, isNull } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Probe the container itself, not a host.',
  rationale: `
A probe goes to the pod's own address unless \`host\` names another. With a name in it the kubelet asks that host, through DNS and whatever balances its load, and restarts this container for the failures of others; \`localhost\` is the node itself. What is mostly meant is the Host header, which \`httpHeaders\` sets.

Pods in the node's network (\`hostNetwork\`) ask \`127.0.0.1\` for a reason and are left alone.`,
  sources: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe'],
  messages: {
    restart: 'The {probe} will ask {host}, not this container, and restart it for the failures of others.',
    traffic: 'The {probe} will ask {host}, not this container, and take its traffic away for the failures of others.',
    node: 'The {probe} will ask the node, not this container: the kubelet connects from there, so {host} is the node itself.',
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
          path: /readyz
          port: 8080
          host: shop.example
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
  *check(resource, { say, fix }, { path }) {
    const { containers, document, podSpec } = resource;
    if (get(podSpec, 'hostNetwork') && booleanOf(get(podSpec, 'hostNetwork')) !== false) return;
    // The host's network may be asked for where the rest is.
    if (resource.partial || isFragmentPath(path)) return;
    for (const { kind, handler } of containers.filter(({ partial }) => !partial).flatMap(probesOf)) {
      const host = asScalar(get(handler?.map, 'host'));
      if (!handler || !host || host.text === '' || isNull(host) || isPlaceholder(host)) continue;
      const { title, edits } = withoutHost(document, handler, host.text);
      const fixes = edits ? [fix[title]({ host: host.text }, { safe: false, edits: () => edits })] : [];
      const message = isLoopback(host.text) ? 'node' : kind === 'readinessProbe' ? 'traffic' : 'restart';
      yield say[message](host.span, { probe: kind, host: host.text }, { fixes });
    }
  },
});

interface Change {
  readonly title: 'header' | 'remove';
  readonly edits: Edits;
}

/** With a header in its place where it is a name that HTTP can be asked by. */
function withoutHost(document: YamlDocument, { map, type }: ProbeHandler, host: string): Change {
  if (document.shared.has(map)) return { title: 'remove', edits: undefined };
  const header = type === 'httpGet' && isName(host) ? withHeader(document, map, host) : undefined;
  return header ? { title: 'header', edits: header } : { title: 'remove', edits: removePair(document, map, 'host') };
}

/** An address says nothing as a header. */
function isName(host: string): boolean {
  return /[a-z]/i.test(host) && !host.includes(':') && !isLoopback(host);
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1\]?)$/i.test(host);
}

/** Other headers stay as they are, and are not mixed with a new one here. */
function withHeader(document: YamlDocument, map: YamlMap, host: string): Edits {
  if (get(map, 'httpHeaders')) return undefined;
  return replacePair(document, map, 'host', 'httpHeaders', [{ name: 'Host', value: host }]);
}
