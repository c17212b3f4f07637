import type { Part, Variable } from './lexer.ts';
import { IS_SPACE } from './lines.ts';

/** What stays of the syntax; no variable has a value. */
interface Keep {
  readonly quotes: boolean;
  readonly escapes: boolean;
}

/** The words that are done, and the one that is being written. */
interface Words {
  readonly done: string[];
  open: string;
}

interface Work {
  readonly text: string;
  readonly keep: Keep;
  readonly words: Words;
}

/**
 * The words of a line as BuildKit's little shell splits it with every variable unset, which is how it looks for
 * heredocs. Its quirks are part of that: the operand of `${x:-…}` makes it forget what it has of the word before, and
 * white space in it separates words.
 */
export function processedWords(text: string, parts: readonly Part[], keep: Keep): readonly string[] {
  const words: Words = { done: [], open: '' };
  resultOf(parts, { text, keep, words });
  return finish(words);
}

function resultOf(parts: readonly Part[], work: Work): string {
  return parts.map((part) => partResult(part, work)).join('');
}

function partResult(part: Part, work: Work): string {
  const { text, keep, words } = work;
  const written = text.slice(part.start, part.end);
  if (part.kind === 'variable') {
    const result = variableResult(part, work);
    for (const char of result) addChar(words, char);
    return result;
  }
  if (part.kind === 'text') {
    addChar(words, written);
    return written;
  }
  const result = part.kind === 'double' ? doubleResult(part.parts, work) : rawResult(part.kind, written, keep);
  words.open += result;
  return result;
}

function rawResult(kind: 'single' | 'escape' | 'heredoc', written: string, keep: Keep): string {
  if (kind === 'single') return keep.quotes ? written : written.slice(1, -1);
  return kind === 'escape' && !keep.escapes ? written.slice(1) : written;
}

/** What stands in double quotes is written in one go, its variables too. */
function doubleResult(parts: readonly Part[], work: Work): string {
  const { text, keep } = work;
  const inner = parts.map((part) => {
    if (part.kind === 'variable') return variableResult(part, work);
    const written = text.slice(part.start, part.end);
    return part.kind === 'escape' && !keep.escapes ? written.slice(1) : written;
  });
  return keep.quotes ? `"${inner.join('')}"` : inner.join('');
}

function variableResult({ start, end, operator, operand, replacement }: Variable, work: Work): string {
  const { text, keep } = work;
  const written = text.slice(start, end);
  if (operator === undefined) return written;
  const isPattern = /[#%/]/.test(operator);
  const inner: Work = { text, keep: { ...keep, escapes: isPattern }, words: { done: [], open: '' } };
  const head = text.slice(start, operand[0]?.start ?? end - 1);
  const middle = resultOf(operand, inner);
  const slash = operator.startsWith('/') ? '/' : '';
  const tail = resultOf(replacement, inner);
  // The nested reading uses the same buffer, and leaves it empty.
  work.words.open = '';
  return operand.length === 0 ? written : `${head}${middle}${slash}${tail}}`;
}

function addChar(words: Words, char: string): void {
  if (!IS_SPACE.test(char)) words.open += char;
  else finish(words);
}

function finish(words: Words): readonly string[] {
  if (words.open !== '') words.done.push(words.open);
  words.open = '';
  return words.done;
}
