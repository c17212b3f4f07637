import type { Field, FieldType, KindSchema, ObjectType, ScalarType } from '../../core/kubernetes/schema.ts';
import { kindSchema } from '../../core/kubernetes/schema.ts';
import { oncePer } from '../../core/once.ts';
import type { Resource } from '../kubernetes.ts';
import { findPair, resolveAlias, type YamlMap, type YamlNode, type YamlPair, type YamlScalar } from '../yaml/node.ts';
import { isNull } from '../yaml/scalar.ts';
import { agreed } from './agreed.ts';

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

/** A value of which a custom resource's definition says more than its type. */
export interface LimitedValue {
  readonly place: Place;
  readonly name: string;
  readonly node: YamlNode;
  /** Undefined for the resource itself. */
  readonly pair: YamlPair | undefined;
  readonly type: FieldType;
  /** What other definitions of the same kind say of it. */
  readonly others?: readonly FieldType[];
}

/** What a resource says, seen by the API. */
export interface Fields {
  readonly places: readonly Place[];
  readonly scalars: readonly ScalarField[];
  readonly unknown: readonly UnknownField[];
  readonly missing: readonly MissingField[];
  readonly misshapen: readonly WrongShape[];
  readonly limited: readonly LimitedValue[];
}

const NONE: Fields = { places: [], scalars: [], unknown: [], missing: [], misshapen: [], limited: [] };

/** What is known of a kind that Kubernetes does not have by itself. */
export interface CustomSchemas {
  /** One for each definition that is different; none if none can be read. */
  readonly schemas: readonly KindSchema[];
}

/**
 * A resource of a stable kind of Kubernetes itself, or of a kind that is defined around it, read along its schema;
 * nothing of others. What an alias stands for is read once, where it is first asked for. `status` is left out, since the
 * API server ignores what is written there.
 */
export function fieldsOf(resource: Resource, custom?: CustomSchemas): Fields {
  const own = builtIn(resource);
  const schemas = own === NONE ? custom?.schemas : undefined;
  if (!schemas || schemas.length === 0) return own;
  const last = lastCustom(resource);
  if (last.schemas !== schemas) {
    last.fields = agreed(schemas.map((schema) => readFields(resource, schema)));
    last.schemas = schemas;
  }
  return last.fields;
}

const builtIn = oncePer((resource: Resource): Fields => {
  const schema = kindSchema(resource.apiVersion, resource.kind);
  return schema ? readFields(resource, schema) : NONE;
});

/** Only the last: a definition that is being written is a new one at every keystroke. */
const lastCustom: (resource: Resource) => { schemas?: readonly KindSchema[]; fields: Fields } = oncePer(() => ({
  fields: NONE,
}));

function readFields({ root }: Resource, { type, limits }: KindSchema): Fields {
  const walk: Walk = { places: [], scalars: [], unknown: [], missing: [], misshapen: [], limited: [], seen: new Set() };
  const place = { map: root, type, parent: undefined, step: '', index: undefined };
  if (limits)
    walk.limited.push({ place, name: '', node: root, pair: undefined, type: { kind: 'object', type, limits } });
  readObject(place, walk);
  return walk;
}

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
  readonly limited: LimitedValue[];
  readonly seen: Set<YamlNode>;
}

function readObject(place: Place, walk: Walk): void {
  const { map, type } = place;
  if (walk.seen.has(map)) return;
  walk.seen.add(map);
  walk.places.push(place);
  for (const pair of map.pairs) readPair(place, pair, walk);
  const isMerged = findPair(map, '<<') !== undefined;
  if (isMerged) return;
  for (const [name, field] of type.fields)
    if (isMissing(map, name, field) && !isStatus(place, name)) walk.missing.push({ place, name });
}

function readPair(place: Place, pair: YamlPair, walk: Walk): void {
  const { key } = pair;
  if (key.type !== 'scalar' || isForeign(key) || isStatus(place, key.text)) return;
  // SOPS keeps how a Secret is encrypted beside its fields.
  if (!place.parent && key.text === 'sops') return;
  const field = place.type.fields.get(key.text);
  if (field) readValue({ place, name: key.text, pair }, pair.value, field.type, walk);
  else if (!place.type.isOpen) walk.unknown.push({ place, pair, key });
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
    return;
  }
  if (type.limits) walk.limited.push({ place, name, node, pair, type });
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

function isScalar(type: FieldType): type is FieldType & { readonly kind: ScalarType } {
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
