import type { YamlAlias, YamlList, YamlMap, YamlNode, YamlPair, YamlScalar } from '../node.ts';
import { readBlockScalar } from './blockScalar.ts';
import {
  AMPERSAND,
  ASTERISK,
  BAR,
  DOUBLE_QUOTE,
  GREATER,
  isSpaceOrEnd,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
} from './characters.ts';
import {
  atEnd,
  codeAt,
  columnOf,
  type Cursor,
  deeper,
  endsLine,
  giveUp,
  isColon,
  isDash,
  nothingAt,
  skipSpaces,
  toNextLine,
} from './cursor.ts';
import { readAlias, readFlow, readName } from './flow.ts';
import { continuePlain, readPlain, readQuoted } from './scalars.ts';

/*
 * Every reader here leaves the cursor at what comes next in a line of its own, or at the end. Whether that is indented
 * as it has to be is for the collections around to say: one of them begins in its column, or the text is wrong.
 */

/** What stands at the cursor, further to the right than `parent`, the column of the collection around it. */
export function readBlock(cursor: Cursor, parent: number): YamlNode {
  if (isDash(cursor)) return readList(cursor);
  return readSpecial(cursor, parent) ?? readScalarOrMap(cursor, parent);
}

/** A value on the line of its key: no collection in block style may begin there. */
function readInline(cursor: Cursor, parent: number): YamlNode {
  if (isDash(cursor)) giveUp();
  return readSpecial(cursor, parent) ?? readScalar(cursor, parent);
}

/** What is told by its first character. */
function readSpecial(cursor: Cursor, parent: number): YamlNode | undefined {
  const code = codeAt(cursor);
  if (code === BAR || code === GREATER) return readBlockScalar(cursor, parent);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return onItsLine(cursor, readFlow(cursor, parent));
  if (code === ASTERISK) return onItsLine(cursor, readAlias(cursor));
  return code === AMPERSAND ? readAnchored(cursor, parent) : undefined;
}

function onItsLine<Node>(cursor: Cursor, node: Node): Node {
  toNextLine(cursor);
  return node;
}

/** In `&a b: c` the anchor is the key's: that is left to the library. */
function readAnchored(cursor: Cursor, parent: number): Exclude<YamlNode, YamlAlias> {
  const name = readName(cursor);
  if (!isSpaceOrEnd(cursor.text, cursor.at)) giveUp();
  const inline = !endsLine(cursor);
  if (!inline) toNextLine(cursor);
  if (codeAt(cursor) === AMPERSAND) giveUp();
  const node = inline ? readInline(cursor, parent) : readIndented(cursor, parent);
  if (!node || node.type === 'alias') return giveUp();
  cursor.anchors.set(name, node);
  return node;
}

/** The collection or the scalar in lines of its own, if there is one. */
function readBelow(cursor: Cursor, parent: number): YamlNode | undefined {
  toNextLine(cursor);
  return readIndented(cursor, parent);
}

function readIndented(cursor: Cursor, parent: number): YamlNode | undefined {
  return !atEnd(cursor) && columnOf(cursor) > parent ? readBlock(cursor, parent) : undefined;
}

function readScalar(cursor: Cursor, parent: number): YamlScalar {
  const first = readLineScalar(cursor, parent);
  if (isKey(cursor)) giveUp();
  return endScalar(cursor, first, parent);
}

function readScalarOrMap(cursor: Cursor, parent: number): YamlScalar | YamlMap {
  const column = columnOf(cursor);
  const { lineStart } = cursor;
  const first = readLineScalar(cursor, parent);
  if (!isKey(cursor)) return endScalar(cursor, first, parent);
  return cursor.lineStart === lineStart ? readMap(cursor, first, column) : giveUp();
}

function readLineScalar(cursor: Cursor, parent: number): YamlScalar {
  const code = codeAt(cursor);
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE ? readQuoted(cursor, parent) : readPlain(cursor);
}

function endScalar(cursor: Cursor, first: YamlScalar, parent: number): YamlScalar {
  const scalar = first.style === 'plain' ? continuePlain(cursor, first, parent) : first;
  return onItsLine(cursor, scalar);
}

/** Whether the scalar before the cursor is one, and to its colon if so. */
function isKey(cursor: Cursor): boolean {
  const { at } = cursor;
  skipSpaces(cursor);
  if (isColon(cursor)) return true;
  cursor.at = at;
  return false;
}

function readMap(cursor: Cursor, first: YamlScalar, column: number): YamlMap {
  deeper(cursor);
  const { start } = first.span;
  const pairs: YamlPair[] = [];
  let end = start;
  for (let key = first; ; key = readKey(cursor)) {
    if (cursor.at - key.span.start > 1000) giveUp();
    const value = readValue(cursor, column);
    pairs.push({ key, value });
    end = Math.max(end, value.span.end, key.span.end);
    if (atEnd(cursor) || columnOf(cursor) < column) break;
    if (columnOf(cursor) > column) giveUp();
  }
  cursor.depth -= 1;
  return { type: 'map', span: { start, end }, flow: false, pairs };
}

function readKey(cursor: Cursor): YamlScalar {
  const { lineStart } = cursor;
  if (isDash(cursor)) giveUp();
  const key = readLineScalar(cursor, -1);
  if (cursor.lineStart !== lineStart || !isKey(cursor)) giveUp();
  return key;
}

/** What follows the colon at the cursor. Lists may begin in their key's column. */
function readValue(cursor: Cursor, column: number): YamlNode {
  cursor.at += 1;
  const behindColon = cursor.at;
  if (!endsLine(cursor)) return readInline(cursor, column);
  const below = readBelow(cursor, column);
  if (below) return below;
  const list = !atEnd(cursor) && columnOf(cursor) === column && isDash(cursor);
  return list ? readList(cursor) : nothingAt(behindColon);
}

function readList(cursor: Cursor): YamlList {
  deeper(cursor);
  const start = cursor.at;
  const column = columnOf(cursor);
  const items: YamlNode[] = [];
  let end = start;
  do {
    const item = readItem(cursor, column);
    items.push(item);
    end = Math.max(end, item.span.end);
    if (!atEnd(cursor) && columnOf(cursor) > column) giveUp();
  } while (!atEnd(cursor) && columnOf(cursor) === column && isDash(cursor));
  cursor.depth -= 1;
  return { type: 'list', span: { start, end }, flow: false, items };
}

function readItem(cursor: Cursor, column: number): YamlNode {
  cursor.at += 1;
  const behindDash = cursor.at;
  if (!endsLine(cursor)) return readBlock(cursor, column);
  return readBelow(cursor, column) ?? nothingAt(behindDash);
}
