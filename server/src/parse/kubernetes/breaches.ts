import { hasFormat } from '../../core/kubernetes/formats.ts';
import type { Json, Limits } from '../../core/kubernetes/limits.ts';
import { matcher } from '../../core/regexp/matcher.ts';
import { RegexpError } from '../../core/regexp/source.ts';
import { isKey, resolveAlias, type YamlList, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { isNull } from '../yaml/scalar.ts';
import { jsonOfScalar } from './definitions/values.ts';
import { isPlaceholder } from './fields.ts';

/** A limit that a value certainly does not keep. */
export type Breach =
  | { readonly kind: 'enum'; readonly values: readonly Json[] }
  | { readonly kind: 'pattern' | 'format'; readonly form: string }
  | { readonly kind: Bound; readonly limit: number; readonly count: number }
  /** Two items of a list are the same, or have the same keys. */
  | { readonly kind: 'repeated'; readonly item: YamlNode; readonly keys: readonly string[] };

type Bound =
  | 'atLeast'
  | 'atMost'
  | 'above'
  | 'below'
  | 'multiple'
  | 'longer'
  | 'shorter'
  | 'moreItems'
  | 'fewerItems'
  | 'moreFields'
  | 'fewerFields';

/** What a value breaks by itself. Values that are filled in later break nothing. */
export function breachOf(node: YamlNode, limits: Limits): Breach | undefined {
  const target = resolveAlias(node);
  if (target?.type === 'scalar') return isPlaceholder(target) ? undefined : scalarBreach(target, limits);
  if (target?.type === 'list') return listBreach(target, limits);
  return target && mapBreach(target, limits);
}

function scalarBreach(scalar: YamlScalar, limits: Limits): Breach | undefined {
  const value = jsonOfScalar(scalar);
  if (value === undefined || value === null) return undefined;
  if (limits.enum && !limits.enum.includes(value)) return { kind: 'enum', values: limits.enum };
  if (typeof value === 'number') return numberBreach(value, limits);
  return typeof value === 'string' ? textBreach(value, limits) : undefined;
}

function numberBreach(value: number, limits: Limits): Breach | undefined {
  const bound = tooSmall(value, limits) ?? tooLarge(value, limits);
  if (bound) return { ...bound, count: value };
  const { multipleOf = 0 } = limits;
  return isMultiple(value, multipleOf) ? undefined : { kind: 'multiple', limit: multipleOf, count: value };
}

interface Passed {
  readonly kind: Bound;
  readonly limit: number;
}

function tooSmall(value: number, { minimum, exclusiveMinimum }: Limits): Passed | undefined {
  if (minimum === undefined || value > minimum || (value === minimum && !exclusiveMinimum)) return undefined;
  return { kind: exclusiveMinimum ? 'above' : 'atLeast', limit: minimum };
}

function tooLarge(value: number, { maximum, exclusiveMaximum }: Limits): Passed | undefined {
  if (maximum === undefined || value < maximum || (value === maximum && !exclusiveMaximum)) return undefined;
  return { kind: exclusiveMaximum ? 'below' : 'atMost', limit: maximum };
}

/** Fractions are left alone: the API server has its own way with them. */
function isMultiple(value: number, of: number): boolean {
  return of === 0 || !Number.isInteger(value) || !Number.isInteger(of) || value % of === 0;
}

function textBreach(text: string, { minLength, maxLength, pattern, format }: Limits): Breach | undefined {
  const count = minLength === undefined && maxLength === undefined ? 0 : lengthOf(text);
  if (minLength !== undefined && count < minLength) return { kind: 'longer', limit: minLength, count };
  if (maxLength !== undefined && count > maxLength) return { kind: 'shorter', limit: maxLength, count };
  if (pattern !== undefined && matches(text, pattern) === false) return { kind: 'pattern', form: pattern };
  return format !== undefined && !hasFormat(text, format) ? { kind: 'format', form: format } : undefined;
}

/** As the API server counts: code points. */
function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Beyond this a match might take longer than anybody waits; no field that has a pattern is as long. */
const MAX_MATCHED = 2000;
const MAX_PATTERN = 1000;
const REMEMBERED = 500;

let matchers = new Map<string, ((text: string) => boolean) | undefined>();

/** Undefined where Go's own answer is not known. */
export function matches(text: string, pattern: string): boolean | undefined {
  if (text.length > MAX_MATCHED || pattern.length > MAX_PATTERN) return undefined;
  if (!matchers.has(pattern)) {
    if (matchers.size >= REMEMBERED) matchers = new Map();
    matchers.set(pattern, compile(pattern));
  }
  return matchers.get(pattern)?.(text);
}

function compile(pattern: string): ((text: string) => boolean) | undefined {
  try {
    return matcher(pattern);
  } catch (error) {
    if (error instanceof RegexpError) return undefined;
    throw error;
  }
}

function listBreach(list: YamlList, { minItems, maxItems, unique }: Limits): Breach | undefined {
  const count = list.items.length;
  if (minItems !== undefined && count < minItems) return { kind: 'moreItems', limit: minItems, count };
  if (maxItems !== undefined && count > maxItems) return { kind: 'fewerItems', limit: maxItems, count };
  return unique && repeated(list, unique);
}

function repeated({ items }: YamlList, unique: NonNullable<Limits['unique']>): Breach | undefined {
  const seen = new Set<string>();
  for (const item of items) {
    const identity = unique === 'items' ? identityOf(item) : keysOf(item, unique);
    if (identity !== undefined && seen.has(identity))
      return { kind: 'repeated', item, keys: unique === 'items' ? [] : unique.map(({ key }) => key) };
    if (identity !== undefined) seen.add(identity);
  }
  return undefined;
}

/** Undefined for what is not compared. */
function identityOf(item: YamlNode | undefined): string | undefined {
  const value = jsonOfScalar(item);
  const scalar = resolveAlias(item);
  const isFinal = scalar?.type === 'scalar' && !isPlaceholder(scalar);
  return value === undefined || value === null || !isFinal ? undefined : JSON.stringify(value);
}

function keysOf(item: YamlNode, keys: Exclude<NonNullable<Limits['unique']>, 'items'>): string | undefined {
  const map = resolveAlias(item);
  if (map?.type !== 'map' || map.pairs.some((pair) => isKey(pair, '<<'))) return undefined;
  const parts = keys.map(({ key, default: usual }) => {
    const written = map.pairs.findLast((pair) => isKey(pair, key))?.value;
    return written === undefined && usual !== undefined ? JSON.stringify(usual) : identityOf(written);
  });
  return parts.every((part) => part !== undefined) && parts.length > 0 ? parts.join(' ') : undefined;
}

function mapBreach({ pairs }: YamlMap, { minProperties, maxProperties }: Limits): Breach | undefined {
  // What is merged, filled in or dropped is not counted here.
  if (pairs.some((pair) => isKey(pair, '<<') || isNull(pair.value))) return undefined;
  const count = pairs.length;
  if (minProperties !== undefined && count < minProperties) return { kind: 'moreFields', limit: minProperties, count };
  return maxProperties !== undefined && count > maxProperties
    ? { kind: 'fewerFields', limit: maxProperties, count }
    : undefined;
}
