import { shift, type Span } from '../../core/text.ts';
import type { PlacedManifest, Resource } from '../../parse/kubernetes.ts';
import { nameAt, sameNames, selectedBy } from '../../parse/kubernetes/symbols.ts';
import { podLabelsMap } from '../../parse/kubernetes/names.ts';
import { asMap, getIn, type YamlMap, type YamlPair } from '../../parse/yaml/node.ts';
import type { Place } from '../answers.ts';
import { touches } from './fieldAt.ts';

/** Where what stands at the offset is declared; for a Service's selector the labels of the pods that it chooses. */
export function kubernetesDefinition(manifests: readonly PlacedManifest[], offset: number): Span[] {
  const name = nameAt(manifests, offset);
  if (!name) return selectorPlaces(manifests, offset).flatMap(({ kind, span }) => (kind === 'write' ? [span] : []));
  return sameNames(manifests, name).flatMap(({ role, place }) => (role === 'declaration' ? [place] : []));
}

/** Every place that names what stands at the offset, in order. */
export function kubernetesPlaces(manifests: readonly PlacedManifest[], offset: number): Place[] {
  const name = nameAt(manifests, offset);
  if (!name) return selectorPlaces(manifests, offset);
  return sameNames(manifests, name)
    .map(({ role, place }): Place => ({ span: place, kind: role === 'declaration' ? 'write' : 'read' }))
    .toSorted((a, b) => a.span.start - b.span.start);
}

/** A label of a Service's selector, and the same one at the pods that the selector chooses. */
function selectorPlaces(manifests: readonly PlacedManifest[], offset: number): Place[] {
  const placed = manifests.findLast((each) => each.offset <= offset);
  const service = placed?.manifest.resources.find(({ root }) => touches(root.span, offset - placed.offset));
  if (!placed || service?.kind !== 'Service') return [];
  const pair = pairAt(asMap(getIn(service.root, 'spec', 'selector')), offset - placed.offset);
  if (pair?.key.type !== 'scalar') return [];
  const own: Place = { span: shift(spanOf(pair), placed.offset), kind: 'read' };
  const pods = selectedBy(service, manifests);
  const labels = manifests.flatMap(({ manifest, offset: by }) =>
    manifest.resources
      .filter((resource) => pods.has(resource))
      .flatMap((resource) => labelOf(resource, pair).map((span): Place => ({ span: shift(span, by), kind: 'write' }))),
  );
  return [...labels, own].toSorted((a, b) => a.span.start - b.span.start);
}

function labelOf(resource: Resource, { key }: YamlPair): Span[] {
  const pairs = podLabelsMap(resource)?.pairs ?? [];
  return pairs
    .filter((pair) => key.type === 'scalar' && pair.key.type === 'scalar' && pair.key.text === key.text)
    .map(spanOf);
}

function pairAt(map: YamlMap | undefined, at: number): YamlPair | undefined {
  return map?.pairs.find((pair) => touches(spanOf(pair), at));
}

function spanOf({ key, value }: YamlPair): Span {
  return { start: key.span.start, end: Math.max(key.span.end, value.span.end) };
}
