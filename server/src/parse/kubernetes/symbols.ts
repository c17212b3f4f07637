import { shift, type Span } from '../../core/text.ts';
import type { PlacedManifest, Resource } from '../kubernetes.ts';
import { asMap, getIn } from '../yaml/node.ts';
import { namesOf, podLabels, type NameUse } from './names.ts';

/** A name with where it stands in the file. */
export interface PlacedName extends NameUse {
  readonly resource: Resource;
  /** In the file. */
  readonly place: Span;
}

/** The name at an offset of the file. */
export function nameAt(manifests: readonly PlacedManifest[], offset: number): PlacedName | undefined {
  const manifest = manifests.findLast((each) => each.offset <= offset);
  return manifest && placedNames([manifest]).find(({ place }) => place.start <= offset && offset <= place.end);
}

/** Every place in the file that means the same thing by a name, in order. */
export function sameNames(manifests: readonly PlacedManifest[], name: PlacedName): PlacedName[] {
  const all = placedNames(manifests).filter((each) => each.name === name.name);
  if (name.kind === 'port' || name.kind === 'targetPort') return samePorts(manifests, all, name);
  return all.filter(({ kind, scope }) => kind === name.kind && scope === name.scope);
}

/** The names that are given to something of a kind. */
export function declaredNames(manifests: readonly PlacedManifest[], kind: NameUse['kind']): PlacedName[] {
  return placedNames(manifests).filter((each) => each.kind === kind && each.role === 'declaration');
}

function placedNames(manifests: readonly PlacedManifest[]): PlacedName[] {
  return manifests.flatMap(({ manifest, offset }) =>
    manifest.resources.flatMap((resource) =>
      namesOf(resource).map((name) => ({ ...name, resource, place: shift(name.span, offset) })),
    ),
  );
}

/** A Service's target port is the port of that name in the pods that the Service selects, however many have it. */
function samePorts(manifests: readonly PlacedManifest[], all: readonly PlacedName[], name: PlacedName): PlacedName[] {
  const ports = all.filter(({ kind }) => kind === 'port' || kind === 'targetPort');
  const services = ports
    .filter(({ kind }) => kind === 'targetPort')
    .map(({ resource }) => {
      const pods = selectedBy(resource, manifests);
      return [resource, ...ports.filter((port) => port.kind === 'port' && pods.has(port.resource)).map(scopeOf)];
    });
  const found = new Set<unknown>([name.scope]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const scopes of services)
      if (scopes.some((scope) => found.has(scope))) for (const scope of scopes) found.add(scope);
  }
  return ports.filter(({ scope }) => found.has(scope));
}

function scopeOf({ scope }: PlacedName): unknown {
  return scope;
}

/** The resources of the file whose pods a Service sends traffic to. */
export function selectedBy(service: Resource, manifests: readonly PlacedManifest[]): ReadonlySet<Resource> {
  const selector = selectorOf(service);
  const resources = manifests.flatMap(({ manifest }) => manifest.resources);
  return new Set(
    selector.length === 0
      ? []
      : resources.filter((resource) => {
          const labels = resource.namespace === service.namespace ? podLabels(resource) : undefined;
          return labels && selector.every(([key, value]) => labels.get(key) === value);
        }),
  );
}

function selectorOf({ root }: Resource): readonly (readonly [string, string])[] {
  return (asMap(getIn(root, 'spec', 'selector'))?.pairs ?? []).flatMap(({ key, value }) =>
    key.type === 'scalar' && value.type === 'scalar' ? [[key.text, value.text] as const] : [],
  );
}
