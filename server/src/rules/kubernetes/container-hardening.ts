import type { Resource } from '../../parse/kubernetes.ts';
import { harden, MEASURES, withReadOnlyRoot } from '../../parse/kubernetes/hardening.ts';
import { isWorkload, privilegesOf } from '../../parse/kubernetes/security.ts';
import { getIn } from '../../parse/yaml/node.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'info',
  since: '0.1.0',
  summary: 'Run containers with no more rights than they need.',
  rationale: `
Without a \`securityContext\` a container runs as the user of its image, often root, may gain rights through setuid programs, keeps fourteen capabilities and may make every system call. Whoever takes over the program has all of that, too. The restricted profile of the Pod Security Standards takes it away, and a program in Go misses none of it: \`runAsNonRoot\`, \`allowPrivilegeEscalation: false\`, \`capabilities.drop: [ALL]\` and \`seccompProfile: RuntimeDefault\`. A read-only root file system is one step more, and needs a place for temporary files.

This is one finding for each container, whatever is missing. What the pod sets counts for its containers. Pods on their own, Windows, privileged containers (which are \`privileged-container\`'s) and parts of something are left alone.`,
  sources: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  equivalents: [
    'kube-linter:run-as-non-root',
    'kube-linter:no-read-only-root-fs',
    'kube-linter:privilege-escalation-container',
    'kube-linter:drop-net-raw-capability',
    'kube-score:container-security-context-user-group-id',
    'kube-score:container-security-context-readonlyrootfilesystem',
    'kube-score:container-security-context-privileged',
    'polaris:runAsRootAllowed',
    'polaris:notReadOnlyRootFilesystem',
    'polaris:privilegeEscalationAllowed',
    'polaris:insecureCapabilities',
  ],
  messages: { missing: 'Whoever takes over "{container}" may do more than it needs: {missing}.' },
  fixes: {
    restricted: 'Apply the restricted profile',
    readOnly: 'Apply it, and make the root file system read-only with an empty /tmp',
  },
  examples: [
    {
      title: 'No security context',
      bad: `\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: registry.example/api:1.4
          resources:
            limits:
              memory: 512Mi
`,
      good: `\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: registry.example/api:1.4
          resources:
            limits:
              memory: 512Mi
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            seccompProfile:
              type: RuntimeDefault
`,
    },
  ],
  *check(resource, { say, fix }) {
    if (!isWorkload(resource) || resource.partial || isWindows(resource)) return;
    for (const container of resource.containers) {
      const privileges = privilegesOf(container, resource);
      const missing = MEASURES.filter(({ isMet }) => !isMet(privileges));
      if (container.role === 'ephemeral' || container.partial || privileges.privileged || missing.length === 0)
        continue;
      const restricted = harden(resource, container, missing);
      const readOnly = privileges.readOnlyRootFilesystem ? undefined : withReadOnlyRoot(resource, container, missing);
      const fixes: Fix[] = restricted ? [fix.restricted({}, { safe: false, edits: () => restricted })] : [];
      if (readOnly) fixes.push(fix.readOnly({}, { safe: false, edits: () => readOnly }));
      const names = { container: container.name, missing: missing.map(({ name }) => name).join(', ') };
      yield say.missing(container.nameSpan, names, { fixes });
    }
  },
});

function isWindows({ podSpec }: Resource): boolean {
  const os = stringOf(getIn(podSpec, 'os', 'name')) ?? stringOf(getIn(podSpec, 'nodeSelector', 'kubernetes.io/os'));
  return os === 'windows';
}
