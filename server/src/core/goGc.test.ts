import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseGoGc, repairGoGc } from './goGc.ts';

test('GOGC as Go reads it', () => {
  assert.deepEqual(['off', '100', '0', '-1', '+50', '007'].map(parseGoGc), ['off', 100, 0, 'off', 50, 7]);
  const ignored = ['', 'OFF', '100%', '0.5', ' 100', '1e2', '1_000', '2147483648', 'none', '0x10'];
  assert.deepEqual(
    ignored.map(parseGoGc),
    ignored.map(() => undefined),
  );
});

test('what an ignored GOGC was to say', () => {
  const repairs = { Off: 'off', '100%': '100', '50 %': '50', '200.0': '200', ' 75 ': '75' };
  for (const [text, value] of Object.entries(repairs)) assert.deepEqual(repairGoGc(text), { value, exact: true });
  const guesses = { '0.5': '50', '1.5': '150', '99.5': '100', '0.5%': '1', '0.001': '1' };
  for (const [text, value] of Object.entries(guesses)) assert.deepEqual(repairGoGc(text), { value, exact: false });
  assert.deepEqual(['none', '', '1e2', '2147483648', '-1.5'].map(repairGoGc), Array(5).fill(undefined));
});
