import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cronProblem } from './cron.ts';

/** By the parser's own documentation and tests: github.com/robfig/cron v3. */
const CASES: Readonly<Record<string, ReturnType<typeof cronProblem>>> = {
  '*/15 * * * *': undefined,
  '0 0 1,15 * mon-fri': undefined,
  '5/10 2 ? jan SUN': undefined,
  '0 22 * * 1-5/2': undefined,
  '@hourly': undefined,
  '@every 1h30m': undefined,
  '@midnight': undefined,
  '@every .5h': undefined,
  '@every 1μs': undefined,
  '@every -1s': undefined,
  '*/05 +5 * * *': undefined,
  '1,,2 , * * *': undefined,
  '*-5 * * * *': undefined,
  '@every 1d': 'descriptor',
  '@every  1h': 'descriptor',
  '@reboot': 'descriptor',
  '@Hourly': 'descriptor',
  '* * * *': 'fields',
  '0 0 * * * *': 'fields',
  '': 'fields',
  '60 * * * *': 'value',
  '* 24 * * *': 'value',
  '* * 0 * *': 'value',
  '* * * 13 *': 'value',
  '* * * * 7': 'value',
  '5-1 * * * *': 'value',
  '*/0 * * * *': 'value',
  '* * L * *': 'value',
  '1-2-3 * * * *': 'value',
  '*/2/3 * * * *': 'value',
  '*/-1 * * * *': 'value',
  '* * * * fri-mon': 'value',
  'TZ=UTC 0 0 * * *': 'timeZone',
  'CRON_TZ=Europe/Berlin 0 0 * * *': 'timeZone',
};

for (const [schedule, problem] of Object.entries(CASES)) {
  test(`cron: ${schedule} → ${problem ?? 'fine'}`, () => assert.equal(cronProblem(schedule), problem));
}
