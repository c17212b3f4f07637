import { asScalar, type YamlNode, type YamlScalar } from './node.ts';

/** What a scalar is to Kubernetes, once its decoder has turned YAML into JSON. */
export type ScalarValue =
  | { readonly type: 'null' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'string'; readonly value: string };

const WORDS: ReadonlyMap<string, ScalarValue> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(bool(true)),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(bool(false)),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { type: 'null' }] as const),
  ...['.nan', '.NaN', '.NAN'].map(float(Number.NaN)),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(float(Number.POSITIVE_INFINITY)),
  ...['-.inf', '-.Inf', '-.INF'].map(float(Number.NEGATIVE_INFINITY)),
]);

const INTEGER = /^([-+]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9]\d*|0)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const MAX_INTEGER = 2n ** 64n;

/**
 * Types a scalar as the decoder of Kubernetes does, which is YAML 1.1 but for numbers to the base of 60: a plain `y`
 * is true, `0777` is 511, `1_000` is 1000. Dates stay strings, as JSON has none.
 * https://github.com/yaml/go-yaml/blob/v2/resolve.go
 */
export function resolveScalar(scalar: YamlScalar): ScalarValue {
  const typed = scalar.tag === undefined ? scalar.style === 'plain' : /:(?:int|float|bool|null)$/.test(scalar.tag);
  return typed ? resolvePlain(scalar.text) : { type: 'string', value: scalar.text };
}

export function resolvePlain(text: string): ScalarValue {
  const word = WORDS.get(text);
  if (word) return word;
  if (!/^[-+.\d]/.test(text)) return { type: 'string', value: text };
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '');
  return integer(digits) ?? decimal(digits) ?? { type: 'string', value: text };
}

/** The text of a scalar that is a string to Kubernetes. */
export function stringOf(node: YamlNode | undefined): string | undefined {
  const scalar = asScalar(node);
  const value = scalar && resolveScalar(scalar);
  return value?.type === 'string' ? value.value : undefined;
}

/** The value of a scalar that is an integer to Kubernetes; `10.0` is one too, as it is in JSON. */
export function integerOf(node: YamlNode | undefined): number | undefined {
  const scalar = asScalar(node);
  const value = scalar && resolveScalar(scalar);
  if (value?.type !== 'int' && value?.type !== 'float') return undefined;
  return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : undefined;
}

export function booleanOf(node: YamlNode | undefined): boolean | undefined {
  const scalar = asScalar(node);
  const value = scalar && resolveScalar(scalar);
  return value?.type === 'bool' ? value.value : undefined;
}

export function isNull(node: YamlNode | undefined): boolean {
  const scalar = asScalar(node);
  return scalar !== undefined && resolveScalar(scalar).type === 'null';
}

function integer(text: string): ScalarValue | undefined {
  const [, sign, digits = ''] = INTEGER.exec(text) ?? [];
  if (sign === undefined || digits.length > 80) return undefined;
  const magnitude = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = sign === '-' ? -magnitude : magnitude;
  return value < MAX_INTEGER && value >= -MAX_INTEGER / 2n ? { type: 'int', value } : undefined;
}

function decimal(text: string): ScalarValue | undefined {
  const value = FLOAT.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? { type: 'float', value } : undefined;
}

function bool(value: boolean) {
  return (word: string): [string, ScalarValue] => [word, { type: 'bool', value }];
}

function float(value: number) {
  return (word: string): [string, ScalarValue] => [word, { type: 'float', value }];
}
