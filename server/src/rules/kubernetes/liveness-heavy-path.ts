import { replaceScalar } from '../../parse/yaml/edit.ts';
import { asScalar, get } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

const LIVE_PATH = '/livez';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Ask a liveness probe nothing but whether the program lives.',
  rationale: `
A liveness probe that fails restarts the container. \`/metrics\` gathers every metric each time and is slow just when there is much to do; \`/debug/pprof/\` lists profiles; \`/ready\` and \`/readyz\` also say no while a database is away, and a restart of every pod at once does not bring it back. An endpoint of its own (\`/livez\`) that answers at once is what is needed.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/pods/probes/'],
  messages: {
    heavy: '"{container}" may be restarted because it is busy: its liveness probe asks {path}.',
    ready:
      '"{container}" may be restarted because something else is away: its liveness probe asks {path}, which is about readiness.',
  },
  fixes: { path: 'Ask {path}, which the program has to serve' },
  examples: [
    {
      title: 'Metrics',
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
          path: /metrics
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
  *check({ containers, document }, { say, fix }) {
    for (const { livenessProbe, name } of containers) {
      const handler = livenessProbe?.handler;
      const path = handler?.type === 'httpGet' ? asScalar(get(handler.map, 'path')) : undefined;
      const kind = path && kindOf(path.text);
      if (!path || !kind) continue;
      const edits = document.shared.has(path) ? undefined : replaceScalar(document, path, LIVE_PATH);
      const fixes = edits ? [fix.path({ path: LIVE_PATH }, { safe: false, edits: () => edits })] : [];
      yield say[kind](path.span, { container: name, path: path.text }, { fixes });
    }
  },
});

function kindOf(path: string): 'heavy' | 'ready' | undefined {
  if (/^\/(?:metrics|debug\/(?:pprof|vars))(?:\/|\?|$)/.test(path)) return 'heavy';
  return /^(?:\/[\w.-]+){0,3}\/(?:ready|readyz|readiness)(?:\/|\?|$)/.test(path) ? 'ready' : undefined;
}
