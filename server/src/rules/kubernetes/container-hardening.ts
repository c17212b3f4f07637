import type { Container } from '../../parse/kubernetes/container.ts';
import {
  addTemporary,
  harden,
  hardeningGaps,
  MEASURES,
  READ_ONLY,
  type Measure,
} from '../../parse/kubernetes/hardening.ts';
import { isInfrastructure } from '../../parse/kubernetes/security.ts';
import { hasIdleToken } from '../../parse/kubernetes/serviceAccount.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { ignoredChecks } from '../../parse/kubernetes/annotations.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { joined } from '../../parse/yaml/joined.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'info',
  since: '0.1.0',
  summary: 'Run containers with no more rights than they need.',
  rationale: `
Without a \`securityContext\` a container runs as the user of its image, often root, may gain rights through setuid programs, keeps fourteen capabilities, may make every system call and may change its own program files. Whoever takes over the program has all of that, too. The restricted profile of the Pod Security Standards takes it away, and a program in Go misses none of it: \`runAsNonRoot\`, \`allowPrivilegeEscalation: false\`, \`capabilities.drop: [ALL]\` and \`seccompProfile: RuntimeDefault\`. A read-only root file system is one step more and needs a place for temporary files, so there is a fix with it and one without, and it is not asked for alone. Where nothing hints at a use of the Kubernetes API, the first fix also keeps the token of the default service account out of the pod.

This is one finding for each container, whatever is missing; an \`ignore\` annotation of kube-linter, kube-score or Polaris takes away its part. What the pod sets counts for its containers. Pods on their own, Windows, privileged containers (which are \`privileged-container\`'s), init containers that change owners and parts of something are left alone; for agents and drivers of a node it is a hint.`,
  sources: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  equivalents: MEASURES.flatMap(({ peers }) => peers),
  messages: { missing: 'Whoever takes over "{container}" may do more than its program needs, without {missing}.' },
  fixes: {
    readOnly: 'Apply the restricted profile, with a read-only root and an empty /tmp',
    restricted: 'Apply the restricted profile',
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
            readOnlyRootFilesystem: true
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            seccompProfile:
              type: RuntimeDefault
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir: {}
      automountServiceAccountToken: false
`,
    },
  ],
  *check(resource, { say, fix }) {
    for (const { container, gaps, peers } of hardeningGaps(resource, ignoredChecks(resource))) {
      const missing = gaps.filter((measure) => measure !== READ_ONLY);
      if (missing.length === 0) continue;
      const readOnly = gaps.includes(READ_ONLY) ? withReadOnlyRoot(resource, container, gaps) : undefined;
      const restricted = harden(resource, container, missing);
      const fixes: Fix[] = [];
      if (readOnly) fixes.push(fix.readOnly({}, { safe: false, edits: () => readOnly }));
      if (restricted) fixes.push(fix.restricted({}, { safe: false, edits: () => restricted }));
      yield say.missing(
        container.nameSpan,
        { container: container.name, missing: gaps.map(({ name }) => name).join(', ') },
        {
          fixes,
          equivalents: peers,
          severity: isInfrastructure(resource) ? 'hint' : undefined,
        },
      );
    }
  },
});

function withReadOnlyRoot(resource: Resource, container: Container, gaps: readonly Measure[]) {
  const { document, podSpec } = resource;
  const token =
    podSpec && hasIdleToken(resource) ? setPair(document, podSpec, 'automountServiceAccountToken', false) : [];
  return joined([harden(resource, container, gaps), addTemporary(resource, container), token]);
}
