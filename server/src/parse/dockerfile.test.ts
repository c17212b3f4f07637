import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DockerfileParser } from 'dockerfile-ast';
import type { Span } from '../core/text.ts';
import { parseDockerfile } from './dockerfile.ts';

const slice = (text: string, span: Span | undefined): string | undefined => span && text.slice(span.start, span.end);

test('every part knows its place, across continuations', () => {
  const text =
    'FROM --platform=linux/amd64 \\\n  golang:1.27@sha256:0 AS Build\nENV A="b c" \\\n# why\n  D=e\nCMD ["x y", "z"]\n';
  const { instructions, comments } = parseDockerfile(text);
  const [from, env, cmd] = instructions;
  assert.equal(slice(text, from!.keywordSpan), 'FROM');
  assert.equal(slice(text, from!.flags[0]!.nameSpan), 'platform');
  assert.equal(slice(text, from!.flags[0]!.valueSpan), 'linux/amd64');
  assert.deepEqual(
    from!.args.map(({ span }) => slice(text, span)),
    ['golang:1.27@sha256:0', 'AS', 'Build'],
  );
  assert.equal(slice(text, from!.span), text.slice(0, text.indexOf('\nENV')));
  assert.deepEqual(
    env!.pairs.map(({ name, value }) => [slice(text, name.span), slice(text, value?.span)]),
    [
      ['A', '"b c"'],
      ['D', 'e'],
    ],
  );
  assert.equal(slice(text, env!.span), 'ENV A="b c" \\\n# why\n  D=e');
  assert.deepEqual(
    comments.map(({ text: comment, span }) => [comment, slice(text, span)]),
    [['why', '# why']],
  );
  assert.deepEqual(
    cmd!.args.map(({ span }) => slice(text, span)),
    ['"x y"', '"z"'],
  );
});

test('an instruction ends with its heredocs, its head before them', () => {
  const text = 'FROM a\nCOPY <<x <<-y /d/\n1\nx\n\t2\n\ty\nUSER b\n';
  const copy = parseDockerfile(text).instructions[1]!;
  assert.equal(slice(text, copy.head), 'COPY <<x <<-y /d/');
  assert.equal(slice(text, copy.span), 'COPY <<x <<-y /d/\n1\nx\n\t2\n\ty');
  assert.deepEqual(
    copy.heredocs.map(({ body, terminator }) => [slice(text, body), slice(text, terminator)]),
    [
      ['1\n', 'x'],
      ['\t2\n', '\ty'],
    ],
  );
});

test('directives are told from comments', () => {
  const text =
    '# Syntax = docker/dockerfile:1 \n# check=skip=all;error=true\n#escape=`\n# escape=\\\n# plain\nFROM a\n';
  const { directives, comments, escape, problems } = parseDockerfile(text);
  assert.deepEqual(
    directives.map(({ name, value, valueSpan }) => [name, value, slice(text, valueSpan)]),
    [
      ['syntax', 'docker/dockerfile:1', 'docker/dockerfile:1'],
      ['check', 'skip=all;error=true', 'skip=all;error=true'],
      ['escape', '`', '`'],
      ['escape', '\\', '\\'],
    ],
  );
  assert.equal(escape, '`', 'the first of two counts');
  assert.deepEqual(
    problems.map(({ code, span }) => [code, slice(text, span)]),
    [['duplicate-directive', '# escape=\\']],
  );
  assert.deepEqual(
    comments.map((comment) => comment.text),
    ['plain'],
  );
});

test('what BuildKit refuses is told, and the rest is still read', () => {
  const codes = (text: string): string[] => parseDockerfile(text).problems.map(({ code }) => code);
  assert.deepEqual(codes('# escape=x\nFROM a\n'), ['invalid-escape']);
  assert.deepEqual(codes('RUN a \\\n\n b\n'), ['empty-continuation']);
  assert.deepEqual(codes('CMD ["a", 1]\n'), ['not-a-string-array']);
  assert.deepEqual(codes('ENV A=1 B\n'), ['missing-equals']);
  const half = parseDockerfile('FROM a AS b\nRUN <<EOF\necho\nFROM c\nUSER d\n');
  assert.deepEqual(
    half.problems.map(({ code }) => code),
    ['unterminated-heredoc'],
  );
  assert.equal(half.stages.length, 2, 'a heredoc that is being typed does not swallow the next stage');
});

// Defects of dockerfile-ast 0.7.1 that the specification lists, each with what BuildKit does.

test('a comment after an escaped line does not throw', () => {
  const { instructions } = parseDockerfile('RUN `\n# a\\b');
  assert.deepEqual(
    instructions.map(({ keyword, rest }) => [keyword, rest.text]),
    [['RUN', '`']],
  );
});

