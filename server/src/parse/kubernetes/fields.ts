import type { Field, FieldType, ObjectType, ScalarType } from '../../core/kubernetes/schema.ts';
import { kindSchema } from '../../core/kubernetes/schema.ts';
import { oncePer } from '../../core/once.ts';
import type { Resource } from '../kubernetes.ts';
import { findPair, resolveAlias, type YamlMap, type YamlNode, type YamlPair, type YamlScalar } from '../yaml/node.ts';
import { isNull } from '../yaml/scalar.ts';

/** An object within a resource, with what the API says of it. */
export interface Place {
  readonly map: YamlMap;
  readonly type: ObjectType;
  /** Undefined for the resource itself. */
  readonly parent: Place | undefined;
  /** From the parent to here: `spec`, `containers`. */
  readonly step: string;
  /** In a list: which item. */
  readonly index: number | undefined;
}

/** A value that is one by the API and as written. */
export interface ScalarField {
  readonly place: Place;
  /** The object's field; for an item of a list or a value of a map the field that holds it. */
  readonly name: string;
  readonly type: ScalarType;
  readonly scalar: YamlScalar;
  /** In a map such as labels: the key. */
  readonly key?: YamlScalar | undefined;
}

export interface UnknownField {
  readonly place: Place;
  readonly pair: YamlPair;
  readonly key: YamlScalar;
}

export interface MissingField {
  readonly place: Place;
  readonly name: string;
}

/** A map where a list belongs, and so on. */
export interface WrongShape {
  readonly place: Place;
  readonly name: string;
  readonly pair: YamlPair;
  readonly node: YamlNode;
  readonly type: FieldType;
}

/** What a resource says, seen by the API. */
export interface Fields {
  readonly places: readonly Place[];
  readonly scalars: readonly ScalarField[];
  readonly unknown: readonly UnknownField[];
  readonly missing: readonly MissingField[];
  readonly misshapen: readonly WrongShape[];
}

const NONE: Fields = { places: [], scalars: [], unknown: [], missing: [], misshapen: [] };

/**
 * A resource of a stable kind of Kubernetes itself, read along its schema; nothing of others. What an alias stands for
 * is read once, where it is first asked for. `status` is left out, since the API server ignores what is written there.
 */
export const fieldsOf: (resource: Resource) => Fields = oncePer(({ root, apiVersion, kind }) => {
  const schema = kindSchema(apiVersion, kind);
  if (!schema) return NONE;
  const walk: Walk = { places: [], scalars: [], unknown: [], missing: [], misshapen: [], seen: new Set() };
  readObject({ map: root, type: schema.type, parent: undefined, step: '', index: undefined }, walk);
  return walk;
});

/** `spec.template.spec.containers[0]`; '' for the resource itself. */
export function pathOf({ parent, step, index }: Place): string {
  if (!parent) return '';
  const own = index === undefined ? step : `${step}[${index}]`;
  const above = pathOf(parent);
  return above === '' ? own : `${above}.${own}`;
}

interface Walk {
  readonly places: Place[];
  readonly scalars: ScalarField[];
  readonly unknown: UnknownField[];
  readonly missing: MissingField[];
  readonly misshapen: WrongShape[];
  readonly seen: Set<YamlNode>;
}

function readObject(place: Place, walk: Walk): void {
  const { map, type } = place;
  if (walk.seen.has(map)) return;
  walk.seen.add(map);
  walk.places.push(place);
  for (const pair of map.pairs) {
    if (pair.key.type !== 'scalar' || isForeign(pair.key)) continue;
    const field = type.fields.get(pair.key.text);
    // SOPS keeps how a Secret is encrypted beside its fields.
    if (!place.parent && pair.key.text === 'sops') continue;
    if (!field) walk.unknown.push({ place, pair, key: pair.key });
    else if (!isStatus(place, pair.key.text))
      readValue({ place, name: pair.key.text, pair }, pair.value, field.type, walk);
  }
  const isMerged = findPair(map, '<<') !== undefined;
  if (!isMerged)
    for (const [name, field] of type.fields) if (isMissing(map, name, field)) walk.missing.push({ place, name });
}

