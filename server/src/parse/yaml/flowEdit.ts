import { lineBreak, lineEnd, lineStart, type Span, type TextEdit } from '../../core/text.ts';
import type { YamlList, YamlMap } from './node.ts';
import type { Style } from './render.ts';

/** Whether a flow collection has its brackets: the map of `[a: b]` has none. */
export function isBraced(text: string, { flow, span }: YamlMap | YamlList): boolean {
  return (
    flow && /[{[]/.test(text.charAt(span.start)) && /[}\]]/.test(text.charAt(span.end - 1)) && span.end - span.start > 1
  );
}

/** Adds an entry behind the entry at `neighbour`, on a line of its own if that has one. */
export function appendFlowEntry(
  text: string,
  collection: YamlMap | YamlList,
  neighbour: Span | undefined,
  render: (style: Style) => string,
  json: boolean,
): readonly TextEdit[] | undefined {
  if (!isBraced(text, collection)) return undefined;
  const entry = render({ lineBreak: lineBreak(text), mapIndent: 2, listIndent: 2, json });
  if (!neighbour) return fill(text, collection, entry);
  // `{a: }` would become `{a:, …`, which not every parser reads.
  if (/[:?,[{]/.test(text.charAt(neighbour.end - 1))) return undefined;
  return onOwnLine(text, collection, neighbour, entry) ?? [{ span: at(neighbour.end), newText: `, ${entry}` }];
}

function fill(text: string, { type, span }: YamlMap | YamlList, entry: string): readonly TextEdit[] | undefined {
  const inside = { start: span.start + 1, end: span.end - 1 };
  if (/\S/.test(text.slice(inside.start, inside.end))) return undefined;
  return [{ span: inside, newText: type === 'map' ? ` ${entry} ` : entry }];
}

/** Behind the comment that the neighbour's line may end with; commas stand where they stood. */
function onOwnLine(
  text: string,
  { span }: YamlMap | YamlList,
  neighbour: Span,
  entry: string,
): readonly TextEdit[] | undefined {
  const start = lineStart(text, neighbour.start);
  const indent = text.slice(start, neighbour.start);
  const end = lineEnd(text, neighbour.end);
  const [rest, comma] = /^(?:[ \t]*(,))?(?:[ \t]+#.*|[ \t]*)$/.exec(text.slice(neighbour.end, end)) ?? [];
  if (/[^ \t]/.test(indent) || rest === undefined || end >= span.end) return undefined;
  // Without a comma here the neighbour is the last entry, or its comma stands on a line below.
  if (!comma && !isLast(text.slice(end, span.end - 1))) return undefined;
  const line = `${lineBreak(text)}${indent}${entry}`;
  return comma
    ? [{ span: at(end), newText: `${line},` }]
    : [
        { span: at(neighbour.end), newText: ',' },
        { span: at(end), newText: line },
      ];
}

function isLast(between: string): boolean {
  return between.split(/\r?\n/).every((line) => /^[ \t]*(?:#.*)?$/.test(line));
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}
