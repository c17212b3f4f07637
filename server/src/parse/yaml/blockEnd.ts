import type { Span } from '../../core/text.ts';

/**
 * A block scalar reaches up to the next node, over blank lines that are not part of its value. They count only where
 * the value keeps them (`|+`), so that what is inserted behind it does not change it.
 */
export function endOfBlock(text: string, { start, end }: Span, value: string): number {
  const source = text.slice(start, end);
  const kept = /^[|>][1-9]?\+/.test(source) && /\n\n$|^\n+$/.test(value);
  if (kept) return start + source.replace(/\r?\n$/, '').length;
  return start + source.trimEnd().length;
}
