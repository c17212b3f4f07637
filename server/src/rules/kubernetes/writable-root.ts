import { ignoredChecks } from '../../parse/kubernetes/annotations.ts';
import { addTemporary, harden, hardeningGaps, READ_ONLY } from '../../parse/kubernetes/hardening.ts';
import { joined } from '../../parse/yaml/joined.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Make the root file system of containers read-only.',
  rationale: `
A program that can write its own files can be replaced by whoever takes it over, and what it writes there is lost with the container and counts as ephemeral storage of the node. With \`readOnlyRootFilesystem\` it writes into volumes alone. Go programs write nothing by themselves but temporary files (\`os.TempDir\`, uploads that do not fit into memory), for which the fix adds an empty volume at \`/tmp\`. Where more is missing, \`container-hardening\` says so, and its first fix does this as well.`,
  sources: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  equivalents: READ_ONLY.peers,
  messages: {
    writable: 'Whoever takes over "{container}" may replace its program: the root file system can be written.',
  },
  fixes: { readOnly: 'Make it read-only, with an empty /tmp' },
  examples: [
    {
      title: 'A root that can be written',
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
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            capabilities:
              drop: [ALL]
            seccompProfile:
              type: RuntimeDefault
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
              drop: [ALL]
            seccompProfile:
              type: RuntimeDefault
            readOnlyRootFilesystem: true
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir: {}
`,
    },
  ],
  *check(resource, { say, fix }) {
    for (const { container, gaps } of hardeningGaps(resource, ignoredChecks(resource))) {
      if (gaps.length !== 1 || gaps[0] !== READ_ONLY) continue;
      const edits = joined([harden(resource, container, gaps), addTemporary(resource, container)]);
      const fixes = edits ? [fix.readOnly({}, { safe: false, edits: () => edits })] : [];
      yield say.writable(container.nameSpan, { container: container.name }, { fixes });
    }
  },
});
