import { lineStart, type TextEdit } from '../../core/text.ts';
import type { YamlDocument } from './document.ts';
import type { Edits } from './edit.ts';
import { isBraced } from './flowEdit.ts';
import { blockColumn, isBlockScalar } from './layout.ts';
import type { YamlList, YamlNode } from './node.ts';
import { doubleQuoted } from './render.ts';

/** Makes a list of which a node is the only item. Comments stay where they are. */
export function wrapInList(document: YamlDocument, node: YamlNode): Edits {
  const { text, problems, shared } = document;
  const { start, end } = node.span;
  const written = text.slice(start, end);
  if (problems.some(({ kind }) => kind === 'syntax') || shared.has(node) || written === '') return undefined;
  if (node.type === 'scalar')
    return isBlockScalar(node) || node.tag !== undefined ? undefined : [replacement(start, end, asItem(node, written))];
  if (node.type === 'alias') return [replacement(start, end, `[${written} ]`)];
  if (node.flow) return isBraced(text, node) ? [insertion(start, '['), insertion(end, ']')] : undefined;
  const column = blockColumn(text, start);
  if (column === undefined || /\S/.test(text.slice(lineStart(text, start), start))) return undefined;
  return [insertion(start, '- '), ...linesWithin(text, start, end).map((at) => insertion(at, '  '))];
}

/** Takes the only item out of its list. */
export function unwrapItem({ text, problems, shared }: YamlDocument, list: YamlList): Edits {
  const [item, ...others] = list.items;
  const isFree = !problems.some(({ kind }) => kind === 'syntax') && !shared.has(list);
  if (!item || others.length > 0 || !isFree || item.type === 'alias') return undefined;
  return list.flow ? unbracket(text, list, item) : undash(text, list, item);
}

function unbracket(text: string, list: YamlList, { span }: YamlNode): Edits {
  const before = text.slice(list.span.start + 1, span.start);
  const after = text.slice(span.end, list.span.end - 1);
  if (!isBraced(text, list) || /\S/.test(before) || /[^\s,]/.test(after)) return undefined;
  return [replacement(list.span.start, span.start, ''), replacement(span.end, list.span.end, '')];
}

/** A map keeps its column: a space takes the place of the dash. */
function undash(text: string, { span }: YamlList, item: YamlNode): Edits {
  const isMap = item.type === 'map' && !item.flow && /^- +$/.test(text.slice(span.start, item.span.start));
  return isMap ? [replacement(span.start, span.start + 1, ' ')] : undefined;
}

function asItem({ type, ...rest }: YamlNode, written: string): string {
  const isPlain = type === 'scalar' && 'style' in rest && rest.style === 'plain';
  return isPlain && /[[\]{},#:]|\n/.test(written) ? `[${doubleQuoted(written)}]` : `[${written}]`;
}

/** Where the lines behind the first one begin that are not blank. */
function linesWithin(text: string, start: number, end: number): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n', start) + 1; at > 0 && at < end; at = text.indexOf('\n', at) + 1)
    if (/^[ \t]*[^\s]/.test(text.slice(at, at + 300))) starts.push(at);
  return starts;
}

function insertion(offset: number, newText: string): TextEdit {
  return replacement(offset, offset, newText);
}

function replacement(start: number, end: number, newText: string): TextEdit {
  return { span: { start, end }, newText };
}
