import { hostPaths } from '../../parse/kubernetes/hostPaths.ts';
import { isInfrastructure } from '../../parse/kubernetes/security.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Mount no directory of the node that gives the node away.',
  rationale: `
A \`hostPath\` volume is a piece of the node. The socket of the container runtime is the right to start any container; \`/\`, \`/etc\`, \`/root\`, \`/proc\`, \`/boot\` and the directories of the kubelet and of the cluster's database hold keys and tokens. Others do harm to whoever may write them: programs and libraries in \`/usr\` and \`/lib\`, devices in \`/dev\`, settings of the kernel in \`/sys\`, and \`/var/log\`, where the kubelet follows links to every file of the node. Mounted read-only these are fine. Agents of the node need some of them, and for those it is only pointed out.`,
  sources: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  equivalents: [
    'kube-linter:docker-sock',
    'kube-linter:sensitive-host-mounts',
    'kube-linter:writable-host-mount',
    'polaris:hostPathSet',
  ],
  messages: {
    socket:
      'Whoever takes over a container of the pod may start any other: {path} is the socket of the container runtime.',
    path: 'Whoever takes over a container of the pod gets at {path} of the node.',
    writable: 'Whoever takes over "{container}" may write {path} of the node.',
  },
  related: { mount: 'It is mounted here' },
  fixes: { readOnly: 'Mount it read-only' },
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
  *check(resource, { say, fix, note }) {
    const severity = isInfrastructure(resource) ? 'info' : undefined;
    for (const { path, kind, mount } of hostPaths(resource)) {
      if (!kind) continue;
      const names = { path: path.text };
      const equivalents = peersOf(path.text, mount !== undefined);
      if (kind !== 'writable') {
        yield say[kind](path.span, names, { severity, equivalents });
        continue;
      }
      if (!mount) continue;
      const edits = setPair(resource.document, mount.map, 'readOnly', true);
      yield say.writable(
        path.span,
        { ...names, container: mount.container },
        {
          severity,
          equivalents,
          related: [note.mount({}, { span: mount.map.span })],
          fixes:
            edits && !resource.document.shared.has(mount.map)
              ? [fix.readOnly({}, { safe: false, edits: () => edits })]
              : [],
        },
      );
    }
  },
});

function peersOf(path: string, isWritable: boolean): readonly string[] {
  const linter = path.endsWith('docker.sock') ? 'docker-sock' : 'sensitive-host-mounts';
  return [`kube-linter:${linter}`, ...(isWritable ? ['kube-linter:writable-host-mount'] : []), 'polaris:hostPathSet'];
}
