import type { TextEdit } from '../../core/text.ts';
import type { Edits } from './edit.ts';

/**
 * All of the edits, which may not overlap, or none. Those within something come before those behind it. Entries that
 * are added one by one behind the same last entry of a flow collection need one comma each.
 */
export function joined(parts: readonly Edits[]): Edits {
  const edits: TextEdit[] = [];
  const added = new Map<number, number>();
  for (const part of parts) {
    if (!part) return undefined;
    for (const [at, edit] of part.entries()) {
      const { start, end } = edit.span;
      const before = added.get(start);
      const isComma = edit.newText === ',' && start === end && at + 1 < part.length;
      const earlier = isComma && before !== undefined ? edits[before] : undefined;
      if (earlier && before !== undefined) edits[before] = { ...earlier, newText: `${earlier.newText},` };
      else edits.push(edit);
      if (isComma) added.set(start, edits.length);
    }
  }
  return edits;
}
