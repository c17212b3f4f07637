import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Instruction } from '../../parse/dockerfile/model.ts';

/** A line of an instruction behind its first. */
interface Continued {
  /** Of the line. */
  readonly start: number;
  readonly gap: string;
  /** What stands behind the gap. */
  readonly text: string;
  readonly isComment: boolean;
}

/** What belongs to the line that began the block, which may stand further out; a heredoc after a long line, too. */
const CLOSING = /^(?:(?:fi|done|esac|else|elif|then|do)\b|[\])}]|;;|<<)/;

/**
 * Continued lines that begin at the margin are moved in: all lines of the instruction if the first of them does, so
 * that they keep their places to each other, and otherwise just those, to where the first one is.
 */
export function indentEdits(dockerfile: Dockerfile, fallback: string): TextEdit[] {
  const groups = dockerfile.instructions.map((instruction) => continuedLines(dockerfile, instruction));
  const unit = usualGap(groups) ?? fallback;
  return groups.flatMap((lines) => editsOf(lines, unit));
}

function editsOf(lines: readonly Continued[], unit: string): TextEdit[] {
  const written = lines.filter(({ isComment }) => !isComment);
  const atMargin = written.filter(({ gap }) => gap === '');
  const [first] = written;
  // A block that ends where it began: its author has an idea of where lines belong.
  if (!first || atMargin.length === 0 || CLOSING.test(first.text)) return [];
  if (first.gap === '') {
    const by = lines.some(({ gap }) => gap.startsWith('\t')) ? '\t' : unit;
    return lines.filter(({ isComment, gap }) => !isComment || gap !== '').map((line) => moveIn(line, by));
  }
  return atMargin.some(({ text }) => CLOSING.test(text)) ? [] : atMargin.map((line) => moveIn(line, first.gap));
}

function moveIn({ start }: Continued, by: string): TextEdit {
  return { span: { start, end: start }, newText: by };
}

/** How the file itself moves lines in: what stands most often before the first continued line of an instruction. */
function usualGap(groups: readonly (readonly Continued[])[]): string | undefined {
  const counts = new Map<string, number>();
  for (const lines of groups) {
    const gap = lines.find(({ isComment }) => !isComment)?.gap ?? '';
    if (gap !== '') counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function continuedLines({ text, comments }: Dockerfile, { head }: Instruction): Continued[] {
  const within = comments.filter(({ span }) => head.start < span.start && span.end <= head.end);
  return [...text.slice(head.start, head.end).matchAll(/\n([ \t]*)([^ \t\r\n][^\r\n]*)/g)].map((match) => {
    const start = head.start + match.index + 1;
    const gap = match[1] ?? '';
    const isComment = within.some(({ span }) => span.start === start + gap.length);
    return { start, gap, text: match[2] ?? '', isComment };
  });
}
