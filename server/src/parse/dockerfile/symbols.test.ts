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
      ? [...(symbol.declaration ? [symbol.declaration] : []), ...symbol.uses]
      : [...symbol.declarations.map(({ pair }) => pair.name.span), ...symbol.uses];
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
});

test('a global ARG reaches FROM and the stages that name it again', () => {
  const text = 'ARG V|=1\nFROM a:${V}\nARG V\nRUN echo $V "${V:-x}"\nFROM b\nRUN echo $V\nENV V=2\n';
  assert.deepEqual(places(text), ['1:V', '2:V', '3:V', '4:V', '4:V']);
});

test('a stage has its own variables, and a child sees them', () => {
  const text = 'FROM a AS one\nENV X|=1 Y=$X\nFROM one\nWORKDIR $X\nFROM b\nENV X=2\nWORKDIR $X\n';
  assert.deepEqual(places(text), ['2:X', '2:X', '4:X']);
});

test('nothing in comments, quotes and other words', () => {
  assert.deepEqual(places("FROM a\n# $|X\nENV A='$X'\n"), []);
  assert.deepEqual(places('FROM al|pine\n'), []);
});
