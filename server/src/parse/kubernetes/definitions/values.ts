import type { Json } from '../../../core/kubernetes/limits.ts';
import { detached } from '../../../core/text.ts';
import { asList, asMap, asScalar, findPair, resolveAlias, type YamlMap, type YamlNode } from '../../yaml/node.ts';
import { booleanOf, resolveScalar, stringOf } from '../../yaml/scalar.ts';

/** What stands behind a key of a schema, where nobody merges anything. */
export function get(map: YamlMap | undefined, key: string): YamlNode | undefined {
  return findPair(map, key)?.value;
}

/** A number as JSON has it. */
export function numberOf(node: YamlNode | undefined): number | undefined {
  const value = jsonOfScalar(node);
  return typeof value === 'number' ? value : undefined;
}

/** The value of a scalar; undefined for anything else. */
export function jsonOfScalar(node: YamlNode | undefined): Json | undefined {
  const scalar = asScalar(node);
  const value = scalar && resolveScalar(scalar);
  if (!value) return undefined;
  if (value.type === 'null') return null;
  return value.type === 'int' ? Number(value.value) : value.value;
}

export function textIn(map: YamlMap | undefined, key: string): string | undefined {
  return stringOf(get(map, key));
}

export function isTrue(map: YamlMap | undefined, key: string): boolean {
  return booleanOf(get(map, key)) === true;
}

export function textsIn(map: YamlMap | undefined, key: string): string[] {
  return (asList(get(map, key))?.items ?? []).flatMap((item) => stringOf(item) ?? []).map(detached);
}

export function mapsIn(map: YamlMap | undefined, key: string): YamlMap[] {
  return (asList(get(map, key))?.items ?? []).flatMap((item) => asMap(item) ?? []);
}

/** The pairs of a map whose values are maps. */
export function entriesOf(node: YamlNode | undefined): [key: string, value: YamlMap][] {
  return (asMap(node)?.pairs ?? []).flatMap(({ key, value }) => {
    const map = asMap(value);
    return key.type === 'scalar' && map ? [[detached(key.text), map]] : [];
  });
}

const SHOWN = 60;

/** A value as a person would write it; shortened if it is long. */
export function shown(node: YamlNode, text: string): string {
  const value = resolveAlias(node);
  if (!value) return '…';
  if (value.type === 'scalar' && value.text.length <= SHOWN) return detached(value.text);
  const source = value.span.end - value.span.start <= SHOWN ? text.slice(value.span.start, value.span.end) : '\n';
  return source.includes('\n') ? '…' : detached(source);
}
