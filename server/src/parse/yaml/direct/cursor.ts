import type { YamlAlias, YamlNode, YamlScalar } from '../node.ts';
import { HASH, isBreak, isSpaceOrEnd, LINE_FEED, RETURN, SPACE } from './characters.ts';

/** Where a reader stands in a document, and what it has met so far. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Offset of the first character of the line that `at` is on. */
  lineStart: number;
  /** Collections around the cursor. */
  depth: number;
  /** Of them, those in brackets. */
  flowDepth: number;
  readonly anchors: Map<string, Exclude<YamlNode, YamlAlias>>;
  readonly shared: Set<YamlNode>;
}

/** Thrown where the text is wrong, or right in a way that few people know. It is caught in `direct.ts`, never beyond. */
export const GIVE_UP: unique symbol = Symbol('give up');

export function giveUp(): never {
  throw GIVE_UP;
}

export function codeAt({ text, at }: Cursor): number {
  return text.charCodeAt(at);
}

export function atEnd({ text, at }: Cursor): boolean {
  return at >= text.length;
}

export function columnOf({ at, lineStart }: Cursor): number {
  return at - lineStart;
}

/** Over spaces of the line. Tabs are left to the parser that knows where they are allowed. */
export function skipSpaces(cursor: Cursor): void {
  while (codeAt(cursor) === SPACE) cursor.at += 1;
}

/** Over white space, comments and line breaks to what comes next. */
export function toContent(cursor: Cursor): void {
  const { text } = cursor;
  let at = cursor.at;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === SPACE) at += 1;
    else if (code === LINE_FEED) cursor.lineStart = at += 1;
    else if (code === RETURN && text.charCodeAt(at + 1) === LINE_FEED) at += 1;
    else if (code === HASH) at = endOfComment(text, at);
    else break;
  }
  if (at < text.length && isSpaceOrEnd(text, at)) giveUp();
  cursor.at = at;
}

function endOfComment(text: string, at: number): number {
  if (at > 0 && !isSpaceOrEnd(text, at - 1)) giveUp();
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** To the next line that says something: nothing but a comment may follow on this one. */
export function toNextLine(cursor: Cursor): void {
  const { lineStart } = cursor;
  toContent(cursor);
  if (cursor.lineStart === lineStart && !atEnd(cursor)) giveUp();
}

/** Over spaces to whether nothing but a comment follows on the line. */
export function endsLine(cursor: Cursor): boolean {
  skipSpaces(cursor);
  const { text, at } = cursor;
  const code = text.charCodeAt(at);
  return at >= text.length || isBreak(code) || (code === HASH && isSpaceOrEnd(text, at - 1));
}

/** A value that is not there. */
export function nothingAt(at: number): YamlScalar {
  return { type: 'scalar', span: { start: at, end: at }, text: '', style: 'plain' };
}

export function isDash({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === 45 && isSpaceOrEnd(text, at + 1);
}

export function isColon({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === 58 && isSpaceOrEnd(text, at + 1);
}

/** As deep as manifests and schemas are. */
const MAX_DEPTH = 100;

export function deeper(cursor: Cursor): void {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) giveUp();
}
