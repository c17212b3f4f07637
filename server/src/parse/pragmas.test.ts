import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPragma } from './pragmas.ts';

test("Gantry's own: one or several rules, a reason, a reach", () => {
  assert.deepEqual(readPragma('gantry: ignore latest-tag — the mirror has no other'), {
    names: ['latest-tag'],
    reach: 'next',
    tool: 'gantry',
  });
  assert.deepEqual(readPragma('gantry: ignore-stage a/x, b -- because c'), {
    names: ['a/x', 'b'],
    reach: 'stage',
    tool: 'gantry',
  });
  assert.deepEqual(readPragma('gantry:ignore-file x'), { names: ['x'], reach: 'file', tool: 'gantry' });
  assert.equal(readPragma('gantry: ignore — all of it'), undefined);
  assert.equal(readPragma('gantry: go'), undefined);
});

test('hadolint: white space around the separators, a comment behind a number sign', () => {
  const next = (...names: string[]) => ({ names, reach: 'next' as const, tool: 'hadolint' as const });
  assert.deepEqual(readPragma('hadolint ignore=DL3001,SC1035 # We accept these'), next('DL3001', 'SC1035'));
  assert.deepEqual(readPragma('hadolint   ignore = DL3023 , DL3021'), next('DL3023', 'DL3021'));
  assert.deepEqual(readPragma('hadolint stage ignore=DL3011'), { names: ['DL3011'], reach: 'stage', tool: 'hadolint' });
  assert.deepEqual(readPragma('hadolint global ignore=DL3003'), { names: ['DL3003'], reach: 'file', tool: 'hadolint' });
  assert.equal(readPragma('hadolint ignore='), undefined);
  assert.equal(readPragma('hadolint shell=bash'), undefined);
  assert.equal(readPragma('see hadolint ignore=DL3003'), undefined);
});

test('tally: whose rule it is, and a reason behind a semicolon', () => {
  assert.deepEqual(
    readPragma('tally ignore=hadolint/DL3006,buildkit/StageNameCasing,tally/max-lines;reason=old, big'),
    {
      names: ['DL3006', 'StageNameCasing', 'tally/max-lines'],
      reach: 'next',
      tool: 'tally',
    },
  );
  assert.deepEqual(readPragma('tally global ignore=all'), { names: ['all'], reach: 'file', tool: 'tally' });
});

test('dockerfile-utils: nothing but the two words', () => {
  assert.deepEqual(readPragma('dockerfile-utils: ignore'), { names: ['all'], reach: 'next', tool: 'dockerfile-utils' });
  assert.equal(readPragma('dockerfile-utils: ignore this'), undefined);
});
