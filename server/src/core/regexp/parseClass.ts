import type { CharItem } from './charSet.ts';
import { escapedClass, escapedCodePoint } from './escapes.ts';
import { posixClass } from './namedClasses.ts';
import { fail, follows, scan, type Source, take, takeCodePoint } from './source.ts';

export interface CharClass {
  readonly items: readonly CharItem[];
  readonly negated: boolean;
}

/** `[a-z]`, `[^[:alpha:]_]`: the source is at its opening bracket. */
export function parseClass(source: Source): CharClass {
  const start = source.at;
  const items: CharItem[] = [];
  source.at++;
  const negated = take(source, '^');
  // A bracket that comes first closes nothing and so is itself.
  for (let first = true; first || !follows(source, ']'); first = false) {
    if (source.at >= source.expression.length)
      throw fail(source, 'regexpUnclosedClass', source.expression.slice(start));
    items.push(...(posix(source) ?? escaped(source) ?? [range(source)]));
  }
  source.at++;
  return { items, negated };
}

const POSIX_CLASS = /\[:(.*?):\]/uy;

function posix(source: Source): readonly CharItem[] | undefined {
  const name = scan(source, POSIX_CLASS);
  if (name === null) return undefined;
  const items = posixClass(name[1] ?? '');
  if (items === undefined) throw fail(source, 'regexpBadRange', name[0]);
  source.at += name[0].length;
  return items;
}

function escaped(source: Source): readonly CharItem[] | undefined {
  return follows(source, '\\') ? escapedClass(source) : undefined;
}

function range(source: Source): CharItem {
  const start = source.at;
  const first = codePoint(source);
  // A dash before the closing bracket is itself.
  if (!follows(source, '-') || (source.expression[source.at + 1] ?? ']') === ']') return [first, first];
  source.at++;
  const last = codePoint(source);
  if (last < first) throw fail(source, 'regexpBadRange', source.expression.slice(start, source.at));
  return [first, last];
}

function codePoint(source: Source): number {
  return follows(source, '\\') ? escapedCodePoint(source) : takeCodePoint(source);
}
