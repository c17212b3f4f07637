import { firstAnswer } from '../../core/firstAnswer.ts';
import type { Limits } from '../../core/kubernetes/limits.ts';
import type { FieldType } from '../../core/kubernetes/schema.ts';
import { findPair, resolveAlias, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { isNull, stringOf } from '../yaml/scalar.ts';
import { breachOf, matches } from './breaches.ts';
import { isPlaceholder } from './fields.ts';

/** How a value fails the alternatives that a definition lists. */
export type FormBreach =
  /** None of them fits. `needed`: the fields of which one would do, if that is all they are about. */
  | { readonly kind: 'none'; readonly needed: readonly string[] }
  /** Several fit where one has to. `present`: the fields that do not go together. */
  | { readonly kind: 'several'; readonly present: readonly string[] }
  | { readonly kind: 'lacks'; readonly name: string }
  | { readonly kind: 'forbidden' };

/** Undefined: it cannot be known. */
type Verdict = boolean | undefined;

interface Look {
  /** Aliases make a small text large, and nobody's manifest is. */
  left: number;
}

const MAX_LOOKS = 10_000;

/** What of the alternatives a value certainly fails. */
export function formBreachOf(node: YamlNode, limits: Limits, type: FieldType): FormBreach | undefined {
  const look = { left: MAX_LOOKS };
  const { allOf = [], anyOf, oneOf, not } = limits;
  if (not && fulfils(node, not, type, look) === true) return { kind: 'forbidden' };
  const any = anyOf && failed(node, anyOf, type, look, 'any');
  const one = oneOf && failed(node, oneOf, type, look, 'one');
  return any ?? one ?? firstAnswer(allOf, (each) => partBreach(node, each, type, look));
}

function partBreach(node: YamlNode, part: Limits, type: FieldType, look: Look): FormBreach | undefined {
  const lacking = (part.required ?? []).find((name) => has(node, name, type) === false);
  if (lacking !== undefined) return { kind: 'lacks', name: lacking };
  return fulfils(node, part, type, look) === false ? { kind: 'none', needed: [] } : undefined;
}

function failed(
  node: YamlNode,
  parts: readonly Limits[],
  type: FieldType,
  look: Look,
  wanted: 'any' | 'one',
): FormBreach | undefined {
  const verdicts = parts.map((part) => fulfils(node, part, type, look));
  if (verdicts.every((verdict) => verdict === false)) return { kind: 'none', needed: onlyNeeded(parts) };
  const fitting = parts.filter((_, at) => verdicts[at] === true);
  if (wanted === 'any' || fitting.length < 2) return undefined;
  return { kind: 'several', present: onlyNeeded(fitting) };
}

/** `[secretName, issuerRef]` where each alternative asks for one field and for nothing else. */
function onlyNeeded(parts: readonly Limits[]): string[] {
  const names = parts.flatMap(({ required = [] }) => (required.length === 1 ? required : []));
  const isAll = names.length === parts.length && parts.every((part) => Object.keys(part).length === 1);
  return isAll ? [...new Set(names)] : [];
}

function fulfils(node: YamlNode, limits: Limits, type: FieldType, look: Look): Verdict {
  look.left -= 1;
  return look.left < 0 ? undefined : every(verdictsOf(node, limits, type, look));
}

function* verdictsOf(node: YamlNode, limits: Limits, type: FieldType, look: Look): Generator<Verdict> {
  const each = (part: Limits): Verdict => fulfils(node, part, type, look);
  yield keeps(node, limits);
  for (const name of limits.required ?? []) yield has(node, name, type);
  yield* inside(node, limits, type, look);
  yield* (limits.allOf ?? []).map(each);
  if (limits.anyOf) yield some(limits.anyOf.map(each));
  if (limits.oneOf) yield one(limits.oneOf.map(each));
  if (limits.not) yield negated(each(limits.not));
  if (limits.isOpaque) yield undefined;
}

/** True only if all that is said of the value itself has been looked at. */
function keeps(node: YamlNode, limits: Limits): Verdict {
  if (breachOf(node, limits)) return false;
  const { format, multipleOf, unique, minProperties, maxProperties, pattern } = limits;
  const isSure = [format, multipleOf, unique, minProperties, maxProperties].every((part) => part === undefined);
  const target = resolveAlias(node);
  if (target?.type !== 'scalar') return isSure ? true : undefined;
  if (!isSure || isNull(target) || isPlaceholder(target)) return undefined;
  const value = pattern === undefined ? undefined : stringOf(target);
  return value === undefined || pattern === undefined || matches(value, pattern) === true ? true : undefined;
}

function* inside(node: YamlNode, limits: Limits, type: FieldType, look: Look): Generator<Verdict> {
  const target = resolveAlias(node);
  if (target?.type === 'map') yield* insideMap(target, limits, type, look);
  if (target?.type !== 'list' || !limits.items) return;
  const item = type.kind === 'list' ? type.item : ANY;
  for (const each of target.items) yield fulfils(each, limits.items, item, look);
}

function* insideMap(map: YamlMap, { properties }: Limits, type: FieldType, look: Look): Generator<Verdict> {
  for (const [name, part] of properties ?? []) {
    const isThere = has(map, name, type);
    const value = isThere ? findPair(map, name)?.value : undefined;
    if (value) yield fulfils(value, part, fieldType(type, name), look);
    else if (isThere !== false) yield undefined;
  }
}

const ANY: FieldType = { kind: 'any' };

function fieldType(type: FieldType, name: string): FieldType {
  if (type.kind === 'map') return type.value;
  return (type.kind === 'object' && type.type.fields.get(name)?.type) || ANY;
}

/** Whether an object has a field once the API server has dropped what is null and has filled in what is not there. */
function has(node: YamlNode, name: string, type: FieldType): Verdict {
  const map = resolveAlias(node);
  if (map?.type !== 'map') return true;
  const value = findPair(map, name)?.value;
  if (value) return isNull(value) ? undefined : true;
  if (type.kind === 'object' && type.type.fields.get(name)?.default !== undefined) return true;
  return isMerged(map) ? undefined : false;
}

/** Merge keys and `$patch`: there is more than is written here. */
function isMerged({ pairs }: YamlMap): boolean {
  return pairs.some(({ key }) => key.type === 'scalar' && /^(?:<<$|[$(])/.test(key.text));
}

function every(verdicts: Iterable<Verdict>): Verdict {
  let isSure = true;
  for (const verdict of verdicts) {
    if (verdict === false) return false;
    isSure &&= verdict === true;
  }
  return isSure || undefined;
}

function some(verdicts: readonly Verdict[]): Verdict {
  return negated(every(verdicts.map(negated)));
}

function one(verdicts: readonly Verdict[]): Verdict {
  const fitting = verdicts.filter((verdict) => verdict === true).length;
  if (fitting > 1) return false;
  return verdicts.includes(undefined) ? undefined : fitting === 1;
}

function negated(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}
