import type { Limits } from './limits.ts';
import { SCHEMA_DATA } from './schemaData.ts';

/** What a field of a Kubernetes object may hold, once YAML has become JSON. */
export type FieldType = Shape & {
  /** What the definition of a custom resource says of the value besides its type. */
  readonly limits?: Limits;
};

type Shape =
  | { readonly kind: ScalarType }
  /** Anything at all, as a field of a custom resource. */
  | { readonly kind: 'any' }
  | { readonly kind: 'object'; readonly type: ObjectType }
  | { readonly kind: 'list'; readonly item: FieldType }
  /** Keys that the author chooses, as in labels. */
  | { readonly kind: 'map'; readonly value: FieldType };

/**
 * `time` and `bytes` are strings with a form: RFC 3339 and base64. `double` takes any number, `quantity` numbers and
 * strings such as `500m`.
 */
export type ScalarType =
  | 'string'
  | 'int32'
  | 'int64'
  | 'double'
  | 'boolean'
  | 'intOrString'
  | 'quantity'
  | 'time'
  | 'bytes';

export interface ObjectType {
  /** As the API's documentation calls it, with its version: `V1Probe`. Of a custom resource `Certificate.spec`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Part of a custom resource, as a CustomResourceDefinition has it: what is required really is. */
  readonly isCustom?: true;
  /** Fields that it does not name are kept as they are written. */
  readonly isOpen?: true;
}

export interface Field {
  readonly type: FieldType;
  readonly required: boolean;
  /** What a custom resource's definition fills in, as it is written there; shortened if it is long. */
  readonly default?: string;
  /** The first sentence of what a custom resource's definition says of it. */
  readonly description?: string | undefined;
}

export interface KindSchema {
  readonly type: ObjectType;
  readonly namespaced: boolean;
  /** Of the object as a whole, if it is a custom resource. */
  readonly limits?: Limits | undefined;
  readonly description?: string | undefined;
}

/** The release of Kubernetes that the schema is of: `1.36`. */
export function schemaRelease(): string {
  return data().release;
}

/** `apps/v1`, `Deployment`. Undefined for what is not a stable kind of Kubernetes itself. */
export function kindSchema(apiVersion: string, kind: string): KindSchema | undefined {
  const [index, namespaced] = data().kinds[`${apiVersion}/${kind}`] ?? [];
  return index === undefined ? undefined : { type: objectType(index), namespaced: namespaced === 1 };
}

/** The metadata that every object has. */
export function metadataType(): FieldType {
  return kindSchema('v1', 'ConfigMap')?.type.fields.get('metadata')?.type ?? { kind: 'any' };
}

/** Every kind that Kubernetes itself has: `apps/v1/Deployment`; those in alpha and beta, too. */
export function knownKinds(): readonly string[] {
  const { kinds, others } = data();
  return [...Object.keys(kinds), ...others];
}

type Encoded = number | string | readonly ['L' | 'M', Encoded];

interface Data {
  readonly release: string;
  /** Key → index of its type, whether it lives in a namespace. */
  readonly kinds: Readonly<Record<string, readonly [number, 0 | 1]>>;
  readonly others: readonly string[];
  readonly names: readonly string[];
  /** A name with `!` is required. */
  readonly types: readonly Readonly<Record<string, Encoded>>[];
}

let decoded: Data | undefined;

/** Only what checks Kubernetes needs it, so it is not read at the start. */
function data(): Data {
  decoded ??= JSON.parse(SCHEMA_DATA) as Data;
  return decoded;
}

const types: ObjectType[] = [];

/** Types refer to each other in circles, so each is made when it is first asked for. */
function objectType(index: number): ObjectType {
  const known = types[index];
  if (known) return known;
  const { names, types: encoded } = data();
  const fields = new Map<string, Field>();
  const made = { name: names[index] ?? '', fields };
  types[index] = made;
  for (const [key, code] of Object.entries(encoded[index] ?? {})) {
    const required = key.endsWith('!');
    fields.set(required ? key.slice(0, -1) : key, { type: fieldType(code), required });
  }
  return made;
}

const SCALARS: Readonly<Record<string, ScalarType | 'any'>> = {
  s: 'string',
  i: 'int32',
  l: 'int64',
  n: 'double',
  b: 'boolean',
  x: 'intOrString',
  q: 'quantity',
  t: 'time',
  y: 'bytes',
  a: 'any',
};

function fieldType(code: Encoded): FieldType {
  if (typeof code === 'number') {
    // A getter, since a type may hold itself: JSONSchemaProps.
    return {
      kind: 'object',
      get type() {
        return objectType(code);
      },
    };
  }
  if (typeof code === 'string') return { kind: SCALARS[code] ?? 'any' };
  const [container, inner] = code;
  return container === 'L' ? { kind: 'list', item: fieldType(inner) } : { kind: 'map', value: fieldType(inner) };
}
