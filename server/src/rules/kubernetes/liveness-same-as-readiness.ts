import type { Probe } from '../../parse/kubernetes/probe.ts';
import { askTheSame, failureBudget } from '../../parse/kubernetes/probeTarget.ts';
import { isInfrastructure } from '../../parse/kubernetes/security.ts';
import { takesRequests } from '../../parse/kubernetes/traffic.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
import { replaceScalar, setPair, type Edits } from '../../parse/yaml/edit.ts';
import { asScalar, get } from '../../parse/yaml/node.ts';
import { defineRule, type Fix } from '../define.ts';

/** Readiness has this many times its own budget to take traffic away before a restart. */
const PATIENCE = 2;

/** The usual path of a check that looks at nothing but the process itself. */
const LIVE_PATH = '/livez';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Let liveness ask something else than readiness, or give up later.',
  rationale: `
A failing readiness probe takes a Pod out of its Services until it has recovered; a failing liveness probe kills the container. When both ask the same and liveness gives up no later, the gentle answer never gets its turn: an overload or a slow database restarts every replica at the same moment, which loses the requests in flight and warm caches and makes the overload worse.

Liveness is for programs that no longer help themselves. It should ask the process alone, without its dependencies, or at least wait until readiness has had time to work. For agents of the node, and where all ports are for monitoring, no requests can be kept away, so it is information.`,
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  ],
  equivalents: ['kube-score:pod-probes-identical'],
  messages: {
    same: 'An overload will restart "{container}" instead of sparing it: its liveness probe asks what its readiness probe asks, and gives up after {liveness} s, readiness after {readiness} s.',
  },
  fixes: {
    threshold:
      'Set failureThreshold to {threshold}: traffic stops after {readiness} s, a restart comes after {liveness} s',
    path: 'Ask {path} instead, which must look at the process alone',
  },
  related: {
    readiness: 'The readiness probe',
  },
  examples: [
    {
      title: 'The same path for both',
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
          path: /healthz
          port: 8080
      readinessProbe:
        httpGet:
          path: /healthz
          port: 8080
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
          path: /healthz
          port: 8080
        failureThreshold: 6
      readinessProbe:
        httpGet:
          path: /healthz
          port: 8080
`,
    },
  ],
  *check(resource, { say, fix, note }) {
    const { containers, document } = resource;
    for (const container of containers) {
      const { livenessProbe, readinessProbe, name, partial } = container;
      if (partial || !livenessProbe || !readinessProbe) continue;
      const [liveness, readiness] = [failureBudget(livenessProbe), failureBudget(readinessProbe)];
      if (liveness === undefined || readiness === undefined || liveness > readiness) continue;
      if (!askTheSame(container, livenessProbe, readinessProbe)) continue;

      const period = livenessProbe.periodSeconds.value ?? 1;
      const threshold = Math.ceil((readiness * PATIENCE) / period);
      const offer = (edits: Edits, make: (change: Omit<Fix, 'title'>) => Fix): Fix[] =>
        edits ? [make({ safe: false, edits: () => edits })] : [];
      const later = { threshold, readiness, liveness: threshold * period };
      yield say.same(
        livenessProbe.keySpan,
        { container: name, liveness, readiness },
        {
          // How long to wait before a restart is the owner's decision, so neither is for "fix all".
          fixes: [
            ...offer(setThreshold(document, livenessProbe, threshold), (change) => fix.threshold(later, change)),
            ...offer(setLivePath(document, livenessProbe), (change) => fix.path({ path: LIVE_PATH }, change)),
          ],
          related: [note.readiness({}, { span: readinessProbe.keySpan })],
          // Where no requests come, there is no load that readiness could keep away.
          severity: isInfrastructure(resource) || !takesRequests(container) ? 'info' : undefined,
        },
      );
    }
  },
});

/** Undefined where an alias makes both probes one. */
function setThreshold(document: YamlDocument, { map }: Probe, threshold: number): Edits {
  return document.shared.has(map) ? undefined : setPair(document, map, 'failureThreshold', threshold);
}

/** Undefined for probes that ask no path, or that one already, and where an alias shares the handler. */
function setLivePath(document: YamlDocument, { handler, map }: Probe): Edits {
  if (handler?.type !== 'httpGet' || handler.path === LIVE_PATH) return undefined;
  const isShared = document.shared.has(handler.map) || get(map, 'httpGet') !== handler.map;
  const path = asScalar(get(handler.map, 'path'));
  return path && !isShared ? replaceScalar(document, path, LIVE_PATH) : undefined;
}
