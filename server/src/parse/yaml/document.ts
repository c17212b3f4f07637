import type { Span } from '../../core/text.ts';
import { joinBrackets, joinQuotes } from './repair.ts';
import { readDirectly } from './direct.ts';
import { readWithLibrary, unreadDocument } from './library.ts';
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

const CONFLICT = /^(?:<{7}|>{7}|\|{7}) |^={7}\r?$/m;

/** Statements of Jinja and annotations of ytt. Helm's braces are found among the tokens. */
const TEMPLATE = /^[ \t]*\{%|(?:^|[ \t])#@[ \t/]/m;

/** Whether the syntax is wrong somewhere in a pair, so that what it seems to say is a guess. */
export function spansProblem({ problems }: YamlDocument, { key, value }: YamlPair): boolean {
  const end = Math.max(key.span.end, value.span.end);
  return problems.some(({ kind, span }) => kind === 'syntax' && key.span.start <= span.end && span.start <= end);
}

/** What the API server takes in one request: 3 MiB (`MaxRequestBodyBytes` of k8s.io/apiserver). */
const MAX_LENGTH = 3 * 2 ** 20;

/** Never throws. */
export function parseDocument(text: string): YamlDocument {
  if (text.length > MAX_LENGTH) return unreadDocument(text, [{ kind: 'size', span: { start: 0, end: 0 } }]);
  const unread = findMarker(text, 'conflict', CONFLICT) ?? findTemplate(text);
  if (unread) return unreadDocument(text, [unread]);
  const tree = readDirectly(text);
  return tree ? { text, root: tree.root, problems: [], shared: tree.shared } : readBroken(text);
}

/** What cannot be read directly is mostly broken, and read once more with its most likely slip mended. */
function readBroken(text: string): YamlDocument {
  const plain = readWithLibrary(text, text);
  if (!plain.problems.some(({ kind }) => kind === 'syntax')) return plain;
  const quotes = joinQuotes(text);
  const quoted = better(plain, quotes === text ? plain : readWithLibrary(quotes, text));
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
    const again = readWithLibrary(next, current.text);
    if (better(current, again) !== again) return current;
    [current, joined] = [again, next];
  }
  return current;
}

function better(one: YamlDocument, other: YamlDocument): YamlDocument {
  return other.problems.length < one.problems.length ? other : one;
}

/** Nearly no text has either of the two, which is quickly seen. */
function findTemplate(text: string): YamlProblem | undefined {
  return text.includes('{%') || text.includes('#@') ? findMarker(text, 'template', TEMPLATE) : undefined;
}

function findMarker(text: string, kind: YamlProblem['kind'], pattern: RegExp): YamlProblem | undefined {
  const match = pattern.exec(text);
  return match ? { kind, span: { start: match.index, end: match.index + match[0].trimEnd().length } } : undefined;
}
