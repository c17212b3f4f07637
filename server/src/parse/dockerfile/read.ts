import type { Span } from '../../core/text.ts';
import { heredocDelimiters, readHeredoc } from './heredocs.ts';
import { readInstruction } from './instructions.ts';
import { commentOf, indent, type Line, lineAt, type LogicalLine, logicalLineAt } from './lines.ts';
import type { Comment, Directive, Heredoc, Instruction, Problem } from './model.ts';

export interface Lines {
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  readonly problems: readonly Problem[];
}

const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=([^\n]*)$/;
const DIRECTIVES = new Set(['syntax', 'escape', 'check']);
const WITH_HEREDOCS = new Set(['RUN', 'COPY', 'ADD']);

/** Cuts the file into directives, comments and instructions, the way BuildKit's parser does. */
export function readLines(text: string): Lines {
  const problems: Problem[] = [];
  const { escape, directives, next } = readDirectives(text, problems);
  const comments: Comment[] = [];
  const instructions: Instruction[] = [];
  for (let at = next; at < text.length; ) {
    const line = lineAt(text, at);
    const comment = commentOf(text, line);
    if (comment) comments.push(comment);
    if (comment || indent(text, line) === line.end) {
      at = line.next;
      continue;
    }
    const logical = logicalLineAt(text, line, escape);
    comments.push(...logical.comments);
    problems.push(...logical.blanks.map((span): Problem => ({ code: 'empty-continuation', span })));
    const read = readWithHeredocs(text, logical, escape, problems);
    if (read.instruction.keyword !== '') instructions.push(read.instruction);
    at = read.next;
  }
  return { escape, directives, comments, instructions, problems };
}

function readWithHeredocs(
  text: string,
  logical: LogicalLine,
  escape: string,
  problems: Problem[],
): { instruction: Instruction; next: number } {
  const { instruction, problems: codes } = readInstruction(logical.traced, escape);
  problems.push(...codes.map((code): Problem => ({ code, span: instruction.rest.span })));
  const target = instruction.child ?? instruction;
  if (!WITH_HEREDOCS.has(target.keyword) || target.form === 'json') return { instruction, next: logical.next };

  const heredocs: Heredoc[] = [];
  let next = logical.next;
  for (const delimiter of heredocDelimiters(logical.traced.text)) {
    const read = readHeredoc(text, next, delimiter);
    heredocs.push(read.heredoc);
    next = read.next;
    if (!read.heredoc.terminator) problems.push({ code: 'unterminated-heredoc', span: instruction.keywordSpan });
  }
  const last = heredocs.at(-1);
  if (!last) return { instruction, next };
  const span: Span = { start: instruction.span.start, end: last.terminator?.end ?? last.body.end };
  const child = instruction.child && {
    ...instruction.child,
    heredocs,
    span: { ...instruction.child.span, end: span.end },
  };
  return { instruction: { ...instruction, span, child, heredocs: child ? [] : heredocs }, next };
}

interface Preamble {
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  /** Where the first line stands that is no directive. */
  readonly next: number;
}

function readDirectives(text: string, problems: Problem[]): Preamble {
  const directives: Directive[] = [];
  let escape: Preamble['escape'] = '\\';
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const line = lineAt(text, at);
    const directive = directiveOf(text, line);
    if (!directive) break;
    if (directives.some(({ name }) => name === directive.name)) {
      problems.push({ code: 'duplicate-directive', span: directive.span });
    } else if (directive.name === 'escape') {
      if (directive.value === '`' || directive.value === '\\') escape = directive.value;
      else problems.push({ code: 'invalid-escape', span: directive.valueSpan });
    }
    directives.push(directive);
    at = line.next;
  }
  return { escape, directives, next: at };
}

function directiveOf(text: string, line: Line): Directive | undefined {
  const start = indent(text, line);
  const [written = '', name = '', tail = ''] = DIRECTIVE.exec(text.slice(start, line.end)) ?? [];
  const value = tail.trim();
  if (value === '' || !DIRECTIVES.has(name.toLowerCase())) return undefined;
  const end = start + written.trimEnd().length;
  return { name: name.toLowerCase(), value, span: { start, end }, valueSpan: { start: end - value.length, end } };
}
