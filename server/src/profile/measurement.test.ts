import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { measure, percentage, scale } from './measurement.ts';

interface Row {
  readonly value: number;
  readonly fixed: string;
  readonly short: string;
}

/** How Go's fmt writes numbers, recorded by testdata/record.sh. */
const rows: readonly Row[] = JSON.parse(readFileSync(new URL('testdata/format.json', import.meta.url), 'utf8'));

test('quantities have the two decimals that Go gives them', () => {
  for (const { value, fixed } of rows) {
    const short = fixed.replace(/\.00$/, '');
    assert.equal(measure(value, 'widgets', 'widgets'), short === '0' ? '0' : `${short}widgets`, `${value}`);
    if (value !== 0) assert.equal(measure(-value, 'widgets', 'widgets'), short === '0' ? '0' : `-${short}widgets`);
  }
});

test('shares have the digits that Go gives them', () => {
  let checked = 0;
  for (const { value, fixed, short } of rows) {
    // A share is a quotient times a hundred, which gives the value back for most, ties among them.
    if ((value / 100) * 100 !== value) continue;
    checked++;
    const digits = value >= 99.95 && value <= 100.05 ? '  100' : (value >= 1 ? fixed : short).padStart(5);
    assert.equal(percentage(value, 100), `${digits}%`, `${value}`);
    assert.equal(percentage(-value, 100), `${digits}%`);
  }
  assert.ok(checked > 100, `${checked}`);
});

test('a share of nothing is nothing', () => {
  assert.equal(percentage(5, 0), '    0%');
});

for (const [value, from, to, expected] of [
  [1024, 'bytes', 'minimum', '1kB'],
  [1023, 'bytes', 'minimum', '1023B'],
  [1536, 'bytes', 'MB', '0'],
  [3 * 2 ** 20, 'bytes', 'kB', '3072kB'],
  [1, 'kilobytes', 'B', '1024B'],
  [1_500_000_000, 'nanoseconds', 'minimum', '1.50s'],
  [999, 'microseconds', 'auto', '999us'],
  [7200, 's', 'auto', '2hrs'],
  [0, 'nanoseconds', 'minimum', '0'],
  [5, 'count', 'count', '5'],
  [5, 'count', 'minimum', '5'],
  [5, 'widgets', 'minimum', '5'],
  [5, 'bytes', 'seconds', '5B'],
  [-2048, 'bytes', 'minimum', '-2kB'],
  [2500, 'milliGCU', 'auto', '2.50GCU'],
] as const) {
  test(`${value} ${from} in ${to} is ${expected}`, () => assert.equal(measure(value, from, to), expected));
}

test('a unit that is not known is named as it is', () => {
  assert.deepEqual(scale(3, 'widgets', 'gadgets'), { value: 3, unit: 'gadgets' });
});
