import type { YamlDocument, YamlProblem } from '../../parse/yaml/document.ts';
import { lineEnd, lineStart, type Span, type TextEdit } from '../../core/text.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'manifest',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write YAML that can be read.',
  rationale: `
\`kubectl\` stops at the first place that is not YAML and applies nothing of the document: "error converting YAML to JSON". What follows a mistake is read as something else, so only the first place of a document is told.

Sources of templates (\`{{ … }}\`) are not YAML yet and are left alone. The markers of a merge conflict, and documents that are nested or long beyond anything that the API server takes, are told as such.`,
  sources: ['https://yaml.org/spec/1.2.2/'],
  messages: {
    tab: 'The document will not be read: YAML is indented with spaces, and this is a tab.',
    quote: 'The document will not be read: a quote or bracket that is opened before is not closed.',
    indentation: 'The document will not be read: the indentation fits to nothing above.',
    colon:
      'The document will not be read: a value with ": " in it, or a key without its colon, needs quotes or a colon.',
    start: 'The document will not be read: a value cannot begin with this character unless it is in quotes.',
    other: 'The document will not be read: this is not YAML.',
    conflict: 'The document will not be read: a merge conflict is not resolved.',
    depth: 'Nothing below is checked: it is nested deeper than any object of Kubernetes.',
    size: 'Nothing below is checked: the document is too large to be one object.',
  },
  fixes: {
    spaces: 'Indent with two spaces for each tab',
    close: 'Close the quote',
    quote: 'Put quotes around the value',
  },
  examples: [
    {
      title: 'A tab',
      bad: `\
apiVersion: v1
kind: ConfigMap
metadata:
\tname: settings
`,
      good: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`,
    },
  ],
  *check({ document }, { say, fix }) {
    const problems = document.problems.filter(({ kind }) => kind !== 'alias');
    const first = problems.toSorted((a, b) => a.span.start - b.span.start)[0];
    if (!first || first.kind === 'template' || isToBeFilled(first, document)) return;
    const { span } = first;
    if (first.kind !== 'syntax') {
      yield say[first.kind as 'conflict' | 'depth' | 'size'](
        span,
        {},
        { severity: first.kind === 'conflict' ? 'error' : 'warning' },
      );
      return;
    }
    const cause = causeOf(first, document);
    const mended = MENDS[cause]?.(first, document);
    const fixes: Fix[] = [];
    if (mended?.edits) fixes.push(fix[mended.title]({}, { safe: cause === 'tab', edits: () => mended.edits ?? [] }));
    yield say[cause](mended?.span ?? narrowed(first, document), {}, { fixes });
  },
});

interface Mended {
  readonly span: Span;
  readonly title: 'spaces' | 'close' | 'quote';
  readonly edits?: readonly TextEdit[];
}

/** Where to look, and what to do about it. */
const MENDS: Readonly<Partial<Record<Cause, (problem: YamlProblem, document: YamlDocument) => Mended | undefined>>> = {
  tab: (_, { text }) => {
    const edits = tabEdits(text);
    return edits[0] && { span: edits[0].span, title: 'spaces', edits };
  },
  quote: (problem, document) => {
    const edit = closing(problem, document);
    const span = edit ? opened(document, edit.span.end) : openBracket(document);
    return span && { span, title: 'close', ...(edit && { edits: [edit] }) };
  },
  colon: ({ span }, { text }) => {
    const start = lineStart(text, span.start);
    const line = text.slice(start, lineEnd(text, span.start));
    const [, head, value] = /^(\s*(?:- +)?[\w./-]+: +)([^\s"'#][^#]*?: [^#]*?)(?:\s+#.*|\s*)$/.exec(line) ?? [];
    if (head === undefined || value === undefined) return undefined;
    const place = { start: start + head.length, end: start + head.length + value.length };
    return { span: place, title: 'quote', edits: [{ span: place, newText: JSON.stringify(value) }] };
  },
};

/** A line with a place for something that a tool or a person fills in: `image: {user}/api`, `namespace: %%%`. */
function isToBeFilled({ span }: YamlProblem, { text }: YamlDocument): boolean {
  const start = lineStart(text, Math.max(0, span.start - 1));
  const line = text.slice(start, lineEnd(text, Math.max(start, span.start)));
  return /(?:: |- )\{[\w.-]+\}|[:-] *%%|%\w+%|@\w+@|^\s*(?:\$\w+|\.\.\.)\s*$/.test(line);
}

type Cause = 'tab' | 'quote' | 'indentation' | 'colon' | 'start' | 'other';

const CAUSES: Readonly<Record<string, Cause>> = {
  TAB_AS_INDENT: 'tab',
  MISSING_CHAR: 'quote',
  BAD_DQ_ESCAPE: 'other',
  BAD_INDENT: 'indentation',
  MULTILINE_IMPLICIT_KEY: 'colon',
  BLOCK_AS_IMPLICIT_KEY: 'colon',
  KEY_OVER_1024_CHARS: 'colon',
  BAD_SCALAR_START: 'start',
};

function causeOf({ code = '' }: YamlProblem, { text }: YamlDocument): Cause {
  // A tab makes the parser complain about whatever comes of it.
  if (tabEdits(text).length > 0) return 'tab';
  return CAUSES[code] ?? 'other';
}

/** Tabs that indent a line which is no comment. */
function tabEdits(text: string) {
  return [...text.matchAll(/^([ ]*\t[ \t]*)(?=[^\s#])/gm)].map(({ index, 1: indent = '' }) => ({
    span: { start: index, end: index + indent.length },
    newText: indent.replaceAll('\t', '  '),
  }));
}

/** The first word there; at the end of a line or of the text the last character before it. */
function narrowed({ span }: YamlProblem, { text }: YamlDocument): Span {
  const rest = text.slice(span.start, lineEnd(text, span.start));
  const [, gap = '', word] = /^(\s*)([\w./-]+|\S)/.exec(rest) ?? [];
  const start = span.start + gap.length;
  if (word !== undefined) return { start, end: start + (gap === '' ? 1 : word.length) };
  const end = text.slice(0, span.start).trimEnd().length;
  return { start: Math.max(0, end - 1), end };
}

/** From the quote that opens the value to the end of its line. */
function opened({ text }: YamlDocument, end: number): Span {
  const line = text.slice(lineStart(text, end), end);
  const at = /(?:: |- )["'][^"']*$/.exec(line)?.index ?? 0;
  return { start: end - line.length + at + 2, end };
}

/** The last bracket that nothing closes. */
function openBracket({ text }: YamlDocument): Span | undefined {
  const open: number[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(?:^|[ \t])#.*|[[\]{}]/gm)) {
    if (token === '[' || token === '{') open.push(index);
    else if (token === ']' || token === '}') open.pop();
  }
  const at = open.at(-1);
  return at === undefined ? undefined : { start: at, end: at + 1 };
}

/** A quote that is opened behind a colon or a dash, on a line that ends without it. */
function closing({ span }: YamlProblem, { text }: YamlDocument) {
  const lines = text.slice(0, Math.max(span.end, 1)).split('\n');
  for (let at = lines.length - 1, end = text.slice(0, Math.max(span.end, 1)).length; at >= 0; at--) {
    const line = lines[at] ?? '';
    const start = lineStart(text, end);
    const [, open, rest] = /(?:: |- )(["'])([^"']*)$/.exec(line) ?? [];
    if (open !== undefined && rest !== undefined) {
      const place = start + line.trimEnd().length;
      return { span: { start: place, end: place }, newText: open };
    }
    end = start - 1;
  }
  return undefined;
}
