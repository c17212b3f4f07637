import { isWindows, isWorkload } from '../../parse/kubernetes/security.ts';
import { hasIdleToken } from '../../parse/kubernetes/serviceAccount.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Keep the token of the service account out of pods that do not use it.',
  rationale: `
Every pod gets a token of its service account in \`/var/run/secrets/kubernetes.io/serviceaccount\`, and without \`serviceAccountName\` that is the account \`default\` of the namespace. It can do little, until somebody gives it a right because it was at hand; then every pod of the namespace has that right. A program that does not talk to the API server needs no token. Pods of which the manifest hints at a use of the API (another account, the namespace in a variable, words of Kubernetes in names, images and arguments) are left alone.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  equivalents: ['kube-linter:default-service-account', 'polaris:automountServiceAccountToken'],
  messages: {
    idle: 'Whoever takes over a container of {name} may ask the API server as the account default: its token is mounted, and nothing seems to use it.',
  },
  fixes: { unmount: 'Mount no token' },
  examples: [
    {
      title: 'A token that nobody uses',
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
      automountServiceAccountToken: false
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { podSpec, document, partial, name, nameSpan } = resource;
    if (!podSpec || partial || !isWorkload(resource) || isWindows(resource) || !hasIdleToken(resource)) return;
    const isFree = !document.shared.has(podSpec);
    const edits = isFree ? setPair(document, podSpec, 'automountServiceAccountToken', false) : undefined;
    const fixes = edits ? [fix.unmount({}, { safe: false, edits: () => edits })] : [];
    yield say.idle(nameSpan, { name }, { fixes });
  },
});
