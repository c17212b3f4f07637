import { oncePer } from '../../core/once.ts';
import { lineBreak, lineEnd, lineStart } from '../../core/text.ts';
import type { YamlDocument } from './document.ts';
import type { YamlMap, YamlNode, YamlPair } from './node.ts';
import type { Style } from './render.ts';

/** Column of a node that begins its line, or follows only the dashes of the lists around it; undefined otherwise. */
export function blockColumn(text: string, offset: number): number | undefined {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset).replace(/^\uFEFF/, '');
  return /^ *(?:- +)*$/.test(before) ? before.length : undefined;
}

/**
 * Where a line may be inserted behind a block node: at the end of its last line, or of the comment lines below that
 * are indented deeper than `column` and so belong to it. Undefined behind a block scalar without a final line break,
 * which would get one.
 */
export function insertionPoint(text: string, node: YamlNode, column: number): number | undefined {
  let at = lineEnd(text, node.span.end);
  if (at === text.length && isBlockScalar(lastLeaf(node))) return undefined;
  for (;;) {
    const next = text.indexOf('\n', at) + 1;
    const indent = next === 0 ? undefined : /^ *(?=#)/.exec(text.slice(next, lineEnd(text, next)))?.[0].length;
    if (indent === undefined || indent <= column) return at;
    at = lineEnd(text, next);
  }
}

/** What a block collection stands below: a key, its anchor or tag, and the comment of its line. */
const KEY = /^ *(?:- +)*(?:"[^"\n]*"|'[^'\n]*'|[^\s'"#][^#\n]*?)[ \t]*:(?:[ \t]+[&!]\S*)*(?=[ \t]*(?:[ \t]#.*)?\r?$)/;

/**
 * Where `{}` may be written for the block collection that begins a line at `offset`, which is behind its key; undefined
 * if it stands behind a dash, or below no key.
 */
export function placeBehindKey(text: string, offset: number): number | undefined {
  let line = lineStart(text, offset);
  if (!/^ *$/.test(text.slice(line, offset))) return undefined;
  while (line > 0) {
    line = lineStart(text, line - 1);
    const written = text.slice(line, lineEnd(text, line));
    if (/^[ \t]*(?:#.*)?\r?$/.test(written)) continue;
    const [key] = KEY.exec(written) ?? [];
    return key === undefined ? undefined : line + key.length;
  }
  return undefined;
}

/** How the document around a map is written; what it does not show is written as Kubernetes' documentation does. */
export function styleAround(document: YamlDocument, map: YamlMap | undefined): Style {
  const near = map ? readIndents(map, document.text) : NO_INDENTS;
  const all = near.map === undefined || near.list === undefined ? indentsOf(document) : NO_INDENTS;
  return {
    lineBreak: lineBreak(document.text),
    mapIndent: near.map ?? all.map ?? 2,
    listIndent: near.list ?? all.list ?? 2,
    json: false,
  };
}

const indentsOf = oncePer(({ text, root }: YamlDocument) => (root ? readIndents(root, text) : NO_INDENTS));

export function isBlockScalar(node: YamlNode): boolean {
  return node.type === 'scalar' && (node.style === 'literal' || node.style === 'folded');
}

/** The node whose end is the end of all of it. */
export function lastLeaf(node: YamlNode): YamlNode {
  if (node.type === 'map' && !node.flow) return lastLeaf(node.pairs.at(-1)?.value ?? node);
  if (node.type === 'list' && !node.flow) return lastLeaf(node.items.at(-1) ?? node);
  return node;
}

interface Indents {
  map: number | undefined;
  list: number | undefined;
}

const NO_INDENTS: Readonly<Indents> = { map: undefined, list: undefined };

/** Nodes after which what has not been seen is not there, as far as a style goes. */
const ENOUGH = 300;

/** Breadth first, so that what is near decides, and only as far as needed. */
function readIndents(from: YamlNode, text: string): Readonly<Indents> {
  const indents: Indents = { map: undefined, list: undefined };
  const queue: YamlNode[] = [from];
  let rest = ENOUGH;
  for (const node of queue) {
    if (rest-- === 0 || (indents.map !== undefined && indents.list !== undefined)) break;
    // Nothing within brackets is indented by rule.
    if (node.type === 'scalar' || node.type === 'alias' || node.flow) continue;
    if (node.type === 'list') for (const item of node.items) queue.push(item);
    if (node.type !== 'map') continue;
    for (const pair of node.pairs) {
      readIndent(pair, text, indents);
      queue.push(pair.value);
    }
  }
  return indents;
}

function readIndent({ key, value: child }: YamlPair, text: string, indents: Indents): void {
  if (child.type === 'scalar' || child.type === 'alias' || child.flow) return;
  const [outer, inner] = [blockColumn(text, key.span.start), blockColumn(text, child.span.start)];
  if (outer === undefined || inner === undefined || inner < outer) return;
  indents[child.type] ??= inner - outer;
}
