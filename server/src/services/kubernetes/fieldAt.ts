import type { FieldType, ObjectType } from '../../core/kubernetes/schema.ts';
import type { Span } from '../../core/text.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../../parse/yaml/node.ts';
import { manifestsOf, type Question, schemaOf } from './question.ts';

/** A key or a value at an offset, seen by the API. All spans are the document's. */
export interface FieldAt {
  readonly resource: Resource;
  /** Add it to a span to have one of the file. */
  readonly offset: number;
  /** `spec.containers[0].ports`. */
  readonly path: string;
  /** From the resource to the object that holds the field. */
  readonly holders: readonly Holder[];
  /** `V1Container.ports`; for an item of a list or a key of a map that of the list or the map. */
  readonly field: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** What a custom resource's definition fills in. */
  readonly usual: string | undefined;
  /** What it says of the field. */
  readonly description: string | undefined;
  /** What the cursor is on. */
  readonly on: YamlScalar;
  readonly isKey: boolean;
  /** In a map such as labels or limits: the key. */
  readonly mapKey: string | undefined;
}

export interface Holder {
  readonly map: YamlMap;
  readonly type: ObjectType;
  /** From the object above: `livenessProbe`. */
  readonly step: string;
}

/** What the schema knows of the text at an offset of the file. */
export function fieldAt(question: Question): FieldAt | undefined {
  const placed = manifestsOf(question).findLast((each) => each.offset <= question.offset);
  if (!placed) return undefined;
  const at = question.offset - placed.offset;
  const resource = placed.manifest.resources.find(({ root }) => touches(root.span, at));
  const schema = resource && schemaOf(question, resource);
  if (!schema) return undefined;
  const holder = { map: resource.root, type: schema.type, step: '' };
  const found = inObject({ path: '', holders: [holder], at }, holder);
  return found && { resource, offset: placed.offset, ...found };
}

type Found = Omit<FieldAt, 'resource' | 'offset'>;

interface Way {
  readonly path: string;
  readonly holders: readonly Holder[];
  readonly at: number;
}

type Field = Pick<FieldAt, 'field' | 'type' | 'required' | 'usual' | 'description'>;

function inObject(way: Way, { map, type }: Holder): Found | undefined {
  const pair = pairAt(map, way.at);
  if (pair?.key.type !== 'scalar') return undefined;
  const { text } = pair.key;
  const field = type.fields.get(text);
  if (!field) return undefined;
  const path = way.path === '' ? text : `${way.path}.${text}`;
  const found: Field = {
    field: `${type.name}.${text}`,
    type: field.type,
    required: field.required,
    usual: field.default,
    description: field.description,
  };
  if (touches(pair.key.span, way.at)) return { ...way, ...found, path, on: pair.key, isKey: true, mapKey: undefined };
  return inValue({ ...way, path }, found, { step: text, node: pair.value });
}

interface Value {
  readonly step: string;
  readonly node: YamlNode;
  readonly mapKey?: string;
}

function inValue(way: Way, field: Field, { step, node, mapKey }: Value): Found | undefined {
  const { type } = field;
  if (node.type === 'scalar' && touches(node.span, way.at)) return { ...way, ...field, on: node, isKey: false, mapKey };
  if (node.type === 'map' && type.kind === 'object') {
    const holder = { map: node, type: type.type, step };
    return inObject({ ...way, holders: [...way.holders, holder] }, holder);
  }
  if (node.type === 'map' && type.kind === 'map') return inMap(way, { ...field, type: type.value }, { step, node });
  if (node.type !== 'list' || type.kind !== 'list') return undefined;
  const index = node.items.findIndex(({ span }) => touches(span, way.at));
  const item = node.items[index];
  const path = `${way.path}[${index}]`;
  return item && inValue({ ...way, path }, { ...field, type: type.item, required: false }, { step, node: item });
}

function inMap(way: Way, field: Field, { step, node }: { step: string; node: YamlMap }): Found | undefined {
  const pair = pairAt(node, way.at);
  if (pair?.key.type !== 'scalar') return undefined;
  const { key, value } = pair;
  const path = /^[\w-]+$/.test(key.text) ? `${way.path}.${key.text}` : `${way.path}[${key.text}]`;
  const inner = { ...field, required: false };
  if (touches(key.span, way.at)) return { ...way, ...inner, path, on: key, isKey: true, mapKey: key.text };
  return inValue({ ...way, path }, inner, { step, node: value, mapKey: key.text });
}

function pairAt({ pairs }: YamlMap, at: number): YamlPair | undefined {
  return pairs.findLast(({ key, value }) => key.span.start <= at && at <= Math.max(key.span.end, value.span.end));
}

export function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
