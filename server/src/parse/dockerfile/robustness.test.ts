import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, nat, oneof, property, record, string, tuple } from 'fast-check';
import { type Dockerfile, parseDockerfile } from '../dockerfile.ts';
import type { Span } from '../../core/text.ts';
import type { Instruction } from './model.ts';
import { commandsOf, type RunWord } from './scripts.ts';

const SAMPLE = `\
# syntax=docker/dockerfile:1
ARG GO=1.27
FROM --platform=$BUILDPLATFORM golang:\${GO:-1.26}-alpine AS build
ENV CGO_ENABLED=0 LDFLAGS="-s \\
  -w"
# comment
RUN --mount=type=cache,target=/go/pkg/mod \\
    cd /src && go build -ldflags="$LDFLAGS" -o '/out/a b' ./cmd/api || { echo "no"; exit 1; }
COPY <<-EOF /etc/app.conf
	a=1
	EOF
RUN <<'E O' cat
$(
E O
FROM gcr.io/distroless/static:nonroot
HEALTHCHECK --interval=5s CMD ["/api", "-h"]
ONBUILD RUN ["sh", "-c", "exec x"]
COPY --from=build --chown=1:1 /out/ ./
ENTRYPOINT ["/api", "\\u0041"]
`;

const PIECES = [
  'FROM ',
  'RUN ',
  'COPY ',
  'ENV ',
  'ARG ',
  'CMD ',
  'ONBUILD ',
  'HEALTHCHECK ',
  '\\\n',
  '\n',
  '\r\n',
  '`',
  '\\',
  '"',
  "'",
  '<<EOF',
  '<<',
  'EOF\n',
  '${',
  '}',
  '$A',
  ':-',
  '##',
  '[',
  ']',
  '--',
  '--from=',
  '=',
  '#',
  '# escape=`\n',
  '&&',
  '|',
  '(',
  '$(',
  '\u0000',
  '\ufeff',
  '\ud800',
  '😀',
  '\t',
];

const written = array(oneof(constantFrom(...PIECES), string()), { maxLength: 60 }).map((parts) => parts.join(''));
const mutated = array(
  record({ at: nat(SAMPLE.length), remove: nat(12), insert: oneof(constantFrom(...PIECES), string()) }),
  {
    maxLength: 6,
  },
).map((changes) =>
  changes.reduce((text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove), SAMPLE),
);

test('any text gives a model whose places lie in it and in order', () => {
  check(
    property(oneof(written, mutated), (text) => examine(text, parseDockerfile(text))),
    { numRuns: 1500 },
  );
});

test('every prefix of a file can be typed', () => {
  for (let end = 0; end <= SAMPLE.length; end++) examine(SAMPLE.slice(0, end), parseDockerfile(SAMPLE.slice(0, end)));
});

test('an edit below an instruction does not move it', () => {
  check(
    property(tuple(nat(SAMPLE.length), string()), ([at, insert]) => {
      const before = parseDockerfile(SAMPLE).instructions.filter(
        ({ span }) => span.end < SAMPLE.lastIndexOf('\n', at - 1),
      );
      const after = parseDockerfile(SAMPLE.slice(0, at) + insert + SAMPLE.slice(at)).instructions;
      assert.deepEqual(after.slice(0, before.length), before);
    }),
    { numRuns: 300 },
  );
});

function examine(text: string, { instructions, comments, stages, problems }: Dockerfile): void {
  for (const [index, instruction] of instructions.entries()) {
    assert.ok(instruction.span.start >= (instructions[index - 1]?.span.end ?? 0), 'in order');
    assert.ok(instruction.span.end <= text.length);
    examineInstruction(text, instruction);
  }
  for (const { span } of comments) assert.equal(text[span.start], '#');
  for (const { span } of problems) assert.ok(span.start >= 0 && span.end <= text.length);
  assert.equal(stages.length, instructions.filter(({ keyword }) => keyword === 'FROM').length);
}

function examineInstruction(text: string, instruction: Instruction): void {
  const { span, head, keyword, keywordSpan, rest, args, flags, heredocs } = instruction;
  const written = text.slice(keywordSpan.start, keywordSpan.end);
  if (!written.includes('\n')) assert.equal(written.toUpperCase(), keyword);
  const commands = commandsOf(text, instruction, ['/bin/sh', '-c']);
  for (const part of [rest, ...args, ...flags]) assertWithin(part.span, head);
  if (instruction.form === 'plain') for (const { words } of commands) assertWritten(text, rest.span, words);
  for (const part of [...heredocs.map(({ body }) => body), ...commands.map((command) => command.span), head]) {
    assertWithin(part, span);
  }
}

/**
 * Where no line break runs through a word, its place holds just what it says. What stands nowhere, as the end of a
 * heredoc that the script is given back, has the whole or an empty place.
 */
function assertWritten(text: string, whole: Span, words: readonly RunWord[]): void {
  for (const { text: word, span } of words) {
    const written = text.slice(span.start, span.end);
    const isPlaced = span.start < span.end && (span.start !== whole.start || span.end !== whole.end);
    if (isPlaced && !`${written}${word}`.includes('\n')) assert.equal(written, word);
  }
}

function assertWithin(inner: Span, outer: Span): void {
  assert.ok(inner.start >= outer.start && inner.start <= inner.end && inner.end <= outer.end);
}

/** Hostile or huge, each of which a naive reader would spend minutes or its whole stack on. */
for (const [name, text] of [
  ['a long run of spaces', `FROM a\nRUN x${' '.repeat(200_000)}y\n# a=x${' '.repeat(200_000)}y\n`],
  ['a directive of spaces', `# escape=${' '.repeat(200_000)}x\n`],
  ['values that double', `FROM a\nENV A=xxxxxxxx\n${'ENV A=$A$A\n'.repeat(500)}`],
  ['deep defaults', `ARG A=${'${A:-'.repeat(20_000)}\nFROM $A\n`],
  ['a pattern of stars', `ARG A=${'a'.repeat(400)}\nFROM \${A#${'*a'.repeat(50)}b}\n`],
  ['deep shell', `FROM a\nRUN ${'$('.repeat(20_000)}\nRUN ${'{ '.repeat(20_000)}\nRUN ${'('.repeat(20_000)}\n`],
  [
    'many stages',
    Array.from({ length: 5000 }, (_, at) => `FROM ${at ? `s${at - 1}` : 'a'} AS s${at}\nENV V${at}=1\n`).join(''),
  ],
  ['many copies', `FROM golang AS a\nRUN go build -o /x .\n${'FROM a AS a\nCOPY --from=0 /x /\n'.repeat(500)}`],
  ['one instruction of many lines', `RUN a \\\n${' && b \\\n'.repeat(20_000)}`],
  ['many heredocs that never end', 'RUN <<EOF\n'.repeat(2000)],
  ['nested JSON', `CMD ${'['.repeat(200_000)}\n`],
  ['binary', String.fromCharCode(...Array.from({ length: 60_000 }, (_, at) => (at * 7919) % 256))],
  ['lone surrogates', 'FROM \ud800:\udc00\nRUN echo \ud83d "\udca9"\n'],
] as const) {
  test(`in time: ${name}`, () => {
    const started = performance.now();
    const dockerfile = parseDockerfile(text);
    for (const { runs } of dockerfile.stages) for (const run of runs) run.commands();
    assert.ok(performance.now() - started < 3000, `${Math.round(performance.now() - started)} ms`);
  });
}
