import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../core/text.ts';
import type { Locale } from '../../engine/catalogue.ts';
import { parseDockerfile } from '../../parse/dockerfile.ts';
import { cursorIn } from '../../testing/cursor.ts';
import { dockerfileDefinition, dockerfilePlaces } from './navigation.ts';
import type { Renaming } from '../answers.ts';
import { dockerfileRename, prepareRename } from './rename.ts';

function ask(marked: string, newName: string, locale: Locale = 'en') {
  const { text, offset } = cursorIn(marked);
  return { text, renaming: dockerfileRename({ dockerfile: parseDockerfile(text), offset, locale }, newName) };
}

function renamed(marked: string, newName: string): string {
  const { text, renaming } = ask(marked, newName);
  assert.ok('edits' in renaming, JSON.stringify(renaming));
  return applyEdits(text, renaming.edits);
}

function refusal(marked: string, newName = 'other', locale: Locale = 'en'): string {
  const { renaming } = ask(marked, newName, locale);
  return 'refusal' in renaming ? renaming.refusal : '';
}

function note(marked: string): Renaming['note'] | undefined {
  const { renaming } = ask(marked, 'other');
  return 'note' in renaming ? renaming.note : undefined;
}

test('a stage is renamed in FROM, COPY and mounts; numbers stay', () => {
  assert.equal(
    renamed(
      'FROM a AS o|ne\nFROM one\nCOPY --from=0 / /\nCOPY --from="ONE" / /\nRUN --mount=type=bind,from=one,target=/x true\n',
      'two',
    ),
    'FROM a AS two\nFROM two\nCOPY --from=0 / /\nCOPY --from="two" / /\nRUN --mount=type=bind,from=two,target=/x true\n',
  );
  assert.equal(
    renamed('FROM a AS one\nCOPY --from=one|x / /\nFROM b AS onex\n', 'y'),
    'FROM a AS one\nCOPY --from=y / /\nFROM b AS y\n',
  );
  assert.equal(
    renamed('FROM a AS one\nFROM b\nCOPY --from=|0 / /\n', 'two'),
    'FROM a AS two\nFROM b\nCOPY --from=0 / /\n',
  );
});

test('a stage keeps its name where the new one means something else', () => {
  assert.match(refusal('FROM a AS o|ne\n', '2x'), /begins with a letter/);
  assert.match(refusal('FROM a AS o|ne\nFROM b AS two\n', 'Two'), /a stage `Two` already/);
  assert.match(refusal('FROM a AS o|ne\n', 'scratch'), /BuildKit keeps/);
  assert.match(refusal('FROM a AS o|ne\nFROM alpine\n', 'alpine'), /Line 2 means an image/);
  assert.match(refusal('FROM a AS o|ne\nFROM b\nCOPY --from=tools / /\n', 'tools'), /Line 3 means an image/);
  assert.match(refusal('FROM a\nFROM b\nCOPY --from=|0 / /\n'), /has no name/);
  assert.match(refusal('ARG B=one\nFROM a AS o|ne\nFROM $B\n'), /Line 3 names the stage through a variable/);
});

test('a build argument is renamed in every stage, in scripts and in files that COPY writes', () => {
  assert.equal(
    renamed(
      'ARG V|=1\nFROM a:${V:-x}\nARG V\nRUN echo "$V" $((V + 1))\nCOPY <<EOF /x\n$V\nEOF\nFROM b\nARG V\nUSER $V\n',
      'W',
    ),
    'ARG W=1\nFROM a:${W:-x}\nARG W\nRUN echo "$W" $((W + 1))\nCOPY <<EOF /x\n$W\nEOF\nFROM b\nARG W\nUSER $W\n',
  );
});

test('ENV and ARG of one name are two', () => {
  assert.equal(renamed('FROM a\nARG V|\nENV V=$V\nRUN echo $V\n', 'W'), 'FROM a\nARG W\nENV V=$W\nRUN echo $V\n');
});