for (const [operator, terminator] of [
  ["<< 'EOF'", 'EOF'],
  ['3<<EOF', 'EOF'],
  ['<<"E O"', 'E O'],
]) {
  test(`${operator} opens a heredoc`, () => {
    const { instructions } = parseDockerfile(`RUN cat ${operator}\nFROM inside\n${terminator}\nUSER a\n`);
    assert.deepEqual(
      instructions.map(({ keyword }) => keyword),
      ['RUN', 'USER'],
    );
    assert.equal(instructions[0]!.heredocs[0]!.name, terminator);
  });
}

test('<< in quotes opens none', () => {
  const { instructions } = parseDockerfile('RUN echo "a <<EOF b"\nUSER a\n');
  assert.deepEqual(
    instructions.map(({ keyword }) => keyword),
    ['RUN', 'USER'],
  );
});

test('JSON strings keep their spaces and decode \\u', () => {
  const [cmd] = parseDockerfile('CMD ["a b", "\\u0041"]').instructions;
  assert.deepEqual(
    cmd!.args.map(({ text }) => text),
    ['a b', 'A'],
  );
});

for (const text of ['CMD ["a",]', 'CMD ["a"] && x']) {
  test(`${text} is shell form`, () => {
    const [cmd] = parseDockerfile(text).instructions;
    assert.deepEqual([cmd!.form, cmd!.args.map((word) => word.text)], ['plain', [text.slice(4)]]);
  });
}

test('HEALTHCHECK has a JSON form', () => {
  const [check] = parseDockerfile('HEALTHCHECK --timeout=3s CMD ["/app", "-health check"]').instructions;
  assert.deepEqual([check!.form, check!.args.map(({ text }) => text)], ['json', ['CMD', '/app', '-health check']]);
});

test('the operator of ${B#v} is no part of the name', () => {
  const { stages } = parseDockerfile('ARG B=v1.27\nFROM golang:${B#v}\n');
  assert.equal(stages[0]!.resolvedImage?.text, 'golang:1.27');
});

test("\\$A and '$A' are no variables", () => {
  const { stages } = parseDockerfile('FROM a\nENV A=1 B=\\$A C=\'$A\' D="$A"\nENV E=$A\n');
  const values = ['A', 'B', 'C', 'D', 'E'].map((name) => stages[0]!.env.get(name));
  // All of one ENV sees what was set before it, so D asks the base image for A.
  assert.deepEqual(
    values.map((value) => (typeof value === 'object' ? value.text : value)),
    ['1', '$A', '$A', 'unknown', '1'],
  );
});

test('names of ENV and ARG may hold quotes and variables, too', () => {
  const { stages } = parseDockerfile('FROM a\nARG N=X "Q"=1\nENV A_$N=2 \'B\'=3\n');
  const values = ['Q', 'A_X', 'B'].map((name) => stages[0]!.env.get(name));
  assert.deepEqual(
    values.map((value) => (typeof value === 'object' ? value.text : value)),
    ['1', '2', '3'],
  );
});

test('RUN $(( has no variable with an empty name', () => {
  const { instructions, stages } = parseDockerfile('FROM a\nRUN echo $((');
  assert.equal(instructions[1]!.rest.text, 'echo $((');
  assert.equal(stages[0]!.env.has(''), false);
});

test('words of RUN keep their quotes, and heredoc bodies are none of them', () => {
  const { stages } = parseDockerfile('FROM a\nRUN echo "a b" \'c d\'; cat <<EOF\nrm -rf /\nEOF\n');
  const words = stages[0]!.runs[0]!.commands().map((command) => command.words.map(({ value }) => value));
  assert.deepEqual(words, [['echo', 'a b', 'c d'], ['cat']]);
});

test('a quoted flag value may hold spaces', () => {
  const [copy] = parseDockerfile('COPY --from="a b" --chmod=755 c d').instructions;
  assert.deepEqual(
    copy!.flags.map(({ name, value }) => [name, value]),
    [
      ['from', 'a b'],
      ['chmod', '755'],
    ],
  );
  assert.deepEqual(
    copy!.args.map(({ text }) => text),
    ['c', 'd'],
  );
});

test('ranges agree with dockerfile-ast where that is right', () => {
  const text = `\
# syntax=docker/dockerfile:1
ARG GO=1.27
FROM --platform=$BUILDPLATFORM golang:\${GO}-alpine AS build
WORKDIR /src
COPY --link go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download \\
 && go build ./...

FROM gcr.io/distroless/static:nonroot
LABEL a="b" c=d
ENV PORT=8080
EXPOSE 8080/tcp
COPY --from=build /app /app
USER 65532
ENTRYPOINT ["/app"]
`;
  const offset = ({ line, character }: { line: number; character: number }): number =>
    text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
  const theirs = DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => {
      const { start, end } = instruction.getRange();
      const keyword = instruction.getInstructionRange();
      return [instruction.getKeyword(), offset(start), offset(end), offset(keyword.start), offset(keyword.end)];
    });
  const ours = parseDockerfile(text).instructions.map(({ keyword, span, keywordSpan }) => {
    return [keyword, span.start, span.end, keywordSpan.start, keywordSpan.end];
  });
  assert.deepEqual(ours, theirs);
});
