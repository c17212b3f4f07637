import { lineEnd, type Span } from '../../core/text.ts';

/**
 * Where the documents of a YAML stream lie. Together they cover the text without gaps: a document begins with its
 * `---` line, or with the directives and comments that stand before it.
 * https://yaml.org/spec/1.2.2/#92-streams
 */
export function splitDocuments(text: string): Span[] {
  const parts: Span[] = [];
  let start = 0;
  for (const { at, next, opens } of markers(text)) {
    const preamble = opens && isPreamble(text, start, at);
    if (at > start && !preamble) parts.push({ start, end: at });
    if (!preamble) start = at;
    if (!opens) {
      extendLast(parts, start, next);
      start = next;
    }
  }
  if (start < text.length) parts.push({ start, end: text.length });
  return parts;
}

interface Marker {
  readonly at: number;
  /** Where the next line begins. */
  readonly next: number;
  /** `---` opens a document, `...` closes one. */
  readonly opens: boolean;
}

/** A marker ends every scalar, even a quoted or a block one, so lines are all there is to look at. */
function* markers(text: string): Generator<Marker> {
  for (let at = 0; at !== -1 && at < text.length; at = nextLine(text, at)) {
    const dots = text.startsWith('...', at);
    if (!dots && !text.startsWith('---', at)) continue;
    if (!/^[ \t\r\n]?$/.test(text.charAt(at + 3))) continue;
    const next = nextLine(text, at);
    yield { at, next: next === -1 ? text.length : next, opens: !dots };
  }
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? -1 : newline + 1;
}

/** The `...` line belongs to the document it closes. */
function extendLast(parts: Span[], start: number, end: number): void {
  const last = parts.at(-1);
  if (last?.end === start) parts[parts.length - 1] = { start: last.start, end };
  else parts.push({ start, end });
}

/** Only directives, comments and blank lines: they belong to the document that follows. */
function isPreamble(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const stop = lineEnd(text, at);
    if (!/^\uFEFF?(?:[ \t]*(?:#|$)|%)/.test(text.slice(at, stop))) return false;
    at = text.indexOf('\n', stop) + 1;
    if (at === 0) return true;
  }
  return true;
}