test('a variable keeps its name where somebody else reads or sets it', () => {
  assert.match(refusal('FROM a\nENV GOFLAGS|=-mod=vendor\n'), /Programs look for `GOFLAGS`/);
  assert.match(refusal('FROM a\nARG TARGET|ARCH\n'), /Programs look for/);
  assert.match(refusal('FROM a\nARG V|=1\nRUN V=2 && echo $V\n'), /The script in line 3 sets `V`/);
  assert.match(refusal('FROM a\nARG V|=1\nRUN for V in a b; do echo $V; done\n'), /line 3/);
  assert.match(refusal("FROM a\nARG V|=1\nRUN awk '{ print $V }' x\n"), /Line 3 hands `V` on/);
  assert.match(refusal('FROM a\nENV V|=1\nCMD ["app", "$V"]\n'), /Line 3 hands/);
  assert.match(refusal('FROM a\nENV V|=1\nCOPY <<"EOF" /x\n${V}\nEOF\n'), /Line 4 hands/);
  assert.match(refusal('FROM a\nENV V|=1\nSHELL ["powershell", "-Command"]\nRUN echo $V\n'), /Line 4 hands/);
  assert.match(refusal('FROM a\nENV V|=1\nONBUILD RUN echo $V\n'), /Line 3 hands/);
  assert.equal(
    refusal('FROM a\nARG V|=1\n# $V\nFROM b\nRUN V=1 && echo $V\n'),
    '',
    'comments, and a stage that does not see it',
  );
});

test('a variable keeps its name where the new one is taken', () => {
  assert.match(refusal('FROM a\nARG V|=1\n', '1a'), /letters, digits/);
  assert.match(refusal('FROM a\nARG V|=1\nENV W=2\n', 'W'), /Line 3 has a `W` already/);
  assert.match(refusal('FROM a\nARG V|=1\nRUN echo $W\n', 'W'), /Line 3 has a `W` already/);
  assert.match(refusal('FROM a\nARG V|=1\n', 'TARGETOS'), /Programs look for `TARGETOS`/);
  assert.match(refusal('FROM golang:1.27\nARG V|=1\n', 'GOPATH'), /`GOPATH`/);
});

test('what is no name cannot be renamed, in the reader’s language', () => {
  for (const marked of ['FR|OM a\n', 'FROM al|pine\n', 'FROM a\nWORKDIR $|V\n', 'FROM a\n# $|V\n'])
    assert.match(refusal(marked), /^Only stages and variables/, marked);
  assert.match(refusal('FR|OM a\n', 'x', 'zh-cn'), /^只能重命名/);
  const { text, offset } = cursorIn('FROM a AS bu|ild\n');
  const prepared = prepareRename({ dockerfile: parseDockerfile(text), offset, locale: 'en' });
  assert.deepEqual(prepared, { span: { start: 10, end: 15 } });
});

test('who knows the old name outside of the file is told; an ARG without default certainly is known', () => {
  assert.equal(note('FROM a\nARG V|=1\n')?.isCertain, false);
  assert.deepEqual(note('FROM a\nARG V|\nUSER $V\n'), {
    label: 'Whoever passes the build argument',
    description: '`--build-arg V=…` in scripts, compose and CI files has to say `other` from now on.',
    isCertain: true,
  });
  assert.match(note('FROM a\nENV V|=1\n')?.description ?? '', /find `other` in place of `V`/);
  assert.match(note('FROM a AS o|ne\n')?.description ?? '', /--target one/);
});

test('definition: the declaration that counts, and the global one that gives an ARG its value', () => {
  const definition = (marked: string) => {
    const { text, offset } = cursorIn(marked);
    return dockerfileDefinition(parseDockerfile(text), offset).map(
      ({ start }) => text.slice(0, start).split('\n').length,
    );
  };
  assert.deepEqual(definition('ARG V=1\nFROM a\nARG V\nRUN echo $|V\n'), [3, 1]);
  assert.deepEqual(definition('ARG V=1\nFROM a\nARG |V\n'), [1]);
  assert.deepEqual(definition('FROM a\nENV A=1\nENV A=2\nRUN echo $|A\n'), [3]);
  assert.deepEqual(definition('FROM a AS x\nFROM b\nCOPY --from=|0 / /\n'), [1]);
  assert.deepEqual(definition('FROM a\nFROM b\nCOPY --from=|0 / /\n'), [1]);
  assert.deepEqual(definition('FROM a\nRUN echo $|A\n'), []);
});

test('places: written where they are declared, read elsewhere', () => {
  const { text, offset } = cursorIn('FROM a\nENV A|=1\nENV A=2\nRUN echo $A\n');
  const kinds = dockerfilePlaces(parseDockerfile(text), offset).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['write', 'write', 'read']);
});
