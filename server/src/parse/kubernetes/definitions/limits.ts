import type { Json, Limits } from '../../../core/kubernetes/limits.ts';
import { detached } from '../../../core/text.ts';
import { asList, asMap, findPair, type YamlMap } from '../../yaml/node.ts';
import { entriesOf, get, isTrue, jsonOfScalar, mapsIn, numberOf, shown, textIn, textsIn } from './values.ts';

type Mutable = { -readonly [Key in keyof Limits]: Limits[Key] };

/** What a schema says of a value besides its type and its fields; undefined if that is nothing. */
export function limitsOf(schema: YamlMap): Limits | undefined {
  // Most have none, and definitions have thousands of fields.
  if (!schema.pairs.some(({ key }) => key.type === 'scalar' && LIMITS.has(key.text))) return undefined;
  const limits: Mutable = { ...ownLimits(schema), ...combinations(schema) };
  const unique = uniqueness(schema);
  if (unique) limits.unique = unique;
  return Object.keys(limits).length === 0 ? undefined : limits;
}

const NUMBERS = [
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

function ownLimits(schema: YamlMap): Mutable {
  const limits: Mutable = {};
  for (const name of NUMBERS) {
    const value = numberOf(get(schema, name));
    if (value !== undefined) limits[name] = value;
  }
  for (const name of ['pattern', 'format'] as const) {
    const value = textIn(schema, name);
    if (value !== undefined) limits[name] = detached(value);
  }
  for (const name of ['exclusiveMinimum', 'exclusiveMaximum'] as const) if (isTrue(schema, name)) limits[name] = true;
  const values = enumOf(schema);
  if (values) limits.enum = values;
  return limits;
}

/** None if it has anything else than scalars. */
function enumOf(schema: YamlMap): Json[] | undefined {
  const items = asList(get(schema, 'enum'))?.items ?? [];
  const values = items.map(jsonOfScalar).filter((value) => value !== undefined);
  return values.length > 0 && values.length === items.length ? values : undefined;
}

function combinations(schema: YamlMap): Mutable {
  const limits: Mutable = {};
  for (const name of ['allOf', 'anyOf', 'oneOf'] as const) {
    const parts = mapsIn(schema, name);
    if (parts.length > 0) limits[name] = parts.map(junctorOf);
  }
  const not = asMap(get(schema, 'not'));
  if (not) limits.not = junctorOf(not);
  return limits;
}

const LIMITS = new Set<string>([
  ...NUMBERS,
  'pattern',
  'format',
  'enum',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'x-kubernetes-list-type',
]);

const READ = new Set<string>([
  ...NUMBERS,
  'pattern',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'enum',
  'required',
  'properties',
  'items',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'description',
  'title',
]);

/** A schema within `anyOf` and the like, which says nothing of types. */
function junctorOf(schema: YamlMap): Limits {
  const limits: Mutable = limitsOf(schema) ?? {};
  const required = textsIn(schema, 'required');
  if (required.length > 0) limits.required = required;
  const properties = entriesOf(get(schema, 'properties'));
  if (properties.length > 0) limits.properties = new Map(properties.map(([name, each]) => [name, junctorOf(each)]));
  const items = asMap(get(schema, 'items'));
  if (items) limits.items = junctorOf(items);
  const isRead = schema.pairs.every(({ key }) => key.type === 'scalar' && READ.has(key.text));
  if (!isRead || (findPair(schema, 'enum') && !limits.enum)) limits.isOpaque = true;
  return limits;
}

function uniqueness(schema: YamlMap): Limits['unique'] {
  const listType = textIn(schema, 'x-kubernetes-list-type');
  if (listType === 'set') return 'items';
  if (listType !== 'map') return undefined;
  const properties = asMap(get(asMap(get(schema, 'items')), 'properties'));
  return textsIn(schema, 'x-kubernetes-list-map-keys').map((key) => {
    const usual = get(asMap(get(properties, key)), 'default');
    return { key, default: usual && shown(usual, '') };
  });
}
