import { isFragmentPath } from '../../core/manifestPath.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { type ProbeHandler, probesOf } from '../../parse/kubernetes/probe.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
import type { Edits } from '../../parse/yaml/edit.ts';
import { asScalar, get, type YamlMap, type YamlScalar } from '../../parse/yaml/node.ts';
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
    const { containers, document } = resource;
    if (mayAskTheNode(resource) || isFragmentPath(path)) return;
    for (const { kind, handler } of containers.filter(({ partial }) => !partial).flatMap(probesOf)) {
      const host = handler && hostOf(handler);
      if (!host) continue;
      const { title, edits } = withoutHost(document, handler, host.text);
      const fixes = edits ? [fix[title]({ host: host.text }, { safe: false, edits: () => edits })] : [];
      const other = kind === 'readinessProbe' ? 'traffic' : 'restart';
      yield say[isLoopback(host.text) ? 'node' : other](host.span, { probe: kind, host: host.text }, { fixes });
    }
  },
});

/** The pod is in the node's network, or may be by what is written elsewhere. */
function mayAskTheNode({ podSpec, partial }: Resource): boolean {
  const hostNetwork = get(podSpec, 'hostNetwork');
  return partial || (hostNetwork !== undefined && booleanOf(hostNetwork) !== false);
}

function hostOf({ map }: ProbeHandler): YamlScalar | undefined {
  const host = asScalar(get(map, 'host'));
  return host && host.text !== '' && !isNull(host) && !isPlaceholder(host) ? host : undefined;
}

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
