import type { Container } from '../../parse/kubernetes/container.ts';
import { isWindows } from '../../parse/kubernetes/security.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { asMap, asScalar, get } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

/** The user `nonroot` of distroless images. */
const NONROOT = 65_532;

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Do not ask for the user root and for anybody else at once.',
  rationale: `
\`runAsNonRoot: true\` has the kubelet look at the user before it starts a container, and \`runAsUser: 0\` is root: the container stays in \`CreateContainerConfigError\` ("container's runAsUser breaks non-root policy"). The API server accepts both, so it shows only once the pod is on a node. What the container says comes before what the pod says, for each of the two fields on its own.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context_others.go',
  ],
  messages: {
    root: 'The kubelet will not start "{container}": it may not be root (runAsNonRoot), and runAsUser is root.',
  },
  related: { policy: 'It may not be root by this' },
  fixes: { user: 'Run it as user {user}' },
  examples: [
    {
      title: 'Root that may not be root',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
      securityContext:
        runAsUser: 0
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
      securityContext:
        runAsUser: 65532
`,
    },
  ],
  *check(resource, { say, fix, note }) {
    const { containers, podSpec, document } = resource;
    const told = new Set<number>();
    for (const container of isWindows(resource) ? [] : containers.filter(isRefused)) {
      const { runAsNonRoot, runAsUser } = container.securityContext;
      if (!runAsNonRoot || !runAsUser || told.has(runAsUser.span.start)) continue;
      told.add(runAsUser.span.start);
      const from = runAsUser.from === 'pod' ? podSpec : container.map;
      const scalar = asScalar(get(asMap(get(from, 'securityContext')), 'runAsUser'));
      const edits = scalar && !document.shared.has(scalar) ? replaceScalar(document, scalar, NONROOT) : undefined;
      yield say.root(
        runAsUser.span,
        { container: container.name },
        {
          fixes: edits ? [fix.user({ user: NONROOT }, { safe: false, edits: () => edits })] : [],
          related: [note.policy({}, { span: runAsNonRoot.span })],
        },
      );
    }
  },
});

function isRefused({ securityContext: { runAsNonRoot, runAsUser }, partial }: Container): boolean {
  return !partial && runAsNonRoot?.value === true && runAsUser?.value === 0;
}
