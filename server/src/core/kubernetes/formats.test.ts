import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasFormat } from './formats.ts';

test('what certainly is not of a format is told, and nothing else', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['date-time', '2026-11-27T10:00:00Z', true],
    ['date-time', '2026-11-27T10:00:00.123+02:00', true],
    ['date-time', '2026-11-27', false],
    ['date-time', 'tomorrow', false],
    ['date', '2026-11-27', true],
    ['date', '27.11.2026', false],
    ['ipv4', '10.0.0.1', true],
    ['ipv4', '10.0.0.256', false],
    ['ipv4', 'localhost', false],
    ['uuid', '123e4567-e89b-12d3-a456-426614174000', true],
    ['uuid', 'abc', false],
    ['int64', 'abc', true],
    ['of-our-own', 'abc', true],
  ];
  for (const [format, value, expected] of cases) assert.equal(hasFormat(value, format), expected, `${format} ${value}`);
});
