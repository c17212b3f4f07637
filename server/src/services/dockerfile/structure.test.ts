import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDockerfile } from '../../parse/dockerfile.ts';
import { cursorIn } from '../../testing/cursor.ts';
import { dockerfileFolds } from './folding.ts';
import { contextSources } from '../../parse/dockerfile/contextSources.ts';
import { dockerfileLinks } from './links.ts';
import { dockerfileOutline } from './outline.ts';
import { dockerfileSelections } from './selection.ts';

test('outline: stages by name or image, with their instructions; what stands above them', () => {
  const text = 'ARG V=1 W=2\nFROM x AS One\nRUN a \\\n  b\nENV A=1\nFROM y\nCOPY <<EOF /z\nq\nEOF\nFROM';
  const outline = dockerfileOutline(parseDockerfile(text));
  assert.deepEqual(
    outline.map(({ name, detail, children }) => [name, detail, children.map((child) => child.name)]),
    [
      ['ARG V W', '', []],
      ['One', 'x', ['RUN a b', 'ENV A']],
      ['y', '', ['COPY <<EOF /z']],
      ['FROM', '', []],
    ],
  );
  for (const { span, selection } of [...outline, ...outline.flatMap(({ children }) => children)])
    assert.ok(span.start <= selection.start && selection.end <= span.end && selection.start < selection.end);
});

test('folds: stages, long instructions, heredocs, comments, directives', () => {
  const text =
    '# syntax=docker/dockerfile:1\n# check=error=true\n# a\n# b\n\nARG V=1\nFROM x AS one\nRUN a \\\n  b\nFROM y\nCOPY <<EOF <<E2 /z\nq\nEOF\nw\nE2\n';
  const folds = dockerfileFolds(parseDockerfile(text)).map(
    ({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind}`,
  );
  assert.deepEqual(folds, [
    '6-8 region',
    '9-14 region',
    '7-8 region',
    '10-14 region',
    '12-14 region',
    '2-3 comment',
    '0-1 comment',
  ]);
});

test('links: images that are described somewhere, and the frontend', () => {
  const text =
    '# syntax=docker/dockerfile:1\nFROM golang:1.27 AS b\nFROM acme/x\nFROM registry.example/y\nFROM $Z\nFROM b\nFROM local-image\nFROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=alpine:3.24 / /\nCOPY --from=b / /\n';
  const links = dockerfileLinks(parseDockerfile(text));
  assert.deepEqual(
    links.map(({ span, target }) => [text.slice(span.start, span.end), target.replace(/^https:\/\//, '')]),
    [
      ['docker/dockerfile:1', 'docs.docker.com/build/buildkit/dockerfile-release-notes/'],
      ['golang:1.27', 'hub.docker.com/_/golang'],
      ['acme/x', 'hub.docker.com/r/acme/x'],
      ['gcr.io/distroless/static-debian13:nonroot', 'github.com/GoogleContainerTools/distroless'],
      ['alpine:3.24', 'hub.docker.com/_/alpine'],
    ],
  );
});

test('sources of COPY and ADD: what is written out and lies in the context', () => {
  const text =
    'FROM a\nENV D=cmd\nCOPY go.mod ./go.sum /src/\nCOPY $D/api ../x /y\nCOPY . .\nCOPY *.go /z\nADD https://x.example/y /y\nCOPY --from=b /api /api\nCOPY ["a b", "/c"]\nCOPY <<EOF e /f/\nx\nEOF\n';
  assert.deepEqual(
    contextSources(parseDockerfile(text)).map(({ span, path }) => [text.slice(span.start, span.end), path]),
    [
      ['go.mod', 'go.mod'],
      ['./go.sum', 'go.sum'],
      ['$D/api', 'cmd/api'],
      ['../x', 'x'],
      ['"a b"', 'a b'],
      ['e', 'e'],
    ],
  );
});

test('selection grows from the word to the file, each step around the one before', () => {
  const { text, offset } = cursorIn('FROM a\nRUN --mount=type=cache,tar|get=/x \\\n  go build\nFROM b\n');
  const steps = dockerfileSelections(parseDockerfile(text), offset).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(steps, [
    'target',
    'type=cache,target=/x',
    '--mount=type=cache,target=/x',
    'RUN --mount=type=cache,target=/x \\',
    'RUN --mount=type=cache,target=/x \\\n  go build',
    'FROM a\nRUN --mount=type=cache,target=/x \\\n  go build',
    text,
  ]);
});
