import type { Text } from '../strings.ts';

/** A text with places to fill in, to be laid out as its document is. */
export interface Template {
  readonly label: string;
  readonly about: Text;
  readonly body: string;
}

const RESOURCES = `resources:
  requests:
    cpu: \${7:100m}
    memory: \${8:256Mi}
  limits:
    memory: \${8:256Mi}`;

export const POD_SECURITY = `securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  seccompProfile:
    type: RuntimeDefault`;

const CONTAINER_SECURITY = `securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL`;

/** Moves lines in, but for the first. */
function within(text: string, columns: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(columns)}`);
}

/** Whole manifests for an empty document. */
export const MANIFESTS: readonly Template[] = [
  {
    label: 'Deployment',
    about: [
      'A Deployment with probes, resources and a restricted security context.',
      '带探针、资源限制和受限安全上下文的 Deployment。',
    ],
    body: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: \${1:api}
  labels:
    app.kubernetes.io/name: \${1:api}
spec:
  replicas: \${2:2}
  selector:
    matchLabels:
      app.kubernetes.io/name: \${1:api}
  strategy:
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/name: \${1:api}
    spec:
      ${within(POD_SECURITY, 6)}
      containers:
        - name: \${1:api}
          image: \${3:registry.example/api:1.0}
          ports:
            - name: http
              containerPort: \${4:8080}
          ${within(RESOURCES, 10)}
          startupProbe:
            httpGet:
              path: \${5:/livez}
              port: http
            periodSeconds: 2
            failureThreshold: 30
          livenessProbe:
            httpGet:
              path: \${5:/livez}
              port: http
            periodSeconds: 10
            timeoutSeconds: 2
          readinessProbe:
            httpGet:
              path: \${6:/readyz}
              port: http
            periodSeconds: 5
            timeoutSeconds: 2
            failureThreshold: 2
          ${within(CONTAINER_SECURITY, 10)}
`,
  },
  {
    label: 'Service',
    about: ['A Service in front of pods with a label.', '为带有某个标签的 Pod 提供入口的 Service。'],
    body: `apiVersion: v1
kind: Service
metadata:
  name: \${1:api}
spec:
  selector:
    app.kubernetes.io/name: \${1:api}
  ports:
    - name: http
      port: \${2:80}
      targetPort: \${3:http}
`,
  },
  {
    label: 'ConfigMap',
    about: ['Settings that pods read as variables or files.', 'Pod 以环境变量或文件方式读取的配置。'],
    body: `apiVersion: v1
kind: ConfigMap
metadata:
  name: \${1:api}
data:
  \${2:LOG_LEVEL}: \${3:info}
`,
  },
  {
    label: 'Secret',
    about: ['Secret values in plain text; the API server encodes them.', '以明文书写的机密，由 API server 编码。'],
    body: `apiVersion: v1
kind: Secret
metadata:
  name: \${1:api}
stringData:
  \${2:TOKEN}: \${3:change-me}
`,
  },
  {
    label: 'Ingress',
    about: ['HTTP from outside to a Service.', '把外部 HTTP 请求转到某个 Service。'],
    body: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: \${1:api}
spec:
  ingressClassName: \${2:nginx}
  rules:
    - host: \${3:api.example.com}
      http:
        paths:
          - path: \${4:/}
            pathType: Prefix
            backend:
              service:
                name: \${1:api}
                port:
                  name: \${5:http}
`,
  },
  {
    label: 'CronJob',
    about: ['A job on a schedule that does not overlap itself.', '按时间表运行且不会重叠的任务。'],
    body: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: \${1:cleanup}
spec:
  schedule: "\${2:0 3 * * *}"
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 300
  jobTemplate:
    spec:
      backoffLimit: 2
      ttlSecondsAfterFinished: 86400
      template:
        spec:
          restartPolicy: Never
          ${within(POD_SECURITY, 10)}
          containers:
            - name: \${1:cleanup}
              image: \${3:registry.example/cleanup:1.0}
              ${within(RESOURCES, 14)}
              ${within(CONTAINER_SECURITY, 14)}
`,
  },
  {
    label: 'HorizontalPodAutoscaler',
    about: ['Scales a Deployment by its use of CPU.', '按 CPU 使用率伸缩 Deployment。'],
    body: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: \${1:api}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: \${1:api}
  minReplicas: \${2:2}
  maxReplicas: \${3:10}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: \${4:70}
`,
  },
  {
    label: 'PodDisruptionBudget',
    about: ['Lets nodes be drained one pod at a time.', '让节点排空时一次只驱逐一个 Pod。'],
    body: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: \${1:api}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      app.kubernetes.io/name: \${1:api}
`,
  },
  {
    label: 'NetworkPolicy',
    about: ['Lets only chosen pods reach these pods.', '只允许指定的 Pod 访问这些 Pod。'],
    body: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: \${1:api}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: \${1:api}
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: \${2:web}
      ports:
        - port: \${3:http}
`,
  },
  {
    label: 'ServiceAccount',
    about: ['What pods are to the API server.', 'Pod 访问 API server 时的身份。'],
    body: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: \${1:api}
automountServiceAccountToken: false
`,
  },
  {
    label: 'PersistentVolumeClaim',
    about: ['Storage that outlives pods.', '生命周期独立于 Pod 的存储。'],
    body: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: \${1:data}
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: \${2:10Gi}
`,
  },
  {
    label: 'Namespace',
    about: ['A namespace that refuses pods with more rights than they need.', '拒绝权限过大的 Pod 的命名空间。'],
    body: `apiVersion: v1
kind: Namespace
metadata:
  name: \${1:shop}
  labels:
    pod-security.kubernetes.io/enforce: restricted
`,
  },
];
