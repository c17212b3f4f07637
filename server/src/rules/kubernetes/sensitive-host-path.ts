import { isInfrastructure } from '../../parse/kubernetes/security.ts';
import { asMap, asScalar, get, getIn, itemsOf } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Mount no directory of the node that gives the node away.',
  rationale: `
A \`hostPath\` volume is a piece of the node. The socket of the container runtime is the right to start any container; \`/\`, \`/etc\`, \`/root\`, \`/proc\` and the kubelet's directory hold keys and tokens; a writable \`/var/log\` lets a container read every file of the node through links that the kubelet follows. Agents of the node need some of them, and for those it is only pointed out.`,
  sources: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  equivalents: ['kube-linter:docker-sock', 'kube-linter:sensitive-host-mounts', 'polaris:hostPathSet'],
  messages: {
    socket:
      'Whoever takes over a container of the pod may start any other: {path} is the socket of the container runtime.',
    path: 'Whoever takes over a container of the pod gets at {path} of the node.',
  },
  examples: [
    {
      title: 'The socket of Docker',
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
        - name: runtime
          mountPath: /var/run/docker.sock
  volumes:
    - name: runtime
      hostPath:
        path: /var/run/docker.sock
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
        - name: runtime
          mountPath: /data
  volumes:
    - name: runtime
      emptyDir: {}
`,
    },
  ],
  *check(resource, { say }) {
    for (const item of itemsOf(get(resource.podSpec, 'volumes'))) {
      const path = asScalar(getIn(asMap(item), 'hostPath', 'path'));
      const message = path && kindOf(path.text);
      if (!path || !message) continue;
      yield say[message](path.span, { path: path.text }, { severity: isInfrastructure(resource) ? 'info' : undefined });
    }
  },
});

function kindOf(path: string): 'socket' | 'path' | undefined {
  if (/(?:^|\/)(?:docker|containerd|crio|cri-dockerd)\.sock$/.test(path)) return 'socket';
  return /^\/(?:(?:etc|root|proc|boot|var\/lib\/(?:kubelet|docker|containerd|etcd)|var\/log|var\/run|run)\/?)?$/.test(
    path,
  )
    ? 'path'
    : undefined;
}
