import type { YamlAlias, YamlList, YamlMap, YamlNode, YamlPair, YamlScalar } from '../node.ts';
import {
  ASTERISK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  isFlowIndicator,
  isSpaceOrEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
} from './characters.ts';
import { atEnd, codeAt, columnOf, type Cursor, deeper, giveUp, toContent } from './cursor.ts';
import { readPlainInFlow, readQuoted } from './scalars.ts';

/**
 * A collection in brackets, JSON among them. `parent` is the column of the block collection around it, which every
 * further line has to be to the right of. https://yaml.org/spec/1.2.2/#74-flow-collection-styles
 */
export function readFlow(cursor: Cursor, parent: number): YamlMap | YamlList {
  deeper(cursor);
  cursor.flowDepth += 1;
  const collection = codeAt(cursor) === OPEN_BRACE ? readMap(cursor, parent) : readList(cursor, parent);
  cursor.flowDepth -= 1;
  cursor.depth -= 1;
  return collection;
}

function readMap(cursor: Cursor, parent: number): YamlMap {
  const start = open(cursor);
  const pairs: YamlPair[] = [];
  // Two braces are Helm's.
  if (codeAt(cursor) === OPEN_BRACE) giveUp();
  while (!closes(cursor, CLOSE_BRACE, parent)) pairs.push(readPair(cursor, parent));
  return { type: 'map', span: { start, end: cursor.at }, flow: true, pairs };
}

function readList(cursor: Cursor, parent: number): YamlList {
  const start = open(cursor);
  const items: YamlNode[] = [];
  while (!closes(cursor, CLOSE_BRACKET, parent)) {
    items.push(readNode(cursor, parent));
    separate(cursor, CLOSE_BRACKET, parent);
  }
  return { type: 'list', span: { start, end: cursor.at }, flow: true, items };
}

function open(cursor: Cursor): number {
  cursor.at += 1;
  return cursor.at - 1;
}

function closes(cursor: Cursor, bracket: number, parent: number): boolean {
  toFlowContent(cursor, parent);
  if (codeAt(cursor) !== bracket) return false;
  cursor.at += 1;
  return true;
}

function separate(cursor: Cursor, bracket: number, parent: number): void {
  toFlowContent(cursor, parent);
  if (codeAt(cursor) === COMMA) cursor.at += 1;
  else if (codeAt(cursor) !== bracket) giveUp();
}

function readPair(cursor: Cursor, parent: number): YamlPair {
  const key = readScalar(cursor, parent);
  const { lineStart } = cursor;
  toFlowContent(cursor, parent);
  const { text, at } = cursor;
  const adjacent = key.style !== 'plain' || isSpaceOrEnd(text, at + 1) || isFlowIndicator(text.charCodeAt(at + 1));
  const long = at - key.span.start > 1000;
  if (codeAt(cursor) !== COLON || !adjacent || long || cursor.lineStart !== lineStart) giveUp();
  cursor.at += 1;
  toFlowContent(cursor, parent);
  const value = readNode(cursor, parent);
  separate(cursor, CLOSE_BRACE, parent);
  return { key, value };
}

function readNode(cursor: Cursor, parent: number): YamlNode {
  const code = codeAt(cursor);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return readFlow(cursor, parent);
  return code === ASTERISK ? readAlias(cursor) : readScalar(cursor, parent);
}

function readScalar(cursor: Cursor, parent: number): YamlScalar {
  const code = codeAt(cursor);
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE ? readQuoted(cursor, parent) : readPlainInFlow(cursor);
}

const NAME = /[^ \t\r\n,[\]{}]+/y;

/** The name behind the `&` or `*` at the cursor. */
export function readName(cursor: Cursor): string {
  NAME.lastIndex = cursor.at + 1;
  const [name] = NAME.exec(cursor.text) ?? giveUp();
  cursor.at += 1 + name.length;
  return name;
}

export function readAlias(cursor: Cursor): YamlAlias {
  const start = cursor.at;
  const name = readName(cursor);
  const { text, at } = cursor;
  if (!isSpaceOrEnd(text, at) && !isFlowIndicator(text.charCodeAt(at))) giveUp();
  const target = cursor.anchors.get(name) ?? giveUp();
  cursor.shared.add(target);
  return { type: 'alias', span: { start, end: cursor.at }, name, target };
}

/** A closing bracket below the key that it belongs to is not YAML, but everybody takes it. */
function toFlowContent(cursor: Cursor, parent: number): void {
  const { lineStart } = cursor;
  toContent(cursor);
  if (atEnd(cursor)) giveUp();
  if (cursor.lineStart === lineStart || columnOf(cursor) > parent) return;
  const code = codeAt(cursor);
  const closing = code === CLOSE_BRACE || code === CLOSE_BRACKET;
  if (!closing || columnOf(cursor) !== parent || cursor.flowDepth !== 1) giveUp();
}
