import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Span } from '../../core/text.ts';
import { endOfBlock } from './blockEnd.ts';
import type { YamlAlias, YamlList, YamlMap, YamlNode, YamlPair, YamlScalar } from './node.ts';

type Anchored = Exclude<YamlNode, YamlAlias>;

interface Building {
  readonly text: string;
  /** What each anchor stands on so far: an alias means the last one before it. */
  readonly anchors: Map<string, Anchored>;
  /** Aliases without an anchor. */
  readonly dangling: Span[];
  readonly shared: Set<YamlNode>;
}

export interface YamlTree {
  readonly root: YamlNode | undefined;
  readonly dangling: readonly Span[];
  readonly shared: ReadonlySet<YamlNode>;
}

/** Turns the parser's nodes, which carry much that is for writing, into ours. The depth is bounded by the caller. */
export function createTree(contents: Node | null, text: string): YamlTree {
  const building: Building = { text, anchors: new Map(), dangling: [], shared: new Set() };
  const root = contents ? convert(contents, 0, building) : undefined;
  return { root, dangling: building.dangling, shared: building.shared };
}

/** `at` is where a node stands that the source does not have. */
function convert(node: unknown, at: number, building: Building): YamlNode {
  if (isAlias(node)) return alias(node.source, rangeOf(node, at), building);
  const result = convertAnchored(node, at, building);
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
  if (anchor !== undefined) building.anchors.set(anchor, result);
  return result;
}

function convertAnchored(node: unknown, at: number, building: Building): Anchored {
  if (isMap(node)) return map(node, at, building);
  if (isSeq(node)) return list(node, at, building);
  return scalar(node, at, building.text);
}

function alias(name: string, span: Span, { anchors, dangling, shared }: Building): YamlAlias {
  const target = anchors.get(name);
  if (target) shared.add(target);
  else dangling.push(span);
  return { type: 'alias', span, name, ...(target && { target }) };
}

function map(
  node: Node & { readonly items: readonly Pair[]; readonly flow?: boolean },
  at: number,
  building: Building,
): YamlMap {
  const range = rangeOf(node, at);
  const pairs: YamlPair[] = [];
  let end = range.start;
  for (const pair of node.items) {
    const key = convert(pair.key, end, building);
    const value = convert(pair.value, key.span.end, building);
    end = Math.max(key.span.end, value.span.end);
    pairs.push({ key, value });
  }
  const flow = node.flow === true;
  return { type: 'map', span: flow ? range : { start: range.start, end }, flow, pairs };
}

function list(
  node: Node & { readonly items: readonly unknown[]; readonly flow?: boolean },
  at: number,
  building: Building,
): YamlList {
  const range = rangeOf(node, at);
  const items: YamlNode[] = [];
  let end = range.start;
  for (const each of node.items) {
    const item = isPair(each) ? singlePair(each, end, building) : convert(each, end, building);
    end = Math.max(end, item.span.end);
    items.push(item);
  }
  const flow = node.flow === true;
  return { type: 'list', span: flow ? range : { start: range.start, end }, flow, items };
}

/** `[a: b]` is a list of one map without braces. */
function singlePair(pair: Pair, at: number, building: Building): YamlMap {
  const key = convert(pair.key, at, building);
  const value = convert(pair.value, key.span.end, building);
  return { type: 'map', span: { start: key.span.start, end: value.span.end }, flow: true, pairs: [{ key, value }] };
}

const STYLES: Readonly<Record<string, YamlScalar['style']>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function scalar(node: unknown, at: number, text: string): YamlScalar {
  if (!isScalar(node)) return empty(text, at, undefined);
  const style = STYLES[node.type ?? ''] ?? 'plain';
  const range = rangeOf(node, at);
  if (range.start === range.end) return empty(text, range.start, node.tag);
  const block = style === 'literal' || style === 'folded';
  // A key that says `!!merge <<` is read as a symbol.
  const content = typeof node.value === 'symbol' ? (node.value.description ?? '') : String(node.value);
  return {
    type: 'scalar',
    span: block ? { start: range.start, end: endOfBlock(text, range, content) } : range,
    text: content,
    style,
    ...(node.tag !== undefined && { tag: node.tag }),
  };
}

/** A value that is not there stands right behind the colon, the dash or the tag, whatever white space follows. */
function empty(text: string, at: number, tag: string | undefined): YamlScalar {
  let start = at;
  while (start > 0 && /\s/.test(text.charAt(start - 1))) start -= 1;
  return { type: 'scalar', span: { start, end: start }, text: '', style: 'plain', ...(tag !== undefined && { tag }) };
}

function rangeOf(node: Node, at: number): Span {
  const [start = at, end = at] = node.range ?? [];
  return { start, end };
}