/** Kustomize's `$patch` and `$setElementOrder/…`, Chainsaw's assertions `(…)`, and merge keys: no fields of the API. */
function isForeign({ text }: YamlScalar): boolean {
  return text === '<<' || /^[$(]/.test(text);
}

function isStatus({ parent }: Place, name: string): boolean {
  return !parent && name === 'status';
}

/** A key without a value is about to get one, unless it is a text that has to be there. */
function isMissing(map: YamlMap, name: string, { required, type }: Field): boolean {
  const value = required ? findPair(map, name)?.value : undefined;
  return required && (value === undefined || (isNull(value) && type.kind !== 'object'));
}

interface Holder {
  readonly place: Place;
  readonly name: string;
  readonly pair: YamlPair;
  readonly key?: YamlScalar | undefined;
  readonly index?: number;
}

function readValue(holder: Holder, written: YamlNode, type: FieldType, walk: Walk): void {
  const node = resolveAlias(written);
  if (!node || type.kind === 'any' || isNull(node)) return;
  const { place, name, pair, key } = holder;
  if (isScalar(type) && node.type === 'scalar') {
    walk.scalars.push({ place, name, type: type.kind, scalar: node, key });
  } else if (!readCollection(holder, node, type, walk)) {
    walk.misshapen.push({ place, name, pair, node, type });
  }
}

/** False if it is not the collection that it has to be. */
function readCollection({ place, name, pair, index }: Holder, node: YamlNode, type: FieldType, walk: Walk): boolean {
  if (type.kind === 'object' && node.type === 'map') {
    readObject({ map: node, type: type.type, parent: place, step: name, index }, walk);
    return true;
  }
  if (type.kind === 'list' && node.type === 'list') {
    const items = firstVisit(node, walk) ? node.items : [];
    items.forEach((item, at) => readValue({ place, name, pair, index: at }, item, type.item, walk));
    return true;
  }
  if (type.kind !== 'map' || node.type !== 'map') return false;
  if (firstVisit(node, walk)) readMap({ place, name }, node, type.value, walk);
  return true;
}

function readMap({ place, name }: Pick<Holder, 'place' | 'name'>, map: YamlMap, type: FieldType, walk: Walk): void {
  for (const pair of map.pairs) {
    if (pair.key.type === 'scalar' && !isForeign(pair.key))
      readValue({ place, name, pair, key: pair.key }, pair.value, type, walk);
  }
}

function firstVisit(node: YamlNode, { seen }: Walk): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  return true;
}

function isScalar(type: FieldType): type is { readonly kind: ScalarType } {
  return type.kind !== 'object' && type.kind !== 'list' && type.kind !== 'map' && type.kind !== 'any';
}

/** What stands for a value that a tool or a person fills in before the manifest is applied. */
export function isPlaceholder({ text }: YamlScalar): boolean {
  return PLACEHOLDERS.some((form) => form.test(text));
}

const PLACEHOLDERS: readonly RegExp[] = [
  // ${TAG}, $(TAG), $TAG, {{ tag }}, <tag>
  /\$\{|\$\(|^\$\w|\{\{|<[^<>]*>/,
  // __TAG__, @TAG@, %TAG%, #{tag}
  /^(?:__|@@?|%)\w+(?:__|@@?|%)$|^#?\{[\w.]+\}$/,
  // ((tag)), _
  /\(\(|^_$/,
  // IMAGE_TAG, YOUR-TAG
  /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$|\bYOUR[-_]|-YOUR_|REPLACE_?ME|CHANGE_?ME/,
];

/** `Container` of `V1Container`, `Subject` of `RbacV1Subject`. */
export function typeName({ name }: ObjectType): string {
  return name.replace(/^(?:[A-Z][a-z]+)?V\d+(?:(?:alpha|beta)\d+)?(?=[A-Z])/, '');
}
