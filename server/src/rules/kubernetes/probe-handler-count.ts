import { isFragmentPath } from '../../core/manifestPath.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { probesOf } from '../../parse/kubernetes/probe.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
import { setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asScalar, findPair, type YamlMap } from '../../parse/yaml/node.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { isNull } from '../../parse/yaml/scalar.ts';
import { defineRule, type Fix } from '../define.ts';

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
  fixes: { keep: 'Keep {handler} alone', socket: 'Connect to port {port}' },
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
  *check(resource, { say, fix }, { path }) {
    if (isFragmentPath(path)) return;
    for (const container of resource.containers.filter(({ partial }) => !partial)) {
      for (const { kind, map, keySpan } of probesOf(container)) {
        const handlers = HANDLERS.filter((name) => isSet(map, name));
        if (handlers.length === 1 || map.pairs.some(({ key }) => /^(?:<<|\$)/.test(asScalar(key)?.text ?? '')))
          continue;
        const offer = (edits: Edits, make: (change: Omit<Fix, 'title'>) => Fix): Fix[] =>
          edits && !resource.document.shared.has(map) ? [make({ safe: false, edits: () => edits })] : [];
        if (handlers.length === 0) {
          const port = firstPort(container);
          const edits = port === undefined ? undefined : addSocket(resource.document, map, port);
          const fixes = offer(edits, (change) => fix.socket({ port: port ?? '' }, change));
          yield say.none(keySpan, { probe: kind }, { fixes });
        } else {
          const fixes = handlers.flatMap((handler) =>
            offer(keepOnly(resource.document, map, handlers, handler), (change) => fix.keep({ handler }, change)),
          );
          yield say.several(keySpan, { probe: kind, handlers: handlers.join(', ') }, { fixes });
        }
      }
    }
  },
});

function isSet(map: YamlMap, name: string): boolean {
  const value = findPair(map, name)?.value;
  return value !== undefined && !isNull(value);
}

function firstPort({ ports }: Container): string | number | undefined {
  const first = ports.find(({ protocol, containerPort }) => protocol === 'TCP' && containerPort);
  return first?.name?.text ?? first?.containerPort?.value;
}

/** A socket that is there as `null` was switched off by somebody. */
function addSocket(document: YamlDocument, map: YamlMap, port: string | number): Edits {
  if (findPair(map, 'tcpSocket')) return undefined;
  return setPair(document, map, 'tcpSocket', { port });
}

/** Removals of neighbours in flow style may touch the same comma; then there is none. */
function keepOnly(document: YamlDocument, map: YamlMap, handlers: readonly string[], kept: string): Edits {
  const removals = handlers.filter((name) => name !== kept).map((name) => removePair(document, map, name));
  const edits = removals.flatMap((removal) => removal ?? []);
  const isClean = edits.every(({ span: one }, index) =>
    edits.slice(index + 1).every(({ span: other }) => one.end <= other.start || other.end <= one.start),
  );
  return isClean && !removals.includes(undefined) ? edits : undefined;
}
