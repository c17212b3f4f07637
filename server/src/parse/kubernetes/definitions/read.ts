import type { Limits } from '../../../core/kubernetes/limits.ts';
import {
  type Field,
  type FieldType,
  type KindSchema,
  metadataType,
  type ObjectType,
  type ScalarType,
} from '../../../core/kubernetes/schema.ts';
import { detached } from '../../../core/text.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import { asMap, findPair, getIn, type YamlMap } from '../../yaml/node.ts';
import { booleanOf } from '../../yaml/scalar.ts';
import { limitsOf } from './limits.ts';
import { entriesOf, get, isTrue, mapsIn, shown, textIn, textsIn } from './values.ts';

/** What a CustomResourceDefinition says of one version of its kind. */
export interface DefinedVersion {
  readonly name: string;
  readonly isServed: boolean;
  readonly isDeprecated: boolean;
  /** What the API server says to those who use it, if the definition has words for it. */
  readonly warning: string | undefined;
}

/** A definition that was read. */
export interface Definition {
  readonly versions: readonly DefinedVersion[];
  /** Undefined if there is no such version, or none that can be followed. `texts`: with what it says of its fields. */
  readonly schema: (version: string, texts?: 'texts') => KindSchema | undefined;
}

/** Undefined if the document has faults, as the source of a template does. */
export function readDefinition({ root, problems, text }: YamlDocument): Definition | undefined {
  const spec = asMap(get(asMap(root), 'spec'));
  const kind = textIn(asMap(get(spec, 'names')), 'kind');
  if (!spec || kind === undefined || problems.length > 0) return undefined;
  const isOld = textIn(asMap(root), 'apiVersion')?.endsWith('/v1beta1') === true;
  const only = textIn(spec, 'version');
  const listed = mapsIn(spec, 'versions').map((map) => ({ version: versionOf(map), map }));
  const versions =
    listed.length === 0 && only !== undefined
      ? [{ version: { name: only, isServed: true, isDeprecated: false, warning: undefined }, map: spec }]
      : listed;
  return {
    versions: versions.map(({ version }) => version),
    schema(name, texts) {
      const map = versions.find(({ version }) => version.name === name)?.map;
      const own = asMap(getIn(map, 'schema', 'openAPIV3Schema'));
      const schema = own ?? (isOld ? asMap(getIn(spec, 'validation', 'openAPIV3Schema')) : undefined);
      // The first version of the API kept unknown fields if nothing was said.
      const isOpen = isOld && booleanOf(get(spec, 'preserveUnknownFields')) !== false;
      const namespaced = textIn(spec, 'scope') !== 'Cluster';
      return schema && kindOf(schema, { kind, namespaced, isOpen }, { text, withTexts: texts !== undefined });
    },
  };
}

function versionOf(map: YamlMap): DefinedVersion {
  const warning = textIn(map, 'deprecationWarning');
  return {
    name: detached(textIn(map, 'name') ?? ''),
    isServed: booleanOf(get(map, 'served')) !== false,
    isDeprecated: isTrue(map, 'deprecated'),
    warning: warning === undefined ? undefined : detached(warning),
  };
}

/** Definitions are written by programs and have some thousand fields; aliases may make more of a text than anyone has room for. */
const MAX_FIELDS = 100_000;
const MAX_DEPTH = 100;

interface Reader {
  readonly text: string;
  readonly withTexts: boolean;
  readonly isOpen: boolean;
  left: number;
}

function kindOf(
  schema: YamlMap,
  { kind, namespaced, isOpen }: { kind: string; namespaced: boolean; isOpen: boolean },
  { text, withTexts }: Pick<Reader, 'text' | 'withTexts'>,
): KindSchema | undefined {
  const reader: Reader = { text, withTexts, isOpen, left: MAX_FIELDS };
  const own = objectOf(schema, { name: detached(kind), depth: 0 }, reader);
  if (reader.left < 0) return undefined;
  const fields = new Map<string, Field>([
    ['apiVersion', { type: { kind: 'string' }, required: true }],
    ['kind', { type: { kind: 'string' }, required: true }],
    ['metadata', { type: metadataType(), required: false }],
    ...[...own.fields].filter(([name]) => !/^(?:apiVersion|kind|metadata)$/.test(name)),
  ]);
  return { type: { ...own, fields }, namespaced, limits: limitsOf(schema), description: describe(schema, reader) };
}

interface At {
  /** `Certificate.spec`. */
  readonly name: string;
  readonly depth: number;
  readonly isOpen?: boolean;
}

