import type { YamlDocument } from './document.ts';
import type { Edits } from './edit.ts';
import { isKey, type YamlMap, type YamlPair } from './node.ts';
import { doubleQuoted, renderString, singleQuoted } from './render.ts';

/** Gives a pair another key, in the quotes of the old one. Undefined where the map has a pair of that key already. */
export function renameKey({ problems }: YamlDocument, map: YamlMap, { key }: YamlPair, name: string): Edits {
  if (problems.some(({ kind }) => kind === 'syntax') || map.pairs.some((pair) => isKey(pair, name))) return undefined;
  if (key.type !== 'scalar' || key.tag !== undefined || key.span.start === key.span.end) return undefined;
  if (key.style === 'literal' || key.style === 'folded') return undefined;
  const quoted = key.style === 'single' ? (singleQuoted(name) ?? doubleQuoted(name)) : undefined;
  return [{ span: key.span, newText: quoted ?? renderString(name, { json: key.style === 'double' }) }];
}
