import { lineEnd, lineStart } from '../../core/text.ts';

/** A dash, a key, or other content: where a line shows the structure around it. */
export interface Mark {
  readonly kind: 'dash' | 'key' | 'text';
  /** Where it begins. */
  readonly at: number;
  readonly column: number;
  /** Of a key, without quotes. */
  readonly key: string;
  /** Behind a key's colon, or where the text begins. */
  readonly valueAt: number;
  /** What stands there, without a comment. */
  readonly value: string;
}

/** Far more than a key may have. */
const LONG = 400;

const KEY =
  /(?:[&!][^\s]*[ \t]+)?(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\n]|'')*)'|([^\s#'"{}[\],&*!|>%@`](?:[^\n:#]|:(?![ \t\r\n]|$)|(?<![ \t])#)*?))[ \t]*:(?=[ \t\r\n]|$)/y;

/** The marks of the line that holds `offset`, from left to right; none for blank lines and comments. */
export function lineMarks(text: string, offset: number): Mark[] {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const marks: Mark[] = [];
  let at = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  if (/^(?:---|\.\.\.|%)/.test(text.slice(start, start + 3))) at = Math.min(end, start + 3);
  for (;;) {
    while (at < end && /[ \t]/.test(text.charAt(at))) at += 1;
    if (at >= end || text.charAt(at) === '#') return marks;
    if (text.charAt(at) !== '-' || !/[ \t\r\n]|^$/.test(text.charAt(at + 1))) break;
    marks.push({ kind: 'dash', at, column: at - start, key: '', valueAt: at + 1, value: '' });
    at += 1;
  }
  return [...marks, contentMark(text, { start, at, end })];
}

function contentMark(text: string, { start, at, end }: { start: number; at: number; end: number }): Mark {
  const column = at - start;
  KEY.lastIndex = at;
  const match = text.slice(at, Math.min(end, at + LONG)).includes(':') ? KEY.exec(text) : null;
  const [whole = '', double, single, plain = ''] = match ?? [];
  const valueAt = at + whole.length;
  if (!match || valueAt > end)
    return { kind: 'text', at, column, key: '', valueAt: at, value: withoutComment(text.slice(at, end)) };
  return {
    kind: 'key',
    at,
    column,
    key: double ?? single ?? plain,
    valueAt,
    value: withoutComment(text.slice(valueAt, end)),
  };
}

function withoutComment(value: string): string {
  const trimmed = value.trim();
  if (/^["']/.test(trimmed)) return /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*(?:#|$))/.exec(trimmed)?.[0] ?? trimmed;
  return trimmed.replace(/(?:^|[ \t])#.*$/, '').trimEnd();
}

/** Whether lines below may hold the value: there is nothing yet but an anchor or a tag. */
export function isOpen({ value }: Mark): boolean {
  return /^(?:[&!]\S*[ \t]*)*$/.test(value);
}
