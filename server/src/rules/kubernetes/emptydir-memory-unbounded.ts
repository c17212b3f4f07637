import { setPair } from '../../parse/yaml/edit.ts';
import { asMap, asScalar, get, itemsOf } from '../../parse/yaml/node.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Give an emptyDir in memory a sizeLimit.',
  rationale: `
An \`emptyDir\` with \`medium: Memory\` is a tmpfs, and what is written there counts as memory of the container that writes it. GOMEMLIMIT knows nothing of it. Without a \`sizeLimit\` it may grow up to the memory limit of the pod, or, if some container has none, up to half of the node's memory, and the kernel then kills whoever asks for more.`,
  sources: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  messages: {
    unbounded: 'The volume {name} may fill all of the memory: it is kept in memory and has no sizeLimit.',
  },
  fixes: {
    limit: 'Set sizeLimit to 64Mi',
  },
  examples: [
    {
      title: 'A cache in memory',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
      volumeMounts:
        - name: cache
          mountPath: /cache
  volumes:
    - name: cache
      emptyDir:
        medium: Memory
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
      resources:
        limits:
          memory: 512Mi
      volumeMounts:
        - name: cache
          mountPath: /cache
  volumes:
    - name: cache
      emptyDir:
        medium: Memory
        sizeLimit: 64Mi
`,
    },
  ],
  *check({ podSpec, document, partial }, { say, fix }) {
    if (partial) return;
    for (const item of itemsOf(get(podSpec, 'volumes'))) {
      const volume = asMap(item);
      const emptyDir = asMap(get(volume, 'emptyDir'));
      const medium = asScalar(get(emptyDir, 'medium'));
      if (!emptyDir || !medium || medium.text !== 'Memory' || get(emptyDir, 'sizeLimit')) continue;
      const edits = document.shared.has(emptyDir) ? undefined : setPair(document, emptyDir, 'sizeLimit', '64Mi');
      const fixes = edits ? [fix.limit({}, { safe: false, edits: () => edits })] : [];
      yield say.unbounded(medium.span, { name: stringOf(get(volume, 'name')) ?? '' }, { fixes });
    }
  },
});
