import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCount, formatDuration, formatShare, formatValue } from './format.ts';

test('durations are said as people say them', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0 s'],
    [950, '950 ns'],
    [1500, '1.5 µs'],
    [10e6, '10 ms'],
    [999.9e6, '1 s'],
    [1.2e9, '1.2 s'],
    [3.214e9, '3.21 s'],
    [40e9, '40 s'],
    [119e9, '119 s'],
    [180e9, '3 min'],
    [200e9, '3 min 20 s'],
    [7260e9, '2 h 1 min'],
    [7200e9, '2 h'],
  ];
  for (const [nanoseconds, expected] of cases) assert.equal(formatDuration(nanoseconds), expected);
});

test('bytes are binary and change their unit before they reach 1024', () => {
  const cases: readonly (readonly [number, string])[] = [
    [512, '512 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [460 * 1024 ** 2, '460 MiB'],
    [1024 ** 2 - 1, '1 MiB'],
    [1000 * 1024, '1000 KiB'],
    [2.5 * 1024 ** 3, '2.5 GiB'],
  ];
  for (const [bytes, expected] of cases) assert.equal(formatValue(bytes, 'bytes'), expected);
});

test('other units are named, counts are not', () => {
  assert.equal(formatValue(12431, 'count'), '12,431');
  assert.equal(formatValue(999_999, 'count'), '999,999');
  assert.equal(formatValue(1_234_567, 'count'), '1.23 M');
  assert.equal(formatValue(2e9, ''), '2 G');
  assert.equal(formatValue(0, 'bytes'), '0 B');
  assert.equal(formatValue(1.5, 'milliseconds'), '1.5 ms');
  assert.equal(formatValue(3, 'kilobytes'), '3 KiB');
  assert.equal(formatValue(7, 'requests'), '7 requests');
  assert.equal(formatValue(-2e9, 'nanoseconds'), '−2 s');
  assert.equal(formatCount(1234567), '1,234,567');
});

test('shares have one decimal, and what exists is never 0.0%', () => {
  assert.equal(formatShare(523, 1000), '52.3%');
  assert.equal(formatShare(1, 1), '100.0%');
  assert.equal(formatShare(0, 10), '0.0%');
  assert.equal(formatShare(1, 1e6), '<0.1%');
  assert.equal(formatShare(-1, 1e6), '>−0.1%');
  assert.equal(formatShare(-25, 100), '−25.0%');
  assert.equal(formatShare(5, 0), '0.0%');
});
