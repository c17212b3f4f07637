import { lineEnd, lineStart, type TextEdit } from '../../core/text.ts';
import { styleAround } from '../../parse/yaml/layout.ts';
import { isOpen, lineMarks, type Mark } from '../../parse/yaml/lineMarks.ts';
import { typingAt } from '../../parse/yaml/typing.ts';
import { documentAt, isRead, manifestsOf, type Question } from './question.ts';
import { heldBy, slotAt, type Held, type Slot } from './slot.ts';

/**
 * Moves a line that has just been begun to where it goes on: below the keys of an item, not below its dash; behind the
 * key of a list as far in as the document has its lists; a new dash out to the list. A line that can be where its
 * author has put it stays there.
 */
export function kubernetesOnType(question: Question, typed: string): TextEdit[] | undefined {
  const document = documentAt(question.file, question.offset);
  if (manifestsOf(question).length === 0 || !isRead(document)) return undefined;
  const { text } = document.document;
  const start = lineStart(text, question.offset - document.offset);
  const line = text.slice(start, lineEnd(text, start));
  const gap = line.length - line.trimStart().length;
  const wanted = typed === '-' ? columnOfDash(text, start + gap) : columnOfLine(question, start);
  const isBegun = line.trim() === (typed === '-' ? '-' : '');
  if (!isBegun || wanted === undefined || wanted === gap) return [];
  const at = start + document.offset;
  return [{ span: { start: at, end: at + gap }, newText: ' '.repeat(wanted) }];
}

/** Of a new line below one that is not blank. */
function columnOfLine(question: Question, start: number): number | undefined {
  const { document, offset } = documentAt(question.file, question.offset);
  const last = start === 0 ? undefined : lineMarks(document.text, start - 1).at(-1);
  if (!last || last.kind === 'text') return undefined;
  if (last.kind === 'dash') return last.column + 2;
  const slot = slotAt(question, { document, offset }, last.at);
  // Lines of a text may look like keys.
  if (!slot || slot.typing.flow) return undefined;
  const isHolder = isOpen(last) || /^[|>][-+\d]*$/.test(last.value);
  if (!isHolder) return isComplete(last) ? last.column : undefined;
  const { mapIndent, listIndent } = styleAround(document, undefined);
  return columnBelow(document.text, start, last) ?? last.column + (holdsList(slot, last) ? listIndent : mapIndent);
}

function holdsList({ isRoot, schema, held }: Slot, { key }: Mark): boolean {
  const root: Held | undefined = schema && { type: { kind: 'object', type: schema.type }, field: '' };
  const holder = isRoot ? root : held;
  return (holder && heldBy(holder, key))?.type.kind === 'list';
}

/** Whether the value ends on its line. */
function isComplete({ value }: Mark): boolean {
  if (/^["']/.test(value)) return value.length > 1 && value.endsWith(value.charAt(0));
  return !/^[{[]/.test(value) || /[}\]]$/.test(value);
}

/** What is there already says how far in it goes on. */
function columnBelow(text: string, from: number, { column }: Mark): number | undefined {
  for (let end = lineEnd(text, from); end < text.length; ) {
    const next = text.indexOf('\n', end) + 1;
    if (next === 0) return undefined;
    const [first] = lineMarks(text, next);
    if (first)
      return first.column > column || (first.kind === 'dash' && first.column === column) ? first.column : undefined;
    end = lineEnd(text, next);
  }
  return undefined;
}

/** Of a dash where keys of an item stand: it begins the next item. */
function columnOfDash(text: string, at: number): number | undefined {
  const levels = typingAt(text, at)?.levels ?? [];
  const own = levels.at(-1);
  const above = own && [...own.entries.values()].length > 0 ? markAbove(text, at, own.column) : undefined;
  // A list may stand as far out as its key.
  if (!above || isOpen(above)) return undefined;
  return levels.findLast(({ kind }) => kind === 'list')?.column;
}

/** The key of a column that stands nearest above. */
function markAbove(text: string, at: number, column: number): Mark | undefined {
  for (let start = lineStart(text, at); start > 0; ) {
    start = lineStart(text, start - 1);
    const marks = lineMarks(text, start);
    const key = marks.find((mark) => mark.kind === 'key' && mark.column === column);
    if (key) return key;
    if ((marks[0]?.column ?? column) < column) return undefined;
  }
  return undefined;
}
