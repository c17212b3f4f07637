import type { Word } from './model.ts';
import { coveringSpan, slice, type Traced, untraced } from './traced.ts';

const STRING = /"(?:[^"\\]|\\.)*"/gs;

/**
 * The strings of a JSON array, `'mixed'` for an array with anything else in it, or undefined if it is no JSON array and
 * so shell form. BuildKit decodes strictly: no single quotes, no trailing comma, nothing after the bracket.
 */
export function jsonStrings(source: Traced): readonly Word[] | 'mixed' | undefined {
  const values = parseArray(source.text);
  if (!values) return undefined;
  if (!values.every((value) => typeof value === 'string')) return 'mixed';
  const literals = [...source.text.matchAll(STRING)];
  return values.map((text, index) => {
    const literal = literals[index];
    if (!literal) return { text, span: coveringSpan(source), traced: untraced(text) };
    const written = slice(source, literal.index, literal.index + literal[0].length);
    const inner = slice(written, 1, written.text.length - 1);
    return { text, span: coveringSpan(written), traced: inner.text === text ? inner : untraced(text) };
  });
}

function parseArray(text: string): unknown[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
