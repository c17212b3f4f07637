import type { Span } from '../../core/text.ts';
import { lexWord } from './lexer.ts';
import { lineAt } from './lines.ts';
import type { Heredoc } from './model.ts';
import { processedWords } from './processedWords.ts';

const OPERATOR = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;
/** A line that can only be the next instruction: where an unfinished heredoc is taken to end. */
const NEXT_INSTRUCTION =
  /^(?:FROM|RUN|CMD|LABEL|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL) /;

export interface Delimiter {
  readonly name: string;
  readonly stripTabs: boolean;
  readonly expand: boolean;
}

/** The heredocs that a RUN, COPY or ADD line opens: unquoted words of the form `<<EOF`, `3<<-"EOF"`, `<< 'E O F'`. */
export function heredocDelimiters(line: string): Delimiter[] {
  if (!line.includes('<<')) return [];
  // BuildKit reads heredocs with a backslash even where the file declares another escape character.
  const parts = lexWord(line, '\\');
  if (!parts) return [];
  const words = processedWords(line, parts, { quotes: true, escapes: true });
  return words.flatMap((word) => parseDelimiter(word) ?? []);
}

export function parseDelimiter(word: string): Delimiter | undefined {
  const [, , dash, written = ''] = OPERATOR.exec(word) ?? [];
  if (written === '') return undefined;
  const parts = lexWord(written, '\\');
  if (!parts) return undefined;
  const [name, ...others] = processedWords(written, parts, { quotes: false, escapes: false });
  const [quoted] = processedWords(written, parts, { quotes: true, escapes: false });
  if (name === undefined || quoted === undefined || others.length > 0) return undefined;
  return { name, stripTabs: dash === '-', expand: quotes(name) === quotes(quoted) };
}

function quotes(text: string): number {
  return text.replace(/[^'"]/g, '').length;
}

/** Reads the body that starts at `from`. Without a terminator it ends at the next line that looks like an instruction. */
export function readHeredoc(text: string, from: number, delimiter: Delimiter): { heredoc: Heredoc; next: number } {
  let fallback: number | undefined;
  for (let at = from; at < text.length; ) {
    const line = lineAt(text, at);
    const content = text.slice(line.start, line.end);
    const candidate = delimiter.stripTabs ? content.replace(/^\t+/, '') : content;
    if (candidate === delimiter.name) {
      const terminator: Span = { start: line.start, end: line.end };
      return { heredoc: { ...delimiter, body: { start: from, end: at }, terminator }, next: line.next };
    }
    if (NEXT_INSTRUCTION.test(content)) fallback ??= at;
    at = line.next;
  }
  const end = fallback ?? text.length;
  return { heredoc: { ...delimiter, body: { start: from, end }, terminator: undefined }, next: end };
}
