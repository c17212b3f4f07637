import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRepetition, movedLine, type Comparable, type Own } from './overlap.ts';

const own: Own = {
  equivalents: ['JSONArgsRecommended', 'DL3025', 'dockerfile-utils:24', 'tally/x-y'],
  places: [
    [4, 6],
    [1, 1],
  ],
  isError: false,
};

function other(source: string, code: string, line: number): Comparable {
  return { source, code, line, isError: false };
}

test('the same check at the same instruction is a repetition, by whatever name', () => {
  for (const [source, code] of [
    ['', 'DL3025'],
    ['docker-language-server', 'JSONArgsRecommended'],
    ['tally', 'buildkit/JSONArgsRecommended'],
    ['tally/compose:api', 'tally/x-y'],
    ['dockerfile-utils', '24'],
  ] as const)
    assert.ok(isRepetition(own, [other(source, code, 4)]), code);
  assert.ok(isRepetition(own, [other('', 'DL3025', 6)]));
  assert.ok(isRepetition(own, [other('', 'DL3025', 1)]), 'at a place that ours refers to');
});

test('another check and another instruction are none', () => {
  assert.equal(isRepetition(own, []), false);
  for (const [source, code, line] of [
    ['', 'DL3002', 4],
    ['', 'DL3025', 7],
    ['dockerfile-utils', '2', 4],
    ['another', '24', 4],
    ['another', '', 4],
    ['docker-language-server', '', 4],
  ] as const)
    assert.equal(isRepetition(own, [other(source, code, line)]), false, `${source} ${code}`);
});

test('why the build stops is said once', () => {
  const stops: Own = { equivalents: ['build-error'], places: [[2, 2]], isError: true };
  const error = (source: string, code: string): Comparable => ({ ...other(source, code, 2), isError: true });
  assert.ok(isRepetition(stops, [error('docker-language-server', '')]));
  assert.equal(isRepetition(stops, [error('docker-language-server', 'UndefinedVar')]), false);
  assert.equal(isRepetition(stops, [error('dockerfile-utils', '')]), false);
});

test('a warning does not take the place of an error', () => {
  const error: Own = { ...own, isError: true };
  assert.equal(isRepetition(error, [other('', 'DL3025', 4)]), false);
  assert.ok(isRepetition(error, [{ ...other('', 'DL3025', 4), isError: true }]));
});

test('a line goes with what stands above it', () => {
  const enter = { breaks: 1, endsAtStart: false } as const;
  assert.equal(movedLine(5, { first: 2, last: 2, ...enter }), 6, 'Enter above');
  assert.equal(movedLine(5, { first: 5, last: 5, ...enter }), 5, 'Enter at its end');
  assert.equal(movedLine(5, { first: 5, last: 5, ...enter, endsAtStart: true }), 6, 'Enter at its start');
  assert.equal(movedLine(5, { first: 6, last: 6, ...enter }), 5, 'Enter below');
  assert.equal(movedLine(5, { first: 2, last: 4, endsAtStart: true, breaks: 0 }), 3, 'two lines deleted above');
  assert.equal(movedLine(5, { first: 3, last: 5, endsAtStart: true, breaks: 0 }), 3, 'the two lines above it deleted');
  assert.equal(movedLine(5, { first: 4, last: 7, endsAtStart: false, breaks: 0 }), 4, 'deleted itself');
});
