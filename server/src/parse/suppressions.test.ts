import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileSuppressions, isSuppressed, yamlSuppressions } from './suppressions.ts';

const hides = (text: string, name: string, marker: string): boolean =>
  isSuppressed(yamlSuppressions(text), [name], text.indexOf(marker));

test('a comment line silences the next line that has content', () => {
  const text = '# gantry: ignore a/x — because\n\n# more\nfirst: 1\nsecond: 2\n';
  assert.equal(hides(text, 'a/x', 'first'), true);
  assert.equal(hides(text, 'a/x', 'second'), false);
  assert.equal(hides(text, 'a/y', 'first'), false);
});

test('a comment behind content silences that line', () => {
  const text = 'first: 1 # gantry: ignore x, y -- because z\nsecond: 2\n';
  assert.deepEqual(
    [hides(text, 'x', 'first'), hides(text, 'y', 'first'), hides(text, 'z', 'first'), hides(text, 'x', 'second')],
    [true, true, false, false],
  );
});

test('ignore-file reaches everywhere, and is found by itself', () => {
  const text = 'a: 1\n# gantry: ignore-file x\nb: 2\n';
  assert.equal(hides(text, 'x', 'a'), true);
  assert.deepEqual(
    fileSuppressions(text).map(({ names }) => names),
    [['x']],
  );
  assert.deepEqual(fileSuppressions('# gantry: ignore x\na: 1\n'), []);
});

test('a comment without a rule silences nothing', () => {
  assert.deepEqual(yamlSuppressions('# gantry: ignore\na: 1\n'), []);
  assert.deepEqual(yamlSuppressions('# gantry: ignore — all of it\na: 1\n'), []);
});

test('at a related place only a name silences', () => {
  const here = [{ names: ['all'], span: { start: 10, end: 20 } }];
  assert.equal(isSuppressed(here, ['x'], 15), true);
  assert.equal(isSuppressed(here, ['x'], 0, [15]), false);
  assert.equal(isSuppressed([{ ...here[0]!, names: ['x'] }], ['x'], 0, [15]), true);
});