function objectOf(schema: YamlMap, { name, depth, isOpen: isKept = false }: At, reader: Reader): ObjectType {
  const required = new Set(textsIn(schema, 'required'));
  const fields = new Map<string, Field>();
  for (const [key, property] of entriesOf(get(schema, 'properties'))) {
    if (reader.left < 0) break;
    const usual = findPair(property, 'default')?.value;
    const description = describe(property, reader);
    fields.set(key, {
      type: typeOf(property, { name: `${name}.${key}`, depth: depth + 1 }, reader),
      required: required.has(key) && usual === undefined,
      ...(usual && { default: shown(usual, reader.text) }),
      ...(description !== undefined && { description }),
    });
  }
  // A name that has no field of its own can only be missing.
  const isOpen = isKept || reader.isOpen || isTrue(schema, KEEPS_UNKNOWN) || findPair(schema, 'additionalProperties');
  return { name, fields, isCustom: true, ...(isOpen && { isOpen: true }) };
}

const KEEPS_UNKNOWN = 'x-kubernetes-preserve-unknown-fields';

function typeOf(schema: YamlMap, at: At, reader: Reader): FieldType {
  reader.left -= 1;
  if (at.depth > MAX_DEPTH) reader.left = -1;
  if (reader.left < 0) return ANY;
  const shape = shapeOf(schema, at, reader);
  const limits = shape.kind === 'any' ? undefined : limitsOf(schema);
  return limits ? { ...shape, limits: withoutCounts(limits, shape) } : shape;
}

/** How many fields there are is only known once the API server has filled in what is not there. */
function withoutCounts({ minProperties, maxProperties, ...limits }: Limits, shape: FieldType): Limits {
  const isFilled =
    shape.kind === 'object' && [...shape.type.fields.values()].some((field) => field.default !== undefined);
  return {
    ...limits,
    ...(minProperties !== undefined && !isFilled && { minProperties }),
    ...(maxProperties !== undefined && !isFilled && { maxProperties }),
  };
}

const ANY: FieldType = { kind: 'any' };

function shapeOf(schema: YamlMap, at: At, reader: Reader): FieldType {
  if (isTrue(schema, 'x-kubernetes-int-or-string')) return scalar('intOrString');
  const type = textIn(schema, 'type');
  if (type === 'object') return objectShape(schema, at, reader);
  if (type === 'array') {
    const items = asMap(get(schema, 'items'));
    // What a list keeps of itself, it keeps of its items.
    const isOpen = at.isOpen || isTrue(schema, KEEPS_UNKNOWN);
    return { kind: 'list', item: items ? typeOf(items, { ...at, depth: at.depth + 1, isOpen }, reader) : ANY };
  }
  return scalarShape(type, textIn(schema, 'format'));
}

function objectShape(schema: YamlMap, at: At, reader: Reader): FieldType {
  const others = findPair(schema, 'additionalProperties')?.value;
  const own = findPair(schema, 'properties');
  if (others && !own) {
    const value = asMap(others);
    return value ? { kind: 'map', value: typeOf(value, { name: at.name, depth: at.depth + 1 }, reader) } : ANY;
  }
  const type = objectOf(schema, at, reader);
  return { kind: 'object', type: isTrue(schema, 'x-kubernetes-embedded-resource') ? embedded(type) : type };
}

/** A whole resource within another: the API server knows what each of them has. */
function embedded(type: ObjectType): ObjectType {
  const fields = new Map<string, Field>(type.fields);
  for (const name of ['apiVersion', 'kind']) fields.set(name, { type: { kind: 'string' }, required: false });
  if (!fields.has('metadata')) fields.set('metadata', { type: ANY, required: false });
  return { ...type, fields };
}

function scalarShape(type: string | undefined, format: string | undefined): FieldType {
  if (type === 'string') return scalar(format === 'date-time' ? 'time' : format === 'byte' ? 'bytes' : 'string');
  if (type === 'integer') return scalar(format === 'int32' ? 'int32' : 'int64');
  if (type === 'number') return scalar('double');
  return type === 'boolean' ? scalar('boolean') : ANY;
}

/** One object for each, since there are many. */
const SCALARS = new Map<ScalarType, FieldType>();

function scalar(kind: ScalarType): FieldType {
  const known = SCALARS.get(kind) ?? { kind };
  SCALARS.set(kind, known);
  return known;
}

const LONGEST = 300;

/** The first sentence. */
function describe(schema: YamlMap, { withTexts }: Reader): string | undefined {
  const text = withTexts ? textIn(schema, 'description') : undefined;
  const sentence = text && /^.*?(?:[.!?](?=\s|$)|(?=\n\s*\n|$))/s.exec(text.trimStart().slice(0, 2000))?.[0];
  if (sentence === undefined || sentence === '') return undefined;
  const line = sentence.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : detached(line);
}
