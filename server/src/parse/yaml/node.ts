import { oncePer } from '../../core/once.ts';
import type { Span } from '../../core/text.ts';

/**
 * A YAML tree of our own: plain data with spans in the document's text, small enough to be kept for every open
 * document. Aliases are not followed while it is built, so it is never larger than its source.
 */
export type YamlNode = YamlScalar | YamlMap | YamlList | YamlAlias;

export interface YamlScalar {
  readonly type: 'scalar';
  /** Zero-length, just behind the colon or the dash, for a value that is not there. */
  readonly span: Span;
  /** The content after unquoting and folding; types are not resolved, see {@link resolveScalar}. */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  /** An explicit tag in full, as `tag:yaml.org,2002:str`. */
  readonly tag?: string;
}

export interface YamlMap {
  readonly type: 'map';
  /** From the first key to the end of the last value; with the braces in flow style. */
  readonly span: Span;
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
}

export interface YamlPair {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly type: 'list';
  /** From the first dash to the end of the last item; with the brackets in flow style. */
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface YamlAlias {
  readonly type: 'alias';
  readonly span: Span;
  readonly name: string;
  /** What the anchor of that name before it stands on; absent if there is none in the document. */
  readonly target?: Exclude<YamlNode, YamlAlias>;
}

export function resolveAlias(node: YamlNode | undefined): Exclude<YamlNode, YamlAlias> | undefined {
  return node?.type === 'alias' ? node.target : node;
}

export function asMap(node: YamlNode | undefined): YamlMap | undefined {
  const target = resolveAlias(node);
  return target?.type === 'map' ? target : undefined;
}

export function asList(node: YamlNode | undefined): YamlList | undefined {
  const target = resolveAlias(node);
  return target?.type === 'list' ? target : undefined;
}

export function asScalar(node: YamlNode | undefined): YamlScalar | undefined {
  const target = resolveAlias(node);
  return target?.type === 'scalar' ? target : undefined;
}

/** The pair of a map with this key, the last one if the key is repeated, as Kubernetes' decoder has it. */
export function findPair(map: YamlMap | undefined, key: string): YamlPair | undefined {
  if (!map) return undefined;
  return map.pairs.length > SMALL ? indexOf(map).get(key) : map.pairs.findLast((pair) => isKey(pair, key));
}

/** The value behind a key, in the map itself or in what it merges by `<<`. */
export function get(map: YamlMap | undefined, key: string): YamlNode | undefined {
  return map && lookUp(map, key, new Set());
}

/** The value behind a path of keys. */
export function getIn(map: YamlMap | undefined, ...path: readonly string[]): YamlNode | undefined {
  let node: YamlNode | undefined = map;
  for (const key of path) node = get(asMap(node), key);
  return node;
}

/** The names of a map that is small by its nature, own and merged ones. */
export function keysOf(map: YamlMap | undefined): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const each of map ? [map, ...mergedMaps(map)] : []) {
    for (const { key } of each.pairs.slice(0, MANY)) if (key.type === 'scalar' && key.text !== '<<') keys.add(key.text);
  }
  return keys;
}

/**
 * The items of a list that is small by its nature. What a short alias stands for is cut off where no manifest gets to,
 * so that the work stays in proportion to the text.
 */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  const items = asList(node)?.items ?? [];
  return node?.type === 'alias' ? items.slice(0, MANY) : items;
}

export function isKey({ key }: YamlPair, name: string): boolean {
  return key.type === 'scalar' && key.text === name;
}

/** Up to here looking through is faster than an index. */
const SMALL = 64;
const MANY = 1000;

/** More maps than this are not asked for a key, so that maps which merge each other stay harmless. */
const MAX_MERGED = 50;

const indexOf = oncePer(
  (map: YamlMap): ReadonlyMap<string, YamlPair> =>
    new Map(map.pairs.flatMap((pair) => (pair.key.type === 'scalar' ? [[pair.key.text, pair] as const] : []))),
);

function lookUp(map: YamlMap, key: string, asked: Set<YamlMap>): YamlNode | undefined {
  if (asked.has(map) || asked.size > MAX_MERGED) return undefined;
  asked.add(map);
  const own = findPair(map, key);
  if (own) return own.value;
  for (const source of mergedMaps(map)) {
    const found = lookUp(source, key, asked);
    if (found) return found;
  }
  return undefined;
}

/** `<<: *base` or `<<: [*one, *two]`, of which the first wins. */
function mergedMaps(map: YamlMap): readonly YamlMap[] {
  const merged = findPair(map, '<<')?.value;
  const sources = merged?.type === 'list' ? merged.items.slice(0, MAX_MERGED) : [merged];
  return sources.flatMap((source) => asMap(source) ?? []);
}
