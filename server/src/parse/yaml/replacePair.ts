import type { YamlDocument } from './document.ts';
import type { Edits } from './edit.ts';
import { blockColumn, isBlockScalar, lastLeaf, styleAround } from './layout.ts';
import { findPair, type YamlMap } from './node.ts';
import { renderFlowPair, renderPair, type YamlValue } from './render.ts';

/**
 * Puts another pair in the place of one, in block or in flow style as the map has it. Undefined where something would
 * be lost: comments within the old value, anchors, a document with syntax errors.
 */
export function replacePair(document: YamlDocument, map: YamlMap, old: string, key: string, value: YamlValue): Edits {
  const { text, problems } = document;
  const pair = findPair(map, old);
  if (!pair || problems.some(({ kind }) => kind === 'syntax')) return undefined;
  const span = { start: pair.key.span.start, end: pair.value.span.end };
  const replaced = text.slice(span.start, span.end);
  if (/(?:^|\s)[#&]/.test(replaced) || isBlockScalar(lastLeaf(pair.value))) return undefined;
  const style = styleAround(document, map);
  if (map.flow) return [{ span, newText: renderFlowPair(key, value, { ...style, json: replaced.startsWith('"') }) }];
  const column = blockColumn(text, span.start);
  return column === undefined ? undefined : [{ span, newText: renderPair(key, value, column, style) }];
}
