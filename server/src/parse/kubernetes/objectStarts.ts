import type { YamlDocument } from '../yaml/document.ts';
import { asMap, asScalar, type YamlPair } from '../yaml/node.ts';

/** The pairs with which further objects begin in a document that has none but one: `---` is missing in front of them. */
export function objectStarts({ root }: YamlDocument): readonly YamlPair[] {
  const map = asMap(root);
  return map && !map.flow ? beginnings(map.pairs) : [];
}

/** Where `apiVersion` and `kind` come again, in whatever order. */
function beginnings(pairs: readonly YamlPair[]): YamlPair[] {
  const found: YamlPair[] = [];
  let seen = new Set<string>();
  for (const [index, pair] of pairs.entries()) {
    const key = asScalar(pair.key)?.text ?? '';
    if (key !== 'apiVersion' && key !== 'kind') continue;
    const next = asScalar(pairs[index + 1]?.key)?.text;
    const isPair = next === 'apiVersion' || next === 'kind';
    if (seen.has(key) && isPair && next !== key) {
      found.push(pair);
      seen = new Set();
    }
    seen.add(key);
  }
  return found;
}
