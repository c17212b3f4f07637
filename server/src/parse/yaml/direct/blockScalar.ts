import { endOfBlock } from '../blockEnd.ts';
import type { YamlScalar } from '../node.ts';
import { isBreak, LINE_FEED, RETURN, SPACE, TAB } from './characters.ts';
import { type Cursor, giveUp, toContent } from './cursor.ts';
import { valueOf } from './library.ts';

/** With a number for the indentation, it is left to the library. */
const HEADER = /([|>])([-+]?)(?: +#[^\r\n]*| *)(?:\r?\n|$)/y;

/**
 * A literal or folded text. `parent` is the column of the block collection around it.
 * https://yaml.org/spec/1.2.2/#81-block-scalar-styles
 */
export function readBlockScalar(cursor: Cursor, parent: number): YamlScalar {
  const { text, at: start } = cursor;
  if (parent < 0) giveUp();
  HEADER.lastIndex = start;
  const [header, mode, chomping] = HEADER.exec(text) ?? giveUp();
  const from = start + header.length;
  const body = readBody(text, from, parent);
  const literal = mode === '|' && chomping !== '+' && body.ordinary;
  const value = literal
    ? joinLines(text, from, body) + (chomping === '-' || body.contentEnd === from ? '' : '\n')
    : valueByLibrary(`${mode}${chomping}`, text.slice(from, body.end), start, parent);
  cursor.at = body.end;
  cursor.lineStart = body.end;
  toContent(cursor);
  const style = mode === '|' ? 'literal' : 'folded';
  return {
    type: 'scalar',
    span: { start, end: endOfBlock(text, { start, end: body.end }, value) },
    text: value,
    style,
  };
}

interface Body {
  readonly indent: number;
  /** Of the last line that is not blank. */
  readonly contentEnd: number;
  /** Where the next node or comment may begin. */
  readonly end: number;
  /** Whether no line break needs thought: neither `\r` nor blank lines at the end that are longer than the indentation. */
  readonly ordinary: boolean;
}

function readBody(text: string, from: number, parent: number): Body {
  let indent = -1;
  let longestBlank = 0;
  let contentEnd = from;
  let at = from;
  while (at < text.length) {
    const column = spacesAt(text, at);
    const lineEnd = endOfLine(text, at);
    if (isBlankFrom(text, at + column)) longestBlank = Math.max(longestBlank, column);
    else {
      if (column < indent || column <= parent) break;
      if (indent < 0) indent = indentation(column, longestBlank);
      longestBlank = 0;
      contentEnd = lineEnd;
    }
    at = lineEnd + 1;
  }
  if (text.charCodeAt(at + spacesAt(text, at)) === TAB) giveUp();
  const ordinary = longestBlank <= Math.max(indent, 0) && !text.slice(from, contentEnd).includes('\r');
  return { indent, contentEnd, end: Math.min(at, text.length), ordinary };
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}

function isBlankFrom(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === RETURN && text.charCodeAt(at + 1) !== LINE_FEED) giveUp();
  return isBreak(code) || Number.isNaN(code);
}

/** Of the first line that says something. Longer blank lines before it are an error. */
function indentation(column: number, longestBlank: number): number {
  return longestBlank > column ? giveUp() : column;
}

function spacesAt(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at - from;
}

function joinLines(text: string, from: number, { indent, contentEnd }: Body): string {
  const lines: string[] = [];
  for (let at = from; at < contentEnd; ) {
    const end = Math.min(endOfLine(text, at), contentEnd);
    lines.push(text.slice(Math.min(at + indent, end), end));
    at = end + 1;
  }
  return lines.join('\n');
}

function valueByLibrary(header: string, source: string, offset: number, parent: number): string {
  const indent = Math.max(parent, 0);
  return valueOf({
    type: 'block-scalar',
    offset,
    indent,
    props: [{ type: 'block-scalar-header', offset, indent, source: header }],
    source,
  });
}
