import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, integer, property } from 'fast-check';
import { parseDockerfile } from '../parse/dockerfile.ts';
import { applyEdits } from '../core/text.ts';
import { dockerfileCompletion } from './dockerfileCompletion.ts';
import { dockerfileFormat } from './dockerfileFormat.ts';
import { dockerfileHover } from './dockerfileHover.ts';
import { dockerfileFolds, dockerfileLinks, dockerfileOutline } from './dockerfileOutline.ts';
import { dockerfileReferences, dockerfileRename, prepareRename } from './dockerfileRename.ts';

/** `|` marks the cursor. */
function cursor(marked: string) {
  const offset = marked.indexOf('|');
  return { dockerfile: parseDockerfile(marked.replace('|', '')), offset };
}

function labels(marked: string, goLine?: string): string[] {
  const entries = dockerfileCompletion({ ...cursor(marked), locale: 'en', goLine });
  return entries.map(({ label }) => label);
}

/** The text after the entry of that label is taken. */
function taken(marked: string, label: string): string {
  const { dockerfile, offset } = cursor(marked);
  const entry = dockerfileCompletion({ dockerfile, offset, locale: 'en', goLine: undefined }).find(
    (each) => each.label === label,
  );
  assert.ok(entry, `${label} is offered`);
  return applyEdits(dockerfile.text, [entry]);
}

function hover(marked: string): string | undefined {
  const { dockerfile, offset } = cursor(marked);
  return dockerfileHover(dockerfile, offset, 'en')?.markdown;
}

test('completion: instructions, in the case of the file, and only ARG and FROM above the first stage', () => {
  assert.deepEqual(labels('|'), ['ARG', 'FROM']);
  assert.ok(labels('FROM a\nR|\n').includes('RUN'));
  assert.ok(!labels('FROM a\nR|\n').includes('MAINTAINER'));
  assert.equal(taken('from a\nru|\n', 'run'), 'from a\nrun \n');
  assert.ok(!labels('FROM a\nONBUILD |').includes('FROM'));
  assert.deepEqual(labels('FROM a\nRUN x \\\n  f|'), [], 'a continued line is no instruction');
});

test('completion: flags, mounts and their values', () => {
  assert.deepEqual(labels('FROM a\nCOPY --from=x --|\n'), ['--chown', '--chmod', '--link', '--parents', '--exclude']);
  assert.equal(taken('FROM a\nRUN --mo|', '--mount'), 'FROM a\nRUN --mount=');
  assert.deepEqual(labels('FROM a\nRUN --mount=type=|'), ['bind', 'cache', 'tmpfs', 'secret', 'ssh']);
  assert.ok(labels('FROM a\nRUN --mount=type=cache,|').includes('sharing'));
  assert.ok(!labels('FROM a\nRUN --mount=type=bind,|').includes('sharing'));
  assert.deepEqual(labels('FROM a\nRUN --mount=type=cache,sharing=|'), ['shared', 'private', 'locked']);
  assert.deepEqual(labels('FROM a\nRUN --network=|'), ['default', 'none', 'host']);
  assert.deepEqual(labels('FROM a\nRUN go build --|'), [], 'flags of programs are not ours');
});

test('completion: stages, images and versions of Go', () => {
  assert.deepEqual(labels('FROM a AS one\nFROM b AS two\nFROM c\nCOPY --from=|'), ['two', 'one']);
  assert.equal(labels('FROM a AS one\nFROM |')[0], 'one');
  assert.equal(labels('FROM |', '1.26.1')[0], 'golang:1.26-trixie');
  assert.equal(labels('FROM |')[0], 'golang:1.27-trixie');
  assert.deepEqual(labels('FROM a |'), ['AS']);
});

test('completion: variables, of the stage or of FROM', () => {
  assert.ok(labels('ARG V=1\nFROM a:$|').includes('V'));
  assert.ok(labels('ARG V=1\nFROM a:${|').includes('TARGETARCH'));
  const own = labels('ARG V=1\nFROM golang:1.27 AS x\nENV A=1\nCOPY $|');
  assert.deepEqual([own.includes('A'), own.includes('V'), own.includes('GOPATH')], [true, false, true]);
});

test('completion: directives and checks at the top, nothing in other comments and heredocs', () => {
  assert.ok(labels('# s|').includes('syntax=docker/dockerfile:1'));
  assert.ok(labels('# check=skip=Stage|').includes('StageNameCasing'));
  assert.deepEqual(labels('FROM a\n# s|'), []);
  assert.deepEqual(labels('FROM a\nRUN <<EOF\nC|\nEOF\n'), []);
});

