import { setPair, type Edits } from '../../parse/yaml/edit.ts';
import { isFragmentPath } from '../../core/manifestPath.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { memoryLimit, type Memory } from '../../parse/kubernetes/memory.ts';
import { asMap, asScalar, get, itemsOf, type YamlMap } from '../../parse/yaml/node.ts';
import { booleanOf, stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Give an emptyDir in memory a sizeLimit.',
  rationale: `
An \`emptyDir\` with \`medium: Memory\` is a tmpfs, and what is written there counts as memory of the container that writes it. GOMEMLIMIT knows nothing of it. Without a \`sizeLimit\` it may grow to the memory limit of the pod, and the kernel kills the container that asks for more; or, where a container has no limit, to all that the node has for pods. With one, the program gets "no space left on device" instead, which it can tell of.

At \`/dev/shm\` such a volume is there to have more than the usual 64 MB, and one for certificates keeps a few kilobytes off the disk: that is information.`,
  sources: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
    'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/1967-size-memory-backed-volumes',
  ],
  messages: {
    container:
      'Files in the volume {name} can fill the memory of "{container}" until the kernel kills it: the volume is kept in memory and has no sizeLimit.',
    node: 'Files in the volume {name} can fill the memory of the whole node: the volume is kept in memory and has no sizeLimit, and "{container}" has no memory limit.',
  },
  fixes: {
    limit: 'Set sizeLimit to {size}',
  },
  examples: [
    {
      title: 'A cache in memory',
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
        - name: cache
          mountPath: /cache
  volumes:
    - name: cache
      emptyDir:
        medium: Memory
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
        - name: cache
          mountPath: /cache
  volumes:
    - name: cache
      emptyDir:
        medium: Memory
        sizeLimit: 128Mi
`,
    },
  ],
  *check(resource, { say, fix }, { path }) {
    if (resource.partial || isFragmentPath(path)) return;
    for (const { name, emptyDir, medium } of unboundedVolumes(resource)) {
      const writers = writersTo(resource, name);
      const writer = writers.find(({ container }) => !memoryLimit(container)) ?? writers[0];
      if (!writer) continue;
      const limit = memoryLimit(writer.container);
      const size = sizeFor(writer, limit);
      const edits = setSize(resource, emptyDir, size);
      const title = limit ? say.container : say.node;
      yield title(
        medium.span,
        { name, container: writer.container.name },
        {
          fixes: edits ? [fix.limit({ size }, { safe: false, edits: () => edits })] : [],
          severity: isMeant(name, writer.path) ? 'info' : undefined,
        },
      );
    }
  },
});

function unboundedVolumes({ podSpec }: Resource) {
  return itemsOf(get(podSpec, 'volumes')).flatMap((item) => {
    const volume = asMap(item);
    const emptyDir = asMap(get(volume, 'emptyDir'));
    const medium = asScalar(get(emptyDir, 'medium'));
    const isUnbounded = medium?.text === 'Memory' && !get(emptyDir, 'sizeLimit');
    return isUnbounded && emptyDir ? [{ name: stringOf(get(volume, 'name')) ?? '', emptyDir, medium }] : [];
  });
}

function setSize({ document }: Resource, emptyDir: YamlMap, size: string): Edits {
  return document.shared.has(emptyDir) ? undefined : setPair(document, emptyDir, 'sizeLimit', size);
}

const SHARED_MEMORY = '/dev/shm';

/** To have more than the usual 64 MB at /dev/shm, or to keep a few kilobytes of keys off the disk. */
function isMeant(name: string, path: string): boolean {
  return path === SHARED_MEMORY || KEYS.test(name) || KEYS.test(path);
}

const KEYS = /cert|identity|secret|tls|token|\bkeys?\b|credential|envoy|^\/etc\//i;

interface Writer {
  readonly container: Container;
  readonly path: string;
}

/** The containers that mount a volume and may write to it. */
function writersTo({ containers }: Resource, volume: string): Writer[] {
  return containers.flatMap((container) =>
    itemsOf(get(container.map, 'volumeMounts')).flatMap((item) => {
      const mount = asMap(item);
      const isIt = stringOf(get(mount, 'name')) === volume && booleanOf(get(mount, 'readOnly')) !== true;
      return isIt ? [{ container, path: stringOf(get(mount, 'mountPath')) ?? '' }] : [];
    }),
  );
}

const MEBIBYTE = 2n ** 20n;

/** A quarter of what the container may have, or a size to begin with. */
function sizeFor({ path }: Writer, limit: Memory | undefined): string {
  const quarter = (limit?.bytes ?? 0n) / 4n / MEBIBYTE;
  if (quarter > 0n) return `${quarter}Mi`;
  return path === SHARED_MEMORY ? '1Gi' : '64Mi';
}
