import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSnippet } from './snippets.syntax.ts';

const expansions: readonly [title: string, body: string, text: string][] = [
  ['plain text', 'a { b } | c', 'a { b } | c'],
  ['tab stops stand for nothing', 'a$1b${2}c$0', 'abc'],
  ['placeholders stand for their default', 'port: ${1:8080}', 'port: 8080'],
  ['a mention without a default repeats the one with it', '${1:api} $1 ${1}', 'api api api'],
  ['even if the default comes later', '$1 ${1:api}', 'api api'],
  ['placeholders nest', '${1:${2:api}:1.0}', 'api:1.0'],
  ['choices stand for the first', '${1|1.27,1.26|}', '1.27'],
  ['choices escape commas and bars', '${1|a\\,b,c\\|d|}', 'a,b'],
  ['dollars, braces and backslashes are escaped', '\\$X ${1:\\}} \\\\', '$X } \\'],
  ['variables have a value', '$TM_FILENAME_BASE-${CURRENT_YEAR}', 'api-2026'],
];

for (const [title, body, text] of expansions) {
  test(title, () => assert.equal(parseSnippet(body).expand(), text));
}

const mistakes: readonly [title: string, body: string, problem: RegExp][] = [
  ['an unescaped variable of the shell', 'FROM --platform=$BUILDPLATFORM golang', /no variable BUILDPLATFORM/],
  ['the same in braces', '${TARGETARCH}', /no variable TARGETARCH/],
  ['a name that every object has', '$constructor', /no variable constructor/],
  ['a lone dollar', 'costs 5$', /begins nothing/],
  ['an open placeholder', 'a ${1:b', /not closed/],
  ['an open choice', '${1|a,b', /ends with/],
  ['an empty choice', '${1|a,|}', /empty/],
  ['a lone backslash', 'a\\b', /backslash/],
  ['two defaults for one tab stop', '${1:a} ${1:b}', /both "a" and "b"/],
  ['a choice and a default for one tab stop', '${1|a,b|} ${1:a}', /both/],
  ['a gap in the order', '$1 $3', /tab stop 2 is missing/],
  ['a transform', '${TM_FILENAME/a/b/}', /transforms/],
];

for (const [title, body, problem] of mistakes) {
  test(`${title} is an error`, () => assert.throws(() => parseSnippet(body), problem));
}

test('a caller may pick other values', () => {
  const snippet = parseSnippet('${1|a,b|}${2:c}$1');
  assert.deepEqual(snippet.tabStops, [
    { index: 1, choices: ['a', 'b'], value: 'a' },
    { index: 2, choices: [], value: 'c' },
  ]);
  assert.equal(
    snippet.expand(({ choices, value }) => choices[1] ?? value),
    'bcb',
  );
});
