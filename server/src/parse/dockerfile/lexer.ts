/** A part of a word that may hold `$` references; offsets in the word. */
export type Part =
  | { readonly kind: 'text' | 'single' | 'heredoc'; readonly start: number; readonly end: number }
  /** The escape character and what it escapes; `end - start` is 1 at the end of the word. */
  | { readonly kind: 'escape'; readonly start: number; readonly end: number }
  | { readonly kind: 'double'; readonly start: number; readonly end: number; readonly parts: readonly Part[] }
  | Variable;

export interface Variable {
  readonly kind: 'variable';
  readonly start: number;
  readonly end: number;
  /** Empty for a lone `$`, which is literal. */
  readonly name: string;
  /**
   * `-`, `:-`, `+`, `:+`, `?`, `:?`, `#`, `##`, `%`, `%%`, `/`, `//`; undefined for `$x` and `${x}`. Or a colon and any
   * other character, which BuildKit skips while it looks for heredocs and refuses when it expands the word.
   */
  readonly operator: string | undefined;
  /** Default, alternative, message or pattern. */
  readonly operand: readonly Part[];
  /** `new` in `${x/old/new}`. */
  readonly replacement: readonly Part[];
}

interface Cursor {
  readonly text: string;
  readonly escape: string;
  at: number;
  depth: number;
}

/** Deeper nesting of `${a:-${b:-…}}` than this is nobody's Dockerfile. */
const MAX_DEPTH = 40;

const NAME = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;
const OPERATOR = /:[^#%]|##?|%%?|\/\/?|[-+?]/suy;
const EXPANDABLE = /^(?::?[-+?]|##?|%%?|\/\/?)$/;
const HEREDOC = /<<[\t\r ]*/y;

/** Whether BuildKit knows what to do with `${name` and this. */
export function isExpandable({ operator }: Pick<Variable, 'operator'>): boolean {
  return operator === undefined || EXPANDABLE.test(operator);
}

/** Reads a word the way BuildKit's own little shell does. Undefined: it would refuse the line. */
export function lexWord(text: string, escape: string): readonly Part[] | undefined {
  return partsUntil({ text, escape, at: 0, depth: 0 }, undefined);
}

/** The parts up to `stop`, which is consumed. */
function partsUntil(cursor: Cursor, stop: string | undefined): Part[] | undefined {
  const parts: Part[] = [];
  while (cursor.at < cursor.text.length) {
    if (cursor.text[cursor.at] === stop) {
      cursor.at++;
      return parts;
    }
    const part = nextPart(cursor);
    if (!part) return undefined;
    parts.push(part);
  }
  return stop === undefined ? parts : undefined;
}

function nextPart(cursor: Cursor): Part | undefined {
  const { text, at: start, escape } = cursor;
  const char = text[start];
  if (char === "'") return singleQuoted(cursor);
  if (char === '"') return doubleQuoted(cursor);
  if (char === '$') return variable(cursor);
  if (char === '<' && match(HEREDOC, cursor) !== undefined) return { kind: 'heredoc', start, end: cursor.at };
  if (char === escape) {
    cursor.at = Math.min(start + 2, text.length);
    return { kind: 'escape', start, end: cursor.at };
  }
  cursor.at++;
  return { kind: 'text', start, end: cursor.at };
}

function singleQuoted(cursor: Cursor): Part | undefined {
  const start = cursor.at;
  const close = cursor.text.indexOf("'", start + 1);
  if (close === -1) return undefined;
  cursor.at = close + 1;
  return { kind: 'single', start, end: cursor.at };
}

function doubleQuoted(cursor: Cursor): Part | undefined {
  const { text, escape, at: start } = cursor;
  const parts: Part[] = [];
  cursor.at++;
  while (cursor.at < text.length) {
    const at = cursor.at;
    const char = text[at];
    if (char === '"') {
      cursor.at++;
      return { kind: 'double', start, end: cursor.at, parts };
    }
    const part = char === '$' ? variable(cursor) : quotedPart(text, at, escape);
    if (!part) return undefined;
    cursor.at = part.end;
    parts.push(part);
  }
  return undefined;
}

/** In double quotes an escape character is literal unless something special follows it. */
function quotedPart(text: string, start: number, escape: string): Part {
  const following = text[start + 1];
  const escapes = text[start] === escape && (following === '"' || following === '$' || following === escape);
  return escapes ? { kind: 'escape', start, end: start + 2 } : { kind: 'text', start, end: start + 1 };
}

function variable(cursor: Cursor): Variable | undefined {
  const start = cursor.at;
  cursor.at++;
  if (cursor.text[cursor.at] !== '{') {
    const name = match(NAME, cursor) ?? '';
    return { kind: 'variable', start, end: cursor.at, name, operator: undefined, operand: [], replacement: [] };
  }
  cursor.at++;
  if (/[{}:]/.test(cursor.text[cursor.at] ?? '}') || cursor.depth >= MAX_DEPTH) return undefined;
  const name = match(NAME, cursor) ?? '';
  cursor.depth++;
  const rest = substitution(cursor);
  cursor.depth--;
  return rest && { kind: 'variable', start, end: cursor.at, name, ...rest };
}

/** What follows the name in `${name…}`, the brace included. */
function substitution(cursor: Cursor): Pick<Variable, 'operator' | 'operand' | 'replacement'> | undefined {
  if (cursor.text[cursor.at] === '}') {
    cursor.at++;
    return { operator: undefined, operand: [], replacement: [] };
  }
  const operator = match(OPERATOR, cursor);
  if (operator === undefined) return undefined;
  const operand = partsUntil(cursor, operator.startsWith('/') ? '/' : '}');
  const replacement = operand && operator.startsWith('/') ? partsUntil(cursor, '}') : [];
  return operand && replacement && { operator, operand, replacement };
}

function match(pattern: RegExp, cursor: Cursor): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}
