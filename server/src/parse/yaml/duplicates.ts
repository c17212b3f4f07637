import type { YamlDocument } from './document.ts';
import type { Edits } from './edit.ts';
import type { YamlMap, YamlNode, YamlPair } from './node.ts';
import { removeAt } from './remove.ts';

export interface Duplicate {
  readonly map: YamlMap;
  readonly first: YamlPair;
  readonly pair: YamlPair;
  /** Whether both are written alike. */
  readonly isSame: boolean;
}

/** Pairs whose key stands in their map before. In linear time, which the parser's own check does not take. */
export function* duplicatePairs(document: YamlDocument): Generator<Duplicate> {
  const queue: YamlNode[] = document.root ? [document.root] : [];
  for (const node of queue) {
    if (node.type === 'list') for (const item of node.items) queue.push(item);
    if (node.type !== 'map') continue;
    for (const { value } of node.pairs) if (value.type !== 'scalar') queue.push(value);
    for (const [first, pair] of repeated(node)) {
      yield { map: node, first, pair, isSame: written(document, first) === written(document, pair) };
    }
  }
}

/** Up to here comparing all is faster than remembering. */
const SMALL = 12;

function* repeated({ pairs }: YamlMap): Generator<readonly [first: YamlPair, pair: YamlPair]> {
  if (pairs.length <= SMALL && !pairs.some((pair, at) => pairs.findIndex((other) => isSameKey(other, pair)) < at))
    return;
  const seen = new Map<string, YamlPair>();
  for (const pair of pairs) {
    if (pair.key.type !== 'scalar') continue;
    const first = seen.get(pair.key.text);
    if (first) yield [first, pair];
    else seen.set(pair.key.text, pair);
  }
}

function isSameKey({ key }: YamlPair, { key: other }: YamlPair): boolean {
  return key === other || (key.type === 'scalar' && other.type === 'scalar' && key.text === other.text);
}

export function removeDuplicate(document: YamlDocument, map: YamlMap, pair: YamlPair): Edits {
  return removeAt(document, map, map.pairs.indexOf(pair));
}

function written({ text }: YamlDocument, { value }: YamlPair): string {
  return text.slice(value.span.start, value.span.end);
}
