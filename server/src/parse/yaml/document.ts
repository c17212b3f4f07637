import { Composer, type CST, Lexer, Parser, type Document } from 'yaml';
import type { Span } from '../../core/text.ts';
import { joinBrackets, joinQuotes } from './repair.ts';
import { createTree } from './tree.ts';
import type { YamlNode, YamlPair } from './node.ts';

/** One document of a YAML stream. Spans are offsets in its own text, so it holds wherever the text moves to. */
export interface YamlDocument {
  readonly text: string;
  /** Absent if the document is empty or was not read; a broken document gives what could be read of it. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** What aliases stand for: a change there is a change in several places. */
  readonly shared: ReadonlySet<YamlNode>;
}

export interface YamlProblem {
  /**
   * `syntax`: not YAML there. `alias`: no anchor of that name before it. The others leave the whole document unread:
   * `conflict`: Git's conflict markers; `template`: the source of a template, not YAML yet; `depth` and `size`: beyond
   * what a manifest can be.
   */
  readonly kind: 'syntax' | 'alias' | 'conflict' | 'template' | 'depth' | 'size';
  readonly span: Span;
  /** What is wrong with the syntax, as the parser calls it: `TAB_AS_INDENT`. */
  readonly code?: string;
}

/** Kubernetes objects nest some thirty levels deep, their schemas some sixty. */
const MAX_DEPTH = 250;

/** The API server takes objects of at most 3 MiB; this many tokens take about two seconds. */
const MAX_TOKENS = 500_000;

/** What has more is not a manifest. */
const MAX_ERRORS = 1000;

const CONFLICT = /^(?:<{7}|>{7}|\|{7}) |^={7}\r?$/m;

/** Statements of Jinja and annotations of ytt. Helm's braces are found among the tokens. */
const TEMPLATE = /^[ \t]*\{%|(?:^|[ \t])#@[ \t/]/m;

/** Whether the syntax is wrong somewhere in a pair, so that what it seems to say is a guess. */
export function spansProblem({ problems }: YamlDocument, { key, value }: YamlPair): boolean {
  const end = Math.max(key.span.end, value.span.end);
  return problems.some(({ kind, span }) => kind === 'syntax' && key.span.start <= span.end && span.start <= end);
}

/** Strings only: what a plain scalar means to Kubernetes is decided by {@link resolveScalar}. */
const OPTIONS = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

/** Never throws. */
export function parseDocument(text: string): YamlDocument {
  const unread = findMarker(text, 'conflict', CONFLICT) ?? findMarker(text, 'template', TEMPLATE);
  if (unread) return unreadDocument(text, [unread]);
  const plain = read(text, text);
  if (!plain.problems.some(({ kind }) => kind === 'syntax')) return plain;
  const quotes = joinQuotes(text);
  const quoted = better(plain, quotes === text ? plain : read(quotes, text));
  return withBrackets(quoted === plain ? text : quotes, quoted);
}

/** As many brackets as people write in one document. */
const MAX_REPAIRS = 20;

function withBrackets(source: string, first: YamlDocument): YamlDocument {
  let [current, joined] = [first, source];
  for (let step = 0; step < MAX_REPAIRS; step++) {
    const problem = current.problems.find(({ code }) => code === 'BAD_INDENT');
    const next = problem ? joinBrackets(joined, problem.span.start) : joined;
    if (next === joined) return current;
    const again = read(next, current.text);
    if (better(current, again) !== again) return current;
    [current, joined] = [again, next];
  }
  return current;
}

function better(one: YamlDocument, other: YamlDocument): YamlDocument {
  return other.problems.length < one.problems.length ? other : one;
}

/** Reads `source`, which is the document's text but for white space. */
function read(source: string, text: string): YamlDocument {
  const result = readTokens(source);
  if ('kind' in result) return unreadDocument(text, [result]);
  const [document, next] = compose(result.tokens);
  return document ? build(text, document, next) : unreadDocument(text, []);
}

/** Thousands of errors in a hostile text would each record where in this program they came up. */
function compose(tokens: readonly CST.Token[]): readonly Document.Parsed[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return [...new Composer(OPTIONS).compose(tokens)];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function build(text: string, document: Document.Parsed, next: Document.Parsed | undefined): YamlDocument {
  const errors = document.errors.map(({ pos: [start, end], code }) => ({
    kind: 'syntax' as const,
    span: { start, end },
    code,
  }));
  if (errors.length > MAX_ERRORS) return unreadDocument(text, errors.slice(0, MAX_ERRORS));
  const { root, dangling, shared } = createTree(document.contents, text);
  const second = next ? [{ kind: 'syntax' as const, span: spanAt(next.range[0], text) }] : [];
  return {
    text,
    root,
    problems: [...errors, ...second, ...dangling.map((span) => ({ kind: 'alias' as const, span }))],
    shared,
  };
}

function unreadDocument(text: string, problems: readonly YamlProblem[]): YamlDocument {
  return { text, root: undefined, problems, shared: new Set() };
}

/** Feeds the parser token by token, so that a hostile text is given up before it costs time or stack. */
function readTokens(text: string): { readonly tokens: readonly CST.Token[] } | YamlProblem {
  const lexer = new Lexer();
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  let previous = '';
  for (const lexeme of lexer.lex(text)) {
    const span = spanAt(parser.offset, text);
    if (lexeme === '{' && previous === '{') return { kind: 'template', span };
    count += 1;
    if (count > MAX_TOKENS) return { kind: 'size', span };
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > MAX_DEPTH) return { kind: 'depth', span };
    previous = lexeme;
  }
  tokens.push(...parser.end());
  return { tokens };
}

function findMarker(text: string, kind: YamlProblem['kind'], pattern: RegExp): YamlProblem | undefined {
  const match = pattern.exec(text);
  return match ? { kind, span: { start: match.index, end: match.index + match[0].trimEnd().length } } : undefined;
}

function spanAt(offset: number, text: string): Span {
  return { start: offset, end: Math.min(offset + 1, text.length) };
}
