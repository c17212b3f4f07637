import type { Resource } from '../kubernetes.ts';
import { asMap, asScalar, get, getIn, itemsOf, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { booleanOf, stringOf } from '../yaml/scalar.ts';

/** A volume that is a piece of the node. */
export interface HostPath {
  readonly path: YamlScalar;
  /** What makes it sensitive: the socket of the container runtime, what it holds, or that it may be written. */
  readonly kind: 'socket' | 'path' | 'writable' | undefined;
  /** The first mount that is not read-only. */
  readonly mount: { readonly map: YamlMap; readonly container: string } | undefined;
}

export function hostPaths(resource: Resource): readonly HostPath[] {
  return itemsOf(get(resource.podSpec, 'volumes')).flatMap((item) => {
    const path = asScalar(getIn(asMap(item), 'hostPath', 'path'));
    const mount = path && writableMount(resource, stringOf(get(asMap(item), 'name')));
    return path ? [{ path, kind: kindOf(path.text), mount }] : [];
  });
}

function kindOf(path: string): HostPath['kind'] {
  if (/(?:^|\/)(?:docker|containerd|crio|cri-dockerd|podman)\.sock$/.test(path)) return 'socket';
  if (HOLDS_SECRETS.test(path)) return 'path';
  return /^\/(?:dev|sys|usr|lib|var\/log)\/?$/.test(path) ? 'writable' : undefined;
}

const HOLDS_SECRETS =
  /^\/(?:(?:etc|etc\/kubernetes(?:\/.*)?|root(?:\/.*)?|proc|boot|var\/lib\/(?:kubelet|docker|containerd|etcd)|var\/run|run)\/?)?$/;

function writableMount({ containers }: Resource, volume: string | undefined): HostPath['mount'] {
  for (const { map: owner, name: container } of containers) {
    const mount = itemsOf(get(owner, 'volumeMounts'))
      .flatMap((item) => asMap(item) ?? [])
      .find((map) => stringOf(get(map, 'name')) === volume && booleanOf(get(map, 'readOnly')) !== true);
    if (mount) return { map: mount, container };
  }
  return undefined;
}
