import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDockerfile } from '../dockerfile.ts';
import { symbolAt } from './symbols.ts';

/** `|` marks the cursor; the answer names each place by line and text. */
function places(marked: string): string[] {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const symbol = symbolAt(parseDockerfile(text), offset);
  if (!symbol) return [];
  const spans =
    symbol.kind === 'stage'
      ? [...(symbol.declaration ? [symbol.declaration] : []), ...symbol.uses.map(({ span }) => span)]
      : [...symbol.declarations.map(({ pair }) => pair.name.span), ...symbol.uses.map(({ span }) => span)];
  return spans
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end }) => `${text.slice(0, start).split('\n').length}:${text.slice(start, end)}`);
}

test('a stage by its name, by its number, in FROM, COPY and mounts', () => {
  const file = (from: string) =>
    `FROM a AS ${from}\nFROM build AS two\nCOPY --from=0 / /\nRUN --mount=from=BUILD,target=/x true\nFROM b\nCOPY --from=build / /\n`;
  const expected = ['1:build', '2:build', '3:0', '4:BUILD', '6:build'];
  assert.deepEqual(places(file('bu|ild')), expected);
  assert.deepEqual(places(file('build').replace('--from=0', '--from=|0')), expected);
  assert.deepEqual(places(file('build').replace('FROM build', 'FROM b|uild')), expected);
});

test('of two stages with one name, each place belongs to the one that counts there', () => {
  const text = 'FROM a AS x\nFROM x|\nFROM b AS x\nFROM x\n';
  assert.deepEqual(places(text), ['1:x', '2:x']);
});

test('a global ARG reaches FROM and the stages that name it again', () => {
  const text = 'ARG V|=1\nFROM a:${V}\nARG V\nRUN echo $V "${V:-x}"\nFROM b\nRUN echo $V\n';
  assert.deepEqual(places(text), ['1:V', '2:V', '3:V', '4:V', '4:V']);
});

test('every ARG of a name is one build argument; ENV of that name is something else', () => {
  const text = 'FROM a\nARG V|=1\nRUN echo $V\nFROM b\nARG V=2\nRUN echo $V\nENV V=$V\nRUN echo $V\n';
  assert.deepEqual(places(text), ['2:V', '3:V', '5:V', '6:V', '7:V']);
  assert.deepEqual(places(text.replace('V|', 'V').replace('ENV V', 'ENV V|')), ['7:V', '8:V']);
});

test('a stage has its own ENV, and a child sees it and may set it anew', () => {
  const text = 'FROM a AS one\nENV X|=1 Y=$X\nFROM one\nWORKDIR $X\nENV X=3\nWORKDIR $X\nFROM b\nENV X=2\nWORKDIR $X\n';
  assert.deepEqual(places(text), ['2:X', '4:X', '5:X', '6:X']);
});

test('the container sees ENV as it is at the end, and no ARG', () => {
  assert.deepEqual(places('FROM a\nARG V|=1\nCMD echo $V\n'), ['2:V']);
  assert.deepEqual(places('FROM a\nENV V|=1\nCMD echo $V\nENTRYPOINT ["sh", "-c", "exec $V"]\n'), [
    '2:V',
    '3:V',
    '4:V',
  ]);
});

test('heredocs: what a shell reads, and what COPY writes with values put in', () => {
  const text = 'FROM a\nENV V|=1\nRUN <<EOF\necho $V\nEOF\nCOPY <<EOF /x\n"$V" \\$V\nEOF\nCOPY <<"EOF" /y\n$V\nEOF\n';
  assert.deepEqual(places(text), ['2:V', '4:V', '7:V']);
});

test('nothing in comments, quotes, other words and programs without a shell', () => {
  assert.deepEqual(places("FROM a\n# $|X\nENV A='$X'\n"), []);
  assert.deepEqual(places('FROM al|pine\n'), []);
  assert.deepEqual(places(`FROM a\nENV X|=1\nRUN awk '{ print $X }'\nRUN ["echo", "$X"]\nCMD ["$X"]\n`), ['2:X']);
});
