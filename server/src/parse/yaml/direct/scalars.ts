import type { YamlScalar } from '../node.ts';
import {
  BACKSLASH,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  HASH,
  INDICATORS,
  isBlank,
  isBreak,
  isFlowIndicator,
  isSpaceOrEnd,
  LINE_FEED,
  QUESTION,
  RETURN,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './characters.ts';
import { codeAt, type Cursor, giveUp } from './cursor.ts';
import { valueOf } from './library.ts';

/** The plain scalar at the cursor as far as its line goes. */
export function readPlain(cursor: Cursor): YamlScalar {
  const { text, at: start } = cursor;
  if (!startsPlain(text, start) || isMarker(cursor)) giveUp();
  const end = endOfPlain(text, start);
  cursor.at = end;
  return { type: 'scalar', span: { start, end }, text: text.slice(start, end), style: 'plain' };
}

/** The same inside brackets, where commas and brackets end it. */
export function readPlainInFlow(cursor: Cursor): YamlScalar {
  const { text, at: start } = cursor;
  if (!startsPlain(text, start)) giveUp();
  if (isHalfIndicator(codeAt(cursor)) && isFlowIndicator(text.charCodeAt(start + 1))) giveUp();
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isBreak(code) || isFlowIndicator(code)) break;
    if (code === COLON && (isSpaceOrEnd(text, at + 1) || isFlowIndicator(text.charCodeAt(at + 1)))) break;
    if (code === HASH && isBlank(text.charCodeAt(at - 1))) break;
  }
  const end = withoutBlanks(text, start, at);
  cursor.at = end;
  return { type: 'scalar', span: { start, end }, text: text.slice(start, end), style: 'plain' };
}

function startsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isHalfIndicator(code) ? !isSpaceOrEnd(text, at + 1) : !INDICATORS.has(code) && !isSpaceOrEnd(text, at);
}

/** Of a document, which ends whatever it stands in. */
function isMarker({ text, at, lineStart }: Cursor): boolean {
  return at === lineStart && (text.startsWith('---', at) || text.startsWith('...', at));
}

function isHalfIndicator(code: number): boolean {
  return code === DASH || code === QUESTION || code === COLON;
}

function endOfPlain(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > COLON) continue;
    if (isBreak(code)) break;
    if (code === COLON && isSpaceOrEnd(text, at + 1)) break;
    if (code === HASH && isBlank(text.charCodeAt(at - 1))) break;
  }
  return withoutBlanks(text, start, at);
}

function withoutBlanks(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/**
 * A plain scalar that goes on in lines further to the right than `parent`, the column of the collection around it.
 * https://yaml.org/spec/1.2.2/#733-plain-style
 */
export function continuePlain(cursor: Cursor, first: YamlScalar, parent: number): YamlScalar {
  const { text } = cursor;
  let { text: value } = first;
  for (let next = lineBelow(text, cursor.at, parent); next; next = lineBelow(text, cursor.at, parent)) {
    const end = endOfPlain(text, next.at);
    value += (next.breaks === 1 ? ' ' : '\n'.repeat(next.breaks - 1)) + text.slice(next.at, end);
    cursor.at = end;
    cursor.lineStart = next.lineStart;
  }
  if (cursor.at === first.span.end) return first;
  return { ...first, span: { start: first.span.start, end: cursor.at }, text: value };
}

interface LineBelow {
  readonly at: number;
  readonly lineStart: number;
  /** Line breaks before it. */
  readonly breaks: number;
}

/** The next line with text, unless it is a comment or not further to the right than `parent`. */
function lineBelow(text: string, from: number, parent: number): LineBelow | undefined {
  let at = from;
  let lineStart = -1;
  let breaks = 0;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) {
      breaks += 1;
      lineStart = at + 1;
    } else if (code === RETURN ? text.charCodeAt(at + 1) !== LINE_FEED : code !== SPACE) break;
  }
  if (breaks === 0 || at >= text.length || codeIs(text, at, HASH) || at - lineStart <= parent) return undefined;
  return parent < 0 || text.charCodeAt(at) === TAB ? giveUp() : { at, lineStart, breaks };
}

function codeIs(text: string, at: number, code: number): boolean {
  return text.charCodeAt(at) === code;
}

/** `parent` is the column of the block collection around it, which further lines have to be to the right of. */
export function readQuoted(cursor: Cursor, parent: number): YamlScalar {
  const { text, at: start } = cursor;
  const quote = codeAt(cursor);
  const end = endOfQuoted(text, start, quote);
  cursor.at = end;
  const style = quote === SINGLE_QUOTE ? 'single' : 'double';
  const written = text.slice(start, end);
  const lastBreak = written.lastIndexOf('\n');
  if (lastBreak !== -1) {
    checkIndentation(text, start, end, parent);
    cursor.lineStart = start + lastBreak + 1;
  }
  return { type: 'scalar', span: { start, end }, text: valueOfQuoted(written, style), style };
}

function endOfQuoted(text: string, start: number, quote: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && quote === DOUBLE_QUOTE) at += 1;
    else if (code === quote) {
      if (quote === DOUBLE_QUOTE || text.charCodeAt(at + 1) !== quote) return at + 1;
      at += 1;
    }
  }
  return giveUp();
}

function checkIndentation(text: string, start: number, end: number, parent: number): void {
  for (let line = text.indexOf('\n', start) + 1; line > 0 && line < end; line = text.indexOf('\n', line) + 1) {
    let at = line;
    while (codeIs(text, at, SPACE)) at += 1;
    const blank = isBreak(text.charCodeAt(at));
    if (!blank && (at - line <= parent || parent < 0)) giveUp();
  }
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\', r: '\r', '0': '\0' };

/** Escapes that programs write are read here, what is folded over lines and what is rare by the library. */
function valueOfQuoted(source: string, style: 'single' | 'double'): string {
  const content = source.slice(1, -1);
  if (content.includes('\n')) return valueOf({ type: `${style}-quoted-scalar`, offset: 0, indent: 0, source });
  if (style === 'single') return content.includes("'") ? content.replaceAll("''", "'") : content;
  if (!content.includes('\\')) return content;
  if (/\\[^nt"\\r0]/.test(content.replaceAll('\\\\', '')))
    return valueOf({ type: 'double-quoted-scalar', offset: 0, indent: 0, source });
  return content.replace(/\\(.)/g, (_, letter: string) => SIMPLE_ESCAPES[letter] ?? '');
}
