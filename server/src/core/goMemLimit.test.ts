import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goMemLimitFor, parseGoMemLimit, repairGoMemLimit } from './goMemLimit.ts';

/** What a program built with Go 1.26 reports for `debug.SetMemoryLimit(-1)`, or undefined where it ends at start. */
const PARSED: readonly [string, bigint | 'off' | undefined][] = [
  ['', 'off'],
  ['off', 'off'],
  ['512', 512n],
  ['512B', 512n],
  ['+5', 5n],
  ['1KiB', 1024n],
  ['512MiB', 536_870_912n],
  ['007MiB', 7_340_032n],
  ['1TiB', 1_099_511_627_776n],
  ['8388607TiB', 9_223_370_937_343_148_032n],
  ['9223372036854775807', 9_223_372_036_854_775_807n],
  ['9223372036854775808', undefined],
  ['8388608TiB', undefined],
  ['OFF', undefined],
  ['512Mi', undefined],
  ['512MB', undefined],
  ['512mib', undefined],
  ['512kiB', undefined],
  ['400m', undefined],
  ['0.5GiB', undefined],
  ['240 MiB', undefined],
  [' 512MiB', undefined],
  ['512MiB ', undefined],
  ['-5', undefined],
  ['1PiB', undefined],
  ['B', undefined],
  ['iB', undefined],
  ['MiB', undefined],
  ['1_000', undefined],
  ['1e9', undefined],
  ['90%', undefined],
];

for (const [text, bytes] of PARSED) {
  test(`GOMEMLIMIT=${JSON.stringify(text)}`, () => assert.equal(parseGoMemLimit(text), bytes));
}

test('90% of a limit, in whole MiB', () => {
  assert.equal(goMemLimitFor(512n * 2n ** 20n), '460MiB');
  assert.equal(goMemLimitFor(2n ** 30n), '921MiB');
  assert.equal(goMemLimitFor(1000n * 2n ** 20n), '900MiB');
});

const REPAIRS: readonly [string, string | undefined, boolean?][] = [
  ['512Mi', '512MiB', true],
  ['1Gi', '1GiB', true],
  ['1.5Gi', '1536MiB', true],
  ['0.5GiB', '512MiB', true],
  ['0,5GiB', '512MiB', true],
  ['240 MiB', '240MiB', true],
  ['512mib', '512MiB', true],
  ['2PiB', '2147483648MiB', true],
  ['64 B', '64', true],
  ['OFF', 'off', true],
  // 512 × 1000 × 1000 bytes are 488.28 MiB, but 512 MiB may have been meant.
  ['512MB', '488MiB', false],
  ['1G', '953MiB', false],
  ['400m', '400MiB', false],
  // Nothing can be said of these.
  ['90%', undefined],
  ['1e9', undefined],
  ['0.0001Mi', undefined],
  ['max', undefined],
];

for (const [text, value, exact] of REPAIRS) {
  test(`GOMEMLIMIT=${text} was to be ${value}`, () => {
    assert.deepEqual(repairGoMemLimit(text), value === undefined ? undefined : { value, exact });
  });
}
