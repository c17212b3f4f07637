import { BUILD_CHECKS } from '../../core/dockerfileLanguage.ts';
import { nearest } from '../../core/nearest.ts';
import { lineStart, type Span, type TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Directive } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

const MISPLACED = /^(syntax|escape|check)[ \t]*=[ \t]*\S/;

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Put parser directives into the first lines, spelt right.',
  rationale: `
\`# syntax=\`, \`# escape=\` and \`# check=\` count only above everything else, comments and blank lines included. Further down they are comments, and nobody says so: the newer syntax is not used, the check is not skipped. A check whose name does not exist skips nothing either.

A directive given twice, or an escape character that is neither a backslash nor a backtick, stops the build.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#parser-directives',
    'https://docs.docker.com/build/checks/#skip-checks',
  ],
  messages: {
    late: 'Nothing will come of `{name}=`: below other lines it is a comment.',
    duplicate: 'The build will fail: the directive {name} is given twice.',
    escape: 'The build will fail: the escape character is a backslash or a backtick.',
    check: 'Nothing is skipped: there is no check {check}.',
    option: 'The build will fail: `check` knows skip, error and experimental, but not {option}.',
  },
  fixes: {
    move: 'Move it to the top',
    rename: 'Use {meant}',
  },
  examples: [
    {
      title: 'Below a comment',
      bad: `\
# The API of the shop.
# syntax=docker/dockerfile:1
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
# syntax=docker/dockerfile:1
# The API of the shop.
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const { code, span } of dockerfile.problems) {
      if (code === 'duplicate-directive')
        yield say.duplicate(span, { name: nameAt(dockerfile, span) }, { severity: 'error' });
      if (code === 'invalid-escape') yield say.escape(span, {}, { severity: 'error' });
    }
    for (const { name, span } of misplaced(dockerfile)) {
      const edits = () => moveUp(dockerfile, span);
      // Another escape character would change what the file says.
      const fixes = name === 'escape' ? [] : [fix.move({}, { safe: name === 'syntax', edits })];
      yield say.late(span, { name }, { fixes });
    }
    for (const directive of dockerfile.directives) {
      if (directive.name !== 'check') continue;
      for (const { option, span } of unknownOptions(directive))
        yield say.option(span, { option }, { severity: 'error' });
      for (const { check, span } of unknownChecks(directive)) {
        const meant = nearest(check, BUILD_CHECKS);
        const edits = () => [{ span, newText: meant ?? '' }];
        yield say.check(
          span,
          { check },
          { fixes: meant === undefined ? [] : [fix.rename({ meant }, { safe: true, edits })] },
        );
      }
    }
  },
});

function nameAt({ directives }: Dockerfile, { start }: Span): string {
  return directives.find(({ span }) => span.start === start)?.name ?? '';
}

/** Comments in the form of a directive, outside of instructions; one a name, unless the directive is there as well. */
function misplaced({ comments, directives, instructions }: Dockerfile): { name: string; span: Span }[] {
  const seen = new Set(directives.map(({ name }) => name));
  return comments.flatMap(({ text, span }) => {
    const name = MISPLACED.exec(text)?.[1];
    const isInside = instructions.some((each) => each.span.start < span.start && span.end <= each.span.end);
    if (name === undefined || isInside || seen.has(name)) return [];
    seen.add(name);
    return [{ name, span }];
  });
}

function moveUp({ text }: Dockerfile, { start, end }: Span): TextEdit[] {
  const newline = text.indexOf('\n', end);
  const top = text.startsWith('\uFEFF') ? 1 : 0;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return [
    { span: { start: top, end: top }, newText: `${text.slice(start, end)}${lineBreak}` },
    { span: { start: lineStart(text, start), end: newline === -1 ? text.length : newline + 1 }, newText: '' },
  ];
}

/** `skip=A, B;error=true` in its parts. */
function* partsOf({ value, valueSpan }: Directive): Generator<{ key: string; text: string; start: number }> {
  for (const match of value.matchAll(/[^;]+/g)) {
    const equals = match[0].indexOf('=');
    const key = (equals === -1 ? match[0] : match[0].slice(0, equals)).trim();
    yield { key, text: match[0].slice(equals + 1), start: valueSpan.start + match.index + equals + 1 };
  }
}

function unknownOptions(directive: Directive): { option: string; span: Span }[] {
  return [...partsOf(directive)]
    .filter(({ key }) => !['skip', 'error', 'experimental'].includes(key))
    .map(({ key, start }) => ({ option: key, span: { start: start - key.length - 1, end: start - 1 } }));
}

function unknownChecks(directive: Directive): { check: string; span: Span }[] {
  return [...partsOf(directive)]
    .filter(({ key, text }) => /^(?:skip|experimental)$/.test(key) && text.trim() !== 'all')
    .flatMap(({ text, start }) =>
      [...text.matchAll(/[^\s,]+/g)].map((match) => ({
        check: match[0],
        span: { start: start + match.index, end: start + match.index + match[0].length },
      })),
    )
    .filter(({ check }) => !BUILD_CHECKS.some((known) => known === check));
}
