import type { Container } from '../../parse/kubernetes/container.ts';
import type { Probe } from '../../parse/kubernetes/probe.ts';
import { startupFor } from '../../parse/kubernetes/startup.ts';
import type { YamlDocument } from '../../parse/yaml/document.ts';
import { setPair, type Edits } from '../../parse/yaml/edit.ts';
import { removePair } from '../../parse/yaml/remove.ts';
import { defineRule } from '../define.ts';

const LONG = 30;

export default defineRule({
  target: 'kubernetes',
  severity: 'info',
  since: '0.1.0',
  summary: 'Wait for a slow start with a startup probe.',
  rationale: `
\`initialDelaySeconds\` is a guess for the slowest start there will ever be: every start waits that long before anything is noticed, and one that takes longer is killed. A startup probe asks until the program answers, up to failureThreshold × periodSeconds, and hands over to the liveness probe at once.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
  ],
  messages: {
    delay:
      'A "{container}" that hangs goes unnoticed for {seconds} s after each start: the liveness probe waits that long.',
  },
  fixes: { startup: 'Ask with a startup probe, up to {seconds} s' },
  examples: [
    {
      title: 'Half a minute',
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
        initialDelaySeconds: 30
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
      startupProbe:
        httpGet:
          path: /livez
          port: 8080
        failureThreshold: 3
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document }, { say, fix }) {
    for (const container of containers) {
      const { livenessProbe, startupProbe, name, partial } = container;
      const { span, value: seconds = 0 } = livenessProbe?.initialDelaySeconds ?? {};
      if (partial || !livenessProbe || startupProbe || !span || seconds < LONG) continue;
      const edits = withStartup(document, container, livenessProbe);
      const fixes = edits ? [fix.startup({ seconds }, { safe: false, edits: () => edits })] : [];
      yield say.delay(span, { container: name, seconds }, { fixes });
    }
  },
});

function withStartup(document: YamlDocument, { map }: Container, probe: Probe): Edits {
  const startup = startupFor(probe, probe.initialDelaySeconds.value ?? 0);
  if (!startup || document.shared.has(probe.map) || document.shared.has(map)) return undefined;
  const removal = removePair(document, probe.map, 'initialDelaySeconds');
  const insertion = setPair(document, map, 'startupProbe', startup, ['livenessProbe']);
  const last = probe.map.pairs.at(-1);
  // Behind a delay that is the last line the new lines would begin where that line is taken out.
  const touches =
    last?.value.span === probe.initialDelaySeconds.span &&
    removal?.some(({ span }) => insertion?.some((each) => each.span.start < span.end && span.start < each.span.end));
  return removal && insertion && !touches ? [...removal, ...insertion] : undefined;
}
