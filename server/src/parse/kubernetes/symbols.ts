import { shift, type Span } from '../../core/text.ts';
import type { PlacedManifest, Resource } from '../kubernetes.ts';
import { asMap, getIn } from '../yaml/node.ts';
import { namesOf, podLabels, type NameKind, type NameUse } from './names.ts';

/** A name with where it stands in the file. */
export interface PlacedName extends NameUse {
  readonly resource: Resource;
  /** In the file. */
  readonly place: Span;
}

/** The name at an offset of the file. */
export function nameAt(manifests: readonly PlacedManifest[], offset: number): PlacedName | undefined {
  const manifest = manifests.findLast((each) => each.offset <= offset);
  const at = offset - (manifest?.offset ?? 0);
  return manifest && findNames([manifest], ({ span }) => span.start <= at && at <= span.end)[0];
}

/** Every place in the file that means the same thing by a name, in the order of the text. */
export function sameNames(manifests: readonly PlacedManifest[], name: PlacedName): PlacedName[] {
  if (name.kind === 'port' || name.kind === 'targetPort') return samePorts(manifests, name);
  return findNames(
    manifests,
    (each) => each.name === name.name && each.kind === name.kind && each.scope === name.scope,
  );
}

/** The names that are given to something of a kind. */
export function declaredNames(manifests: readonly PlacedManifest[], kind: NameKind): PlacedName[] {
  return findNames(manifests, (each) => each.kind === kind && each.role === 'declaration');
}

function findNames(manifests: readonly PlacedManifest[], isWanted: (name: NameUse) => boolean): PlacedName[] {
  const found: PlacedName[] = [];
  for (const { manifest, offset } of manifests) {
    for (const resource of manifest.resources) {
      for (const name of namesOf(resource))
        if (isWanted(name)) found.push({ ...name, resource, place: shift(name.span, offset) });
    }
  }
  return found.toSorted((a, b) => a.place.start - b.place.start);
}

/** A Service's target port is the port of that name in the pods that the Service selects, however many have it. */
function samePorts(manifests: readonly PlacedManifest[], name: PlacedName): PlacedName[] {
  const ports = findNames(
    manifests,
    (each) => each.name === name.name && (each.kind === 'port' || each.kind === 'targetPort'),
  );
  const own = ports.filter(({ kind }) => kind === 'port');
  const podsOf = createSelection(own.map(({ resource }) => resource));
  const groups = ports
    .filter(({ kind }) => kind === 'targetPort')
    .map(({ resource }) => {
      const pods = podsOf(resource);
      return [resource, ...own.filter((port) => pods.has(port.resource)).map(({ scope }) => scope)];
    });
  const found = new Set<unknown>([name.scope]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const scopes of groups)
      if (scopes.some((scope) => found.has(scope))) for (const scope of scopes) found.add(scope);
  }
  return ports.filter(({ scope }) => found.has(scope));
}

/** The resources of the file whose pods a Service sends traffic to. */
export function selectedBy(service: Resource, manifests: readonly PlacedManifest[]): ReadonlySet<Resource> {
  return createSelection(manifests.flatMap(({ manifest }) => manifest.resources))(service);
}

/** Answers which of some resources a Service selects. By label first, so that many Services do not look at all of them. */
function createSelection(resources: readonly Resource[]): (service: Resource) => ReadonlySet<Resource> {
  const byLabel = new Map<string, Set<Resource>>();
  for (const resource of resources) {
    for (const label of podLabels(resource) ?? []) {
      const known = byLabel.get(label.join('=')) ?? new Set();
      byLabel.set(label.join('='), known.add(resource));
    }
  }
  return (service) => {
    const [first, ...others] = selectorOf(service);
    const found = (first && byLabel.get(first.join('='))) ?? [];
    return new Set(
      [...found].filter(
        (resource) =>
          resource.namespace === service.namespace &&
          others.every(([key, value]) => podLabels(resource)?.get(key) === value),
      ),
    );
  };
}

function selectorOf({ root }: Resource): readonly (readonly [string, string])[] {
  return (asMap(getIn(root, 'spec', 'selector'))?.pairs ?? []).flatMap(({ key, value }) =>
    key.type === 'scalar' && value.type === 'scalar' ? [[key.text, value.text] as const] : [],
  );
}
