import type { YamlTree } from './tree.ts';
import { readBlock } from './direct/block.ts';
import { atEnd, codeAt, columnOf, type Cursor, endsLine, GIVE_UP, giveUp, toContent } from './direct/cursor.ts';
import { BYTE_ORDER_MARK, PERCENT } from './direct/characters.ts';

/**
 * Reads the YAML that people and programs write, straight into our own tree, at a small part of the cost of the
 * library's tokens and nodes. It knows block and flow collections, all styles of scalars, comments, anchors and
 * aliases. At anything else, and at whatever may be wrong, it gives nothing: the library knows all of YAML and says
 * what is wrong. Where it gives a tree, the library's is the same; `direct.test.ts` compares them.
 */
export function readDirectly(text: string): YamlTree | undefined {
  const cursor: Cursor = {
    text: withoutClosingMarker(text),
    at: 0,
    lineStart: 0,
    depth: 0,
    flowDepth: 0,
    anchors: new Map(),
    shared: new Set(),
  };
  try {
    toContent(cursor);
    if (atEnd(cursor) && cursor.text.length === text.length)
      return { root: undefined, dangling: [], shared: cursor.shared };
    skipMarker(cursor);
    toContent(cursor);
    if (!begins(cursor)) return undefined;
    const root = readBlock(cursor, -1);
    return atEnd(cursor) ? { root, dangling: [], shared: cursor.shared } : undefined;
  } catch (reason) {
    if (reason === GIVE_UP) return undefined;
    throw reason;
  }
}

/** The `---` line that a document begins with. */
function skipMarker(cursor: Cursor): void {
  toContent(cursor);
  if (columnOf(cursor) > 0 || !cursor.text.startsWith('---', cursor.at)) return;
  cursor.at += 3;
  if (!endsLine(cursor)) giveUp();
}

/** Whether there is something else than directives, a mark of the byte order or the end of an empty document. */
function begins(cursor: Cursor): boolean {
  const code = codeAt(cursor);
  return !atEnd(cursor) && code !== PERCENT && code !== BYTE_ORDER_MARK && !cursor.text.startsWith('...', cursor.at);
}

/** A `...` line may close a document. */
function withoutClosingMarker(text: string): string {
  const newline = text.lastIndexOf('\n...');
  return newline !== -1 && /^(?:[ \t]|\r?\n)*$/.test(text.slice(newline + 4)) ? text.slice(0, newline + 1) : text;
}
