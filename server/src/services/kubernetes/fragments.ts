import { POD_SECURITY, type Template } from './manifests.ts';

/** Parts of manifests, by the type of the object that they go into. */
export const FRAGMENTS: Readonly<Record<string, readonly Template[]>> = {
  V1Container: [
    {
      label: 'startupProbe: httpGet',
      about: ['Up to 60 s to start; the other probes wait for it.', '最多 60 秒完成启动，其他探针在此之前不执行。'],
      body: `startupProbe:
  httpGet:
    path: \${1:/livez}
    port: \${2:http}
  periodSeconds: 2
  failureThreshold: 30`,
    },
    {
      label: 'livenessProbe: httpGet',
      about: ['Killed and restarted about 30 s after it stops answering.', '停止响应约 30 秒后被杀掉并重启。'],
      body: `livenessProbe:
  httpGet:
    path: \${1:/livez}
    port: \${2:http}
  periodSeconds: 10
  timeoutSeconds: 2
  failureThreshold: 3`,
    },
    {
      label: 'readinessProbe: httpGet',
      about: ['No more traffic about 10 s after it stops answering.', '停止响应约 10 秒后不再收到流量。'],
      body: `readinessProbe:
  httpGet:
    path: \${1:/readyz}
    port: \${2:http}
  periodSeconds: 5
  timeoutSeconds: 2
  failureThreshold: 2`,
    },
    {
      label: 'resources: requests, limits',
      about: ['What the scheduler reserves, and where the kernel stops memory.', '调度器预留的资源，以及内存上限。'],
      body: `resources:
  requests:
    cpu: \${1:100m}
    memory: \${2:256Mi}
  limits:
    memory: \${2:256Mi}`,
    },
    {
      label: 'securityContext: restricted',
      about: [
        'Nothing that the restricted Pod Security Standard refuses; the files of the image are read-only.',
        '符合 restricted 级 Pod 安全标准，镜像文件只读。',
      ],
      body: `securityContext:
  runAsNonRoot: true
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
  seccompProfile:
    type: RuntimeDefault`,
    },
    {
      label: 'lifecycle: preStop sleep',
      about: [
        'Waits before SIGTERM, so that no more requests are on their way.',
        '收到 SIGTERM 前先等一会儿，让流量先停下来。',
      ],
      body: `lifecycle:
  preStop:
    sleep:
      seconds: \${1:5}`,
    },
    {
      label: 'env: GOMEMLIMIT',
      about: ['Tells Go’s garbage collector to stay below the memory limit.', '让 Go 的垃圾回收器保持在内存上限之下。'],
      body: `env:
  - name: GOMEMLIMIT
    value: \${1:230MiB}`,
    },
  ],
  V1PodSpec: [
    {
      label: 'securityContext: restricted',
      about: [
        'Every container runs without root and with the runtime’s system call filter.',
        '所有容器都不以 root 运行，并启用运行时的系统调用过滤。',
      ],
      body: POD_SECURITY,
    },
  ],
};
