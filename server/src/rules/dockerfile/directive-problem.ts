import { BUILD_CHECKS } from '../../core/dockerfileLanguage.ts';
import { nearest } from '../../core/nearest.ts';
import { lineStart, type Span, type TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { checkOptions, fileCheckOptions, instructionChecks } from '../../parse/dockerfile/checkOptions.ts';
import type { Directive } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

const MISPLACED = /^(syntax|escape|check)[ \t]*=[ \t]*\S/;

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Put parser directives into the first lines, spelt right.',
  rationale: `
\`# syntax=\`, \`# escape=\` and \`# check=\` count only above everything else, comments and blank lines included. Further down they are comments, and nobody says so: the newer syntax is not used, the check is not skipped. The exception is \`# check=skip=…\` right above an instruction, which counts for that instruction since Dockerfile 1.21. A check whose name does not exist skips nothing, and neither does one behind a space: BuildKit reads no further.

A directive given twice, or an escape character that is neither a backslash nor a backtick, stops the build.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#parser-directives',
    'https://docs.docker.com/build/checks/#skip-checks',
  ],
  equivalents: ['dockerfile-utils:INVALID_ESCAPE_DIRECTIVE', 'dockerfile-utils:DUPLICATED_ESCAPE_DIRECTIVE'],
  messages: {
    late: 'Nothing will come of `{name}=`: below other lines it is a comment.',
    duplicate: 'The build will fail: the directive {name} is given twice.',
    escape: 'The build will fail: the escape character is a backslash or a backtick.',
    check: 'Nothing is skipped: there is no check {check}.',
    space: 'Nothing will come of `{rest}`: what stands behind a space is not read.',
    option: 'The build will fail: `check` knows skip, error and experimental, but not {option}.',
  },
  fixes: {
    move: 'Move it to the top',
    rename: 'Use {meant}',
    join: 'Take out the space',
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
      const lost = behindSpace(directive);
      if (!lost) continue;
      const edits = () => [{ span: lost.space, newText: '' }];
      yield say.space(lost.span, { rest: lost.rest }, { fixes: [fix.join({}, { safe: false, edits })] });
    }
    for (const { check, span } of unknownChecks(dockerfile)) {
      const meant = nearest(check, BUILD_CHECKS);
      const edits = () => [{ span, newText: meant ?? '' }];
      yield say.check(
        span,
        { check },
        { fixes: meant === undefined ? [] : [fix.rename({ meant }, { safe: true, edits })] },
      );
    }
  },
});

function nameAt({ directives }: Dockerfile, { start }: Span): string {
  return directives.find(({ span }) => span.start === start)?.name ?? '';
}

/** Comments in the form of a directive, outside of instructions; one a name, unless the directive is there as well. */
function misplaced(dockerfile: Dockerfile): { name: string; span: Span }[] {
  const { comments, directives, instructions } = dockerfile;
  const seen = new Set(directives.map(({ name }) => name));
  const inPlace = new Set(
    instructionChecks(dockerfile)
      .filter(({ options }) => options.some(({ key }) => key !== 'error'))
      .map(({ comment }) => comment),
  );
  return comments.flatMap((comment) => {
    const { text, span } = comment;
    const name = MISPLACED.exec(text)?.[1];
    const isInside = instructions.some((each) => each.span.start < span.start && span.end <= each.span.end);
    if (name === undefined || isInside || inPlace.has(comment) || seen.has(name)) return [];
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

function unknownOptions({ value, valueSpan }: Directive): { option: string; span: Span }[] {
  return checkOptions(value, valueSpan.start)
    .filter(({ key }) => !['skip', 'error', 'experimental'].includes(key))
    .map(({ key, keySpan }) => ({ option: key, span: keySpan }));
}

function unknownChecks(dockerfile: Dockerfile): { check: string; span: Span }[] {
  const options = [...fileCheckOptions(dockerfile), ...instructionChecks(dockerfile).flatMap((each) => each.options)];
  return options
    .filter(({ key, values }) => /^(?:skip|experimental)$/.test(key) && !values.every(({ text }) => text === 'all'))
    .flatMap(({ values }) => values.map(({ text, span }) => ({ check: text, span })))
    .filter(({ check }) => !BUILD_CHECKS.some((known) => known === check));
}

/** More of a list, `B` in `skip=A, B`; what has no comma or semicolon before the space is a remark. */
function behindSpace({ value, valueSpan }: Directive): { rest: string; span: Span; space: Span } | undefined {
  const match = /^(\S*)([ \t]+)(\S.*)$/.exec(value);
  const [, head = '', gap = '', rest = ''] = match ?? [];
  if (!/[,;=]$/.test(head) && !/^[,;=]/.test(rest)) return undefined;
  const start = valueSpan.start + head.length;
  return {
    rest,
    span: { start: start + gap.length, end: valueSpan.end },
    space: { start, end: start + gap.length },
  };
}
