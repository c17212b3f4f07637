import { lineEnd, lineStart, shift, type Span } from '../../core/text.ts';
import type { YamlFile } from '../../parse/yaml.ts';
import type { YamlNode } from '../../parse/yaml/node.ts';
import { touches } from './fieldAt.ts';
import { documentAt } from './question.ts';

/** What “expand selection” goes through, the smallest first: word, value, pair, object, document, file. */
export function kubernetesSelections(file: YamlFile, offset: number): Span[] {
  const { document, offset: by } = documentAt(file, offset);
  const at = offset - by;
  const { text, root } = document;
  const nodes = root ? around(root, at) : [];
  const inside = [
    wordAt(text, at),
    { start: lineStart(text, at), end: lineEnd(text, at) },
    ...nodes,
    { start: 0, end: text.trimEnd().length },
  ].map((span) => shift(span, by));
  const spans = [...inside, { start: 0, end: file.text.length }]
    .filter((span) => touches(span, offset) && span.end > span.start)
    .toSorted((a, b) => a.end - a.start - (b.end - b.start));
  return spans.reduce<Span[]>((chain, span) => (isInside(chain.at(-1), span) ? [...chain, span] : chain), []);
}

/** Each step has to hold the one before, and more. */
function isInside(inner: Span | undefined, outer: Span): boolean {
  if (!inner) return true;
  return outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;
}

/** Nodes and pairs that hold an offset, without following aliases. */
function around(node: YamlNode, at: number): Span[] {
  if (!touches(node.span, at)) return [];
  if (node.type === 'list') return [node.span, ...node.items.flatMap((item) => around(item, at))];
  if (node.type !== 'map') return [node.span];
  const pairs = node.pairs.map(({ key, value }) => ({
    span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) },
    inner: touches(key.span, at) ? key : value,
  }));
  return [node.span, ...pairs.flatMap(({ span, inner }) => (touches(span, at) ? [span, ...around(inner, at)] : []))];
}

function wordAt(text: string, offset: number): Span {
  const before = /[\w.-]*$/.exec(text.slice(lineStart(text, offset), offset))?.[0].length ?? 0;
  const after = /^[\w.-]*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0].length ?? 0;
  return { start: offset - before, end: offset + after };
}
