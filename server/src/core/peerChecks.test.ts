import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, peerOf } from './peerChecks.ts';

test('whose check a name is', () => {
  assert.equal(peerOf('DL3007'), 'hadolint');
  assert.equal(peerOf('JSONArgsRecommended'), 'buildkit');
  assert.equal(peerOf('tally/no-unreachable-stages'), 'tally');
  assert.equal(peerOf('dockerfile-utils:INVALID_PORT'), 'dockerfile-utils');
  assert.equal(peerOf('kube-linter:latest-tag'), undefined);
});

test('dockerfile-utils numbers its checks: the first, one in the middle, the last', () => {
  assert.equal(codeOf('dockerfile-utils:CASING_INSTRUCTION'), 'dockerfile-utils:0');
  assert.equal(codeOf('dockerfile-utils:MULTIPLE_INSTRUCTIONS'), 'dockerfile-utils:37');
  assert.equal(codeOf('dockerfile-utils:DUPLICATED_ESCAPE_DIRECTIVE'), 'dockerfile-utils:52');
  assert.equal(codeOf('dockerfile-utils:NO_SUCH_CHECK'), 'dockerfile-utils:NO_SUCH_CHECK');
  assert.equal(codeOf('DL3007'), 'DL3007');
});
