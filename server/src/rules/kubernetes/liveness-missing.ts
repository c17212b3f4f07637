import { setPair } from '../../parse/yaml/edit.ts';
import { valueOf } from '../../parse/yaml/value.ts';
import { defineRule } from '../define.ts';

const LIVE_PATH = '/livez';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Restart a program that hangs.',
  rationale: `
A Go program that panics ends and is restarted, but one whose goroutines all wait for each other stays, accepts connections and answers nothing. Only a liveness probe notices. It should ask as little as possible; a bad one does more harm than none, so this is a hint of the strict profile.`,
  sources: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  equivalents: ['kube-linter:no-liveness-probe', 'polaris:livenessProbeMissing'],
  messages: {
    missing: 'A "{container}" that hangs will stay as it is: it has a readiness probe and no liveness probe.',
  },
  fixes: { add: 'Add a liveness probe for {path}, which the program has to serve' },
  examples: [
    {
      title: 'Only readiness',
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
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /readyz
              port: http
          resources:
            limits:
              memory: 512Mi
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
      targetPort: http
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
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /readyz
              port: http
          livenessProbe:
            httpGet:
              path: /livez
              port: http
          resources:
            limits:
              memory: 512Mi
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
      targetPort: http
`,
    },
  ],
  *check({ containers, document, kind }, { say, fix }) {
    if (!/^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(kind)) return;
    for (const { role, partial, readinessProbe, livenessProbe, map, name, nameSpan } of containers) {
      if (role !== 'container' || partial || !readinessProbe || livenessProbe) continue;
      const { handler } = readinessProbe;
      const port = handler?.type === 'httpGet' ? valueOf(handler.port) : undefined;
      const edits =
        port === undefined || document.shared.has(map)
          ? undefined
          : setPair(document, map, 'livenessProbe', { httpGet: { path: LIVE_PATH, port } }, ['readinessProbe']);
      const fixes = edits ? [fix.add({ path: LIVE_PATH }, { safe: false, edits: () => edits })] : [];
      yield say.missing(nameSpan, { container: name }, { fixes });
    }
  },
});
