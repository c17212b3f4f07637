import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ignoringLine, parseDockerignore } from './dockerignore.ts';

/**
 * What moby/patternmatcher answers (run with it: several hundred thousand generated pairs agree). Each row: the file,
 * what it keeps out, what it lets in.
 */
const TABLE: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['a', ['a', 'a/b', 'a/b/c'], ['b', 'b/a', 'ab', 'A']],
  ['/a/', ['a', 'a/b'], ['b/a']],
  ['./a//b/../c', ['a/c', 'a/c/d'], ['a', 'a/b']],
  ['../a', [], ['a', 'b']],
  ['.', [], ['a', '.git']],
  ['/', [], ['a']],
  ['*', ['a', 'a/b', '.git'], []],
  ['*.go', ['a.go', '.go', 'a.go/b'], ['b/a.go', 'a.got']],
  ['*/*.go', ['b/a.go'], ['a.go', 'c/b/a.go']],
  ['a?', ['ab', 'a?', 'aé'], ['a', 'abc', 'a/']],
  ['**/a', ['a', 'b/a', 'c/b/a', 'b/a/c'], ['ba', 'b/ab']],
  ['**/*.go', ['a.go', 'c/b/a.go'], ['a.gox']],
  ['**a', ['a', 'ba', 'c/ba'], ['ab']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'ab']],
  ['a**', ['a', 'ab', 'ab/c'], ['ba']],
  ['a/**/b', ['a/b', 'a/c/b', 'a/d/c/b'], ['ab', 'a/cb', 'a']],
  ['a/**/*.go', ['a/x.go', 'a/b/x.go'], ['x.go']],
  ['**', ['a', 'a/b'], []],
  ['[ab]', ['a', 'b'], ['c', 'ab', '[ab]']],
  ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
  ['[^a]', ['b'], ['a']],
  ['x[^a]y', ['xby', 'x/y'], ['xay']],
  ['[!a]', ['!', 'a'], ['b']],
  ['[[:alpha:]]1', ['a1'], ['11', ':1']],
  ['\\*', ['*'], ['a']],
  ['a\\[b', ['a[b'], ['ab']],
  ['\\d*', ['1', '1a'], ['d']],
  ['a.b', ['a.b'], ['axb']],
  ['a+(b)$', ['a+(b)$'], ['aab']],
  ['*.{js,ts}', ['a.{js,ts}'], ['a.js']],
  ['a*|b*', ['ax', 'xb', 'a/x'], ['c']],
  ['[a]{2}', ['aa'], ['a', 'a{2}']],
  ['x^*', [], ['x^y', 'xy']],
  ['^x*', ['xy'], ['^xy']],
  // Comments, white space, marks.
  ['# a\na#b\n #c', ['a#b', '#c'], ['a', 'c', '# a']],
  ['  a  \r\n\tb\r\n', ['a', 'b'], ['c']],
  ['\uFEFFa\nb', ['a', 'b'], ['c']],
  ['\uFEFF# a', [], ['a']],
  ['a b', ['a b'], ['a', 'b']],
  // The last line that says something counts, for a folder and all that is in it.
  ['a\n!a/b', ['a', 'a/c'], ['a/b', 'a/b/c']],
  ['!a/b\na', ['a/b'], []],
  ['a\n!a/b\na/b/c', ['a', 'a/b/c', 'a/b/c/d'], ['a/b', 'a/b/d']],
  ['*\n!a\n! /b/ ', ['c', 'c/a'], ['a', 'a/x', 'b', 'b/x']],
  ['*\n!**/*.go', ['a', 'a/b'], ['a.go', 'a/b.go']],
  ['*.md\n!README.md\nREADME.md', ['a.md', 'README.md'], ['README']],
  ['*.md\n!README*.md\nREADME-secret.md', ['a.md', 'README-secret.md'], ['README.md', 'README-x.md']],
  // A folder that no line has kept out yet is not brought back by its name: `d/x` stays out.
  ['d/x\n!d', ['d/x', 'd/x/y'], ['d', 'd/y']],
];

for (const [text, out, inside] of TABLE) {
  test(`${JSON.stringify(text)} keeps out what Docker keeps out`, () => {
    const ignore = parseDockerignore(text);
    assert.deepEqual(ignore.problems, []);
    assert.deepEqual(
      [...out, ...inside].filter((path) => ignoringLine(ignore, path)),
      out,
    );
  });
}

test('what Docker refuses is told, with its place', () => {
  const text = 'ok\n!\n  [a-  \n! /\n[b-a]*\na*{2}\nx\\';
  const { lines, problems } = parseDockerignore(text);
  assert.deepEqual(
    lines.map((line) => line.text),
    ['ok'],
  );
  assert.deepEqual(
    problems.map(({ text: pattern, span }) => [pattern, text.slice(span.start, span.end) === pattern]),
    ['!', '[a-', '! /', '[b-a]*', 'a*{2}', 'x\\'].map((pattern) => [pattern, true]),
  );
});

test('the line that is to blame', () => {
  const text = '# all\n*\n!a\n a/b\r\n';
  const ignore = parseDockerignore(text);
  const blamed = (path: string): string | undefined => {
    const span = ignoringLine(ignore, path)?.span;
    return span && text.slice(span.start, span.end);
  };
  assert.deepEqual(['x', 'a', 'a/b', './a/b/c', '/x'].map(blamed), ['*', undefined, 'a/b', 'a/b', '*']);
});

test('no pattern takes long', () => {
  const started = performance.now();
  const hostile = ['*a'.repeat(200), '**/a'.repeat(200), '[a-z]*'.repeat(200), 'a{1000}*b', '?'.repeat(2000)];
  for (const pattern of hostile) ignoringLine(parseDockerignore(`${pattern}!`), 'a'.repeat(300));
  assert.ok(performance.now() - started < 2000);
});
