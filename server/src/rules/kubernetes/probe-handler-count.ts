import { isFragmentPath } from '../../core/manifestPath.ts';
import { probesOf } from '../../parse/kubernetes/probe.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
import type { Edits } from '../../parse/yaml/edit.ts';
import { asScalar, findPair, type YamlMap } from '../../parse/yaml/node.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { isNull } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

/** The one to keep first: what says most about the program. */
const HANDLERS = ['httpGet', 'grpc', 'exec', 'tcpSocket'];

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give every probe exactly one handler.',
  rationale: `
A probe asks in one way: \`httpGet\`, \`tcpSocket\`, \`grpc\` or \`exec\`. The API server refuses a probe with none ("must specify a handler type") and one with several ("may not specify more than 1 handler type"). Two of them are mostly what a merge has left: kustomize and Helm add a handler beside the one that is there.`,
  sources: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  messages: {
    none: 'The API server will refuse the object: the {probe} has no httpGet, tcpSocket, grpc or exec.',
    several: 'The API server will refuse the object: the {probe} has {handlers}, and one is all it may have.',
  },
  fixes: { keep: 'Keep {handler} alone' },
  examples: [
    {
      title: 'Two handlers',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      livenessProbe:
        httpGet:
          path: /livez
          port: 8080
        tcpSocket:
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
      livenessProbe:
        httpGet:
          path: /livez
          port: 8080
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document }, { say, fix }, { path }) {
    for (const container of containers) {
      if (container.partial || isFragmentPath(path)) continue;
      for (const { kind, map, keySpan } of probesOf(container)) {
        const handlers = HANDLERS.filter((name) => isSet(map, name));
        if (handlers.length === 1 || map.pairs.some(({ key }) => /^(?:<<|\$)/.test(asScalar(key)?.text ?? '')))
          continue;
        const fixes = handlers.flatMap((handler) => {
          const edits = keepOnly(document, map, handlers, handler);
          return edits ? [fix.keep({ handler }, { safe: false, edits: () => edits })] : [];
        });
        if (handlers.length === 0) yield say.none(keySpan, { probe: kind });
        else yield say.several(keySpan, { probe: kind, handlers: handlers.join(', ') }, { fixes });
      }
    }
  },
});

function isSet(map: YamlMap, name: string): boolean {
  const value = findPair(map, name)?.value;
  return value !== undefined && !isNull(value);
}

/** Of two neighbours the lines may touch, so only one is taken out at a time. */
function keepOnly(document: YamlDocument, map: YamlMap, handlers: readonly string[], kept: string): Edits {
  const [other, ...more] = handlers.filter((name) => name !== kept);
  if (other === undefined || more.length > 0 || document.shared.has(map)) return undefined;
  return removePair(document, map, other);
}
