import { Composer, type CST, Lexer, Parser, type Document } from 'yaml';
import type { Span } from '../../core/text.ts';
import type { YamlDocument, YamlProblem } from './document.ts';
import { createTree } from './tree.ts';

/** Kubernetes objects nest some thirty levels deep, their schemas some sixty. */
const MAX_DEPTH = 250;

/** A megabyte, which etcd takes of an object at most; only broken documents come here, and have to be told as such soon. */
const MAX_TOKENS = 200_000;

/** What has more is not a manifest. */
const MAX_ERRORS = 1000;

/** Strings only: what a plain scalar means to Kubernetes is decided by {@link resolveScalar}. */
const OPTIONS = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

/** Reads `source`, which is the document's text but for white space. */
export function readWithLibrary(source: string, text: string): YamlDocument {
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

/** YAML 1.2 has no `\'` in double quotes, and Kubernetes' decoder (goyaml) takes it for an apostrophe. */
function build(text: string, document: Document.Parsed, next: Document.Parsed | undefined): YamlDocument {
  const errors = document.errors.flatMap(({ pos: [start, end], code }) =>
    code === 'BAD_DQ_ESCAPE' && text.startsWith("\\'", start)
      ? []
      : { kind: 'syntax' as const, span: { start, end }, code },
  );
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

export function unreadDocument(text: string, problems: readonly YamlProblem[]): YamlDocument {
  return { text, root: undefined, problems, shared: new Set() };
}

function spanAt(offset: number, text: string): Span {
  return { start: offset, end: Math.min(offset + 1, text.length) };
}
