import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { matcher } from './matcher.ts';
import { RegexpError } from './source.ts';

interface Recorded {
  readonly texts: readonly string[];
  readonly rows: readonly {
    readonly expression: string;
    readonly valid: boolean;
    readonly matches: readonly string[];
  }[];
}

/** What Go's regexp package says, recorded by profile/testdata/record.sh. */
const recorded: Recorded = JSON.parse(
  readFileSync(new URL('../../profile/testdata/regexp.json', import.meta.url), 'utf8'),
);

for (const { expression, valid, matches } of recorded.rows) {
  test(`${JSON.stringify(expression)} means what it means in Go`, () => {
    if (!valid) {
      assert.throws(() => matcher(expression), RegexpError);
      return;
    }
    const match = matcher(expression);
    assert.deepEqual(recorded.texts.filter(match), matches);
  });
}

test('expressions that make backtracking matchers explode take no time', () => {
  const match = matcher('^(a+)+$|^(a|aa)*$|(x+x+)+y');
  const start = performance.now();
  assert.equal(match(`${'a'.repeat(5000)}!`), false);
  assert.equal(match('x'.repeat(5000)), false);
  assert.ok(performance.now() - start < 5000);
});

test('an expression that needs too many states is refused', () => {
  for (const expression of ['((a{100}){100}){100}', 'a'.repeat(20_000), `${'('.repeat(5000)}${')'.repeat(5000)}`]) {
    assert.throws(
      () => matcher(expression),
      (error) => error instanceof RegexpError && error.id === 'regexpTooLarge',
      expression.slice(0, 20),
    );
  }
});

test('any text either compiles or is refused', () => {
  const piece = fc.constantFrom(
    'a',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '*',
    '+',
    '?',
    '|',
    '\\',
    '^',
    '$',
    '.',
    '-',
    ':',
    'p',
    'Q',
    'x',
    '1',
    '2',
    ',',
    '😀',
    'i',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      try {
        matcher(pieces.join(''))('aab😀1');
      } catch (error) {
        assert.ok(error instanceof RegexpError, String(error));
      }
    }),
    { numRuns: 3000 },
  );
});
