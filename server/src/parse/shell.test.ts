import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseShell } from './shell.ts';

const values = (text: string): (string | undefined)[][] =>
  parseShell(text).commands.map(({ words }) => words.map(({ value }) => value));

test('simple commands are found wherever they hide', () => {
  assert.deepEqual(values('a && b | c; (d); if e; then f; fi; g $(h)'), [
    ['a'],
    ['b'],
    ['c'],
    ['d'],
    ['e'],
    ['f'],
    ['g', undefined],
    ['h'],
  ]);
});

test('words are known only where the shell leaves them alone', () => {
  assert.deepEqual(values(`a 'b c' "d" e\\ f $g "$h" *.i ~/j -k="l m"`), [
    ['a', 'b c', 'd', 'e f', undefined, undefined, undefined, undefined, '-k=l m'],
  ]);
});

test('places are exact', () => {
  const text = '  A=1 go  build "-o" /x # why';
  const [command] = parseShell(text).commands;
  assert.deepEqual(
    command!.words.map(({ span }) => text.slice(span.start, span.end)),
    ['go', 'build', '"-o"', '/x'],
  );
  assert.deepEqual(
    command!.assignments.map(({ name, value, span }) => [name, value, text.slice(span.start, span.end)]),
    [['A', '1', 'A=1']],
  );
  assert.equal(text.slice(command!.span.start, command!.span.end), 'A=1 go  build "-o" /x');
});

for (const [text, last] of [
  ['a', 'a'],
  ['a && b', 'b'],
  ['a; b', 'b'],
  ['a || b', undefined],
  ['a | b', undefined],
  ['a &', undefined],
  ['{ a; }', undefined],
  ['while true; do a; done', undefined],
  ['A=1', undefined],
  ['', undefined],
] as const) {
  test(`what \`${text}\` ends in`, () => assert.equal(parseShell(text).last?.words[0]?.value, last));
}

test('simple is what is one command without redirection', () => {
  const simple = (text: string): boolean => parseShell(text).isSimple;
  assert.deepEqual(['a b', 'A=1 b', 'a > b', 'a; b', 'a &'].map(simple), [true, true, false, false, false]);
});

test('a syntax error is told', () => {
  assert.equal(parseShell("echo 'open").isComplete, false);
  assert.equal(parseShell('if a').isComplete, false);
  assert.equal(parseShell('a b').isComplete, true);
});

test('substitutions too deep for the stack throw nothing', () => {
  assert.equal(parseShell('$('.repeat(900)).isComplete, false);
});
