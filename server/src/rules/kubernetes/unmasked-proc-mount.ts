import { asMap, asScalar, get } from '../../parse/yaml/node.ts';
import { removeIn } from '../../parse/yaml/remove.ts';
import { booleanOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

/** Since then the API server looks at the field unless somebody has turned that off. */
const RELEASE = 33;

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Leave /proc as the container runtime makes it.',
  rationale: `
The runtime hides parts of \`/proc\` from a container and makes others read-only, because they belong to the kernel of the whole node. \`procMount: Unmasked\` gives them back, which only containers that start containers of their own need. Since Kubernetes 1.33 the API server takes it with \`hostUsers: false\` alone, so that root of the container is nobody on the node; before, it drops the field without a word unless the feature was turned on.`,
  sources: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  equivalents: ['kube-linter:unsafe-proc-mount', 'polaris:procMount'],
  messages: {
    refused: 'The API server will refuse the object: procMount Unmasked needs hostUsers: false.',
    unmasked: 'Whoever takes over "{container}" sees in /proc what the runtime hides from others.',
  },
  fixes: { remove: 'Leave /proc masked' },
  examples: [
    {
      title: 'All of /proc',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  hostUsers: false
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
      securityContext:
        runAsNonRoot: true
        procMount: Unmasked
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  hostUsers: false
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
      securityContext:
        runAsNonRoot: true
`,
    },
  ],
  *check({ containers, podSpec, document, partial }, { say, fix }, { policy }) {
    const isMapped = partial || booleanOf(get(podSpec, 'hostUsers')) === false;
    for (const { map, name: container } of containers) {
      const own = asMap(get(map, 'securityContext'));
      const mount = asScalar(get(own, 'procMount'));
      if (!own || mount?.text !== 'Unmasked') continue;
      const edits = removeIn(document, map, ['securityContext', 'procMount']);
      const fixes = edits ? [fix.remove({}, { safe: false, edits: () => edits })] : [];
      const severity = (policy?.kubernetesRelease ?? 0) >= RELEASE ? 'error' : undefined;
      if (isMapped) yield say.unmasked(mount.span, { container }, { fixes });
      else yield say.refused(mount.span, {}, { fixes, severity });
    }
  },
});
