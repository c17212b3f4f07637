import { isInfrastructure } from '../../parse/kubernetes/security.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { setPair } from '../../parse/yaml/edit.ts';
import { asMap, asScalar, get, getIn, itemsOf } from '../../parse/yaml/node.ts';
import { booleanOf, stringOf } from '../../parse/yaml/scalar.ts';
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
    for (const item of itemsOf(get(resource.podSpec, 'volumes'))) {
      const path = asScalar(getIn(asMap(item), 'hostPath', 'path'));
      const kind = path && kindOf(path.text);
      if (!path || !kind) continue;
      const names = { path: path.text };
      if (kind !== 'writable') {
        yield say[kind](path.span, names, { severity, equivalents: peersOf(path.text) });
        continue;
      }
      const mount = writableMount(resource, stringOf(get(asMap(item), 'name')));
      if (!mount) continue;
      const edits = setPair(resource.document, mount.map, 'readOnly', true);
      yield say.writable(
        path.span,
        { ...names, container: mount.container },
        {
          severity,
          equivalents: peersOf(path.text),
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

function kindOf(path: string): 'socket' | 'path' | 'writable' | undefined {
  if (/(?:^|\/)(?:docker|containerd|crio|cri-dockerd|podman)\.sock$/.test(path)) return 'socket';
  if (HOLDS_SECRETS.test(path)) return 'path';
  return /^\/(?:dev|sys|usr|lib|var\/log)\/?$/.test(path) ? 'writable' : undefined;
}

const HOLDS_SECRETS =
  /^\/(?:(?:etc|etc\/kubernetes(?:\/.*)?|root(?:\/.*)?|proc|boot|var\/lib\/(?:kubelet|docker|containerd|etcd)|var\/run|run)\/?)?$/;

function peersOf(path: string): readonly string[] {
  const linter = path.endsWith('docker.sock') ? 'docker-sock' : 'sensitive-host-mounts';
  return [`kube-linter:${linter}`, 'kube-linter:writable-host-mount', 'polaris:hostPathSet'];
}

/** The first mount of a volume that is not read-only. */
function writableMount({ containers }: Resource, volume: string | undefined) {
  for (const { map: owner, name: container } of containers) {
    const mount = itemsOf(get(owner, 'volumeMounts'))
      .flatMap((item) => asMap(item) ?? [])
      .find((map) => stringOf(get(map, 'name')) === volume && booleanOf(get(map, 'readOnly')) !== true);
    if (mount) return { map: mount, container };
  }
  return undefined;
}
