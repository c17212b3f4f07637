/** A text in which the first `|` marks the cursor. */
export function cursorIn(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('|');
  if (offset === -1) throw new Error(`No cursor in ${JSON.stringify(marked)}.`);
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}
