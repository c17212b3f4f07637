import type { Style } from '../../parse/yaml/render.ts';

interface Line {
  /** Column in the text, and in the document. */
  readonly from: number;
  readonly to: number;
  readonly isDash: boolean;
}

/**
 * Lays out a text that is written with two spaces for maps and for lists as a document is written: its own indentation
 * and line breaks, from a column on. The first line stays where the cursor is.
 */
export function layoutText(text: string, column: number, style: Style): string {
  const above: Line[] = [];
  const lines = text.split('\n').map((line, at) => {
    const content = line.trimStart();
    const from = line.length - content.length;
    const isDash = content.startsWith('- ');
    while ((above.at(-1)?.from ?? -1) >= from) above.pop();
    const to = columnBelow(above.at(-1), isDash ? style.listIndent : style.mapIndent);
    above.push({ from, to, isDash });
    // The keys of an item stand two columns behind its dash, whatever the document does.
    if (isDash) above.push({ from: from + 2, to: to + 2, isDash: false });
    return `${at === 0 || content === '' ? '' : ' '.repeat(column + to)}${content}`;
  });
  return lines.join(style.lineBreak);
}

function columnBelow(parent: Line | undefined, step: number): number {
  if (!parent) return 0;
  return parent.to + (parent.isDash ? 2 : step);
}