test('hover: instructions, flags, variables, stages, images', () => {
  assert.match(hover('FROM a\nWORK|DIR /x\n') ?? '', /\*\*WORKDIR\*\*.*#workdir/);
  assert.match(hover('FROM a\nCOPY --ch|own=1 a b\n') ?? '', /--chown.*#copy---chown/);
  assert.match(hover('ARG V=1.2\nFROM a:$|V\n') ?? '', /\*\*V\*\* — default from line 1/);
  assert.match(hover('FROM a\nARG V=1.2\nRUN echo $|V\n') ?? '', /set in line 2[^]*`1\.2`/);
  assert.match(hover('FROM a\nARG V\nLABEL x=$|V\n') ?? '', /--build-arg V=/);
  assert.match(hover('FROM a\nARG TARGET|ARCH\n') ?? '', /Set by BuildKit/);
  assert.match(hover('FROM golang:1.25-book|worm\n') ?? '', /Go: 1\.25, unsupported since 2026-08-19[^]*Debian 12/);
  assert.match(hover('FROM scra|tch\n') ?? '', /no shell/);
  assert.match(hover('FROM alpine:3.24 AS x\nFROM b\nCOPY --from=|x / /\n') ?? '', /Stage 0.*`x`[^]*musl/);
  assert.equal(hover('FROM a\n# WORK|DIR\n'), undefined);
});

test('outline and folds', () => {
  const dockerfile = parseDockerfile(
    '# a\n# b\nARG V=1\nFROM x AS one\nRUN a \\\n  b\nFROM y\nCOPY <<EOF /z\nq\nEOF\n',
  );
  assert.deepEqual(
    dockerfileOutline(dockerfile).map(({ name, children }) => [name, children.map((child) => child.name)]),
    [
      ['ARG', []],
      ['one', ['RUN']],
      ['y', ['COPY']],
    ],
  );
  assert.deepEqual(
    dockerfileFolds(dockerfile).map(({ startLine, endLine }) => `${startLine}-${endLine}`),
    ['3-5', '6-9', '4-5', '7-9', '0-1'],
  );
});

test('links lead to images that are described somewhere', () => {
  const links = dockerfileLinks(
    parseDockerfile('# syntax=docker/dockerfile:1\nFROM golang:1.27\nFROM acme/x\nFROM registry.example/y\nFROM $Z\n'),
  );
  assert.deepEqual(
    links.map(({ target }) => target),
    [
      'https://docs.docker.com/build/buildkit/dockerfile-release-notes/',
      'https://hub.docker.com/_/golang',
      'https://hub.docker.com/r/acme/x',
    ],
  );
});

test('rename changes every place, keeps numbers, and refuses what is no name', () => {
  const { dockerfile, offset } = cursor('FROM a AS o|ne\nFROM one\nCOPY --from=0 / /\nCOPY --from=ONE / /\n');
  const edits = dockerfileRename(dockerfile, offset, 'two', 'en');
  assert.ok(Array.isArray(edits));
  assert.equal(applyEdits(dockerfile.text, edits), 'FROM a AS two\nFROM two\nCOPY --from=0 / /\nCOPY --from=two / /\n');
  assert.match(JSON.stringify(dockerfileRename(dockerfile, offset, '2x', 'en')), /begins with a letter/);
  assert.match(JSON.stringify(dockerfileRename(dockerfile, 0, 'x', 'zh-cn')), /没有可重命名/);
  assert.equal(typeof prepareRename(dockerfile, 0, 'en'), 'string');
});

test('formatting: trailing space, indentation of continued lines, and nothing else', () => {
  const format = (text: string) => applyEdits(text, dockerfileFormat(parseDockerfile(text), { indent: '    ' }));
  assert.equal(
    format('FROM a  \nRUN one \\  \n&& two \\\n\t&& three\t\n\n\n\n# note \nCMD ["x"]\n'),
    'FROM a\nRUN one \\\n    && two \\\n    && three\n\n# note\nCMD ["x"]\n',
  );
  for (const kept of [
    'FROM a\nRUN <<EOF\nx  \n\n\ny\nEOF\n',
    "FROM a\nRUN echo 'a \\\nb'\n",
    'FROM a\nRUN a \\\n    b \\\n        c\n',
    'FROM a\nENV A="x \\\ny"\n',
  ])
    assert.equal(format(kept), kept);
});

test('formatting keeps the meaning, and formats once and for all', () => {
  const parts = [
    'FROM a',
    'RUN ',
    'x',
    ' ',
    '  ',
    '\\\n',
    '\n',
    '\t',
    "'",
    '"',
    '# c',
    '<<EOF',
    'EOF',
    '&& ',
    '\\ \n',
    'ENV A=',
    '`',
  ];
  check(
    property(array(constantFrom(...parts), { maxLength: 25 }), (pieces) => {
      const text = `FROM a\n${pieces.join('')}`;
      const once = applyEdits(text, dockerfileFormat(parseDockerfile(text), { indent: '  ' }));
      const meaning = (file: string) =>
        parseDockerfile(file).instructions.map(({ keyword, flags, args, heredocs }) => [
          keyword,
          flags.length,
          args.map((word) => word.text.replace(/\s+/g, ' ')),
          heredocs.map(({ name }) => name),
        ]);
      assert.deepEqual(meaning(once), meaning(text));
      assert.equal(applyEdits(once, dockerfileFormat(parseDockerfile(once), { indent: '  ' })), once);
    }),
    { numRuns: 3000 },
  );
});

test('no offset of a broken file throws', () => {
  const text =
    'ARG V\nFROM --platform=$ golang:${V AS x\nRUN --mount=type=,from= <<EOF\n$A\n# y\nCOPY --from=x ["a\n#\nENV A';
  check(
    property(integer({ min: 0, max: text.length }), integer({ min: 0, max: text.length }), (cut, at) => {
      const dockerfile = parseDockerfile(text.slice(0, cut));
      const offset = Math.min(at, cut);
      dockerfileCompletion({ dockerfile, offset, locale: 'en', goLine: undefined });
      dockerfileHover(dockerfile, offset, 'zh-cn');
      dockerfileReferences(dockerfile, offset);
      dockerfileFolds(dockerfile);
      dockerfileOutline(dockerfile);
    }),
    { numRuns: 2000 },
  );
});
