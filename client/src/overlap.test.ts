import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FindingData } from '../../server/src/protocol.ts';
import { isRepetition } from './overlap.ts';

const own: FindingData = { equivalents: ['JSONArgsRecommended', 'DL3025', 'dockerfile-utils:X'], lines: [4, 6] };

test('the same check at the same instruction is a repetition, by whatever name', () => {
  for (const [source, code] of [
    ['hadolint', 'DL3025'],
    ['docker-language-server', 'JSONArgsRecommended'],
    ['tally', 'buildkit/JSONArgsRecommended'],
    ['dockerfile-utils', '19'],
  ] as const)
    assert.ok(isRepetition(own, [{ source, code, line: 4 }]), code);
  assert.ok(isRepetition(own, [{ source: 'hadolint', code: 'DL3025', line: 6 }]));
});

test('another check and another instruction are none', () => {
  assert.equal(isRepetition(own, []), false);
  assert.equal(isRepetition(own, [{ source: 'hadolint', code: 'DL3002', line: 4 }]), false);
  assert.equal(isRepetition(own, [{ source: 'hadolint', code: 'DL3025', line: 7 }]), false);
  assert.equal(isRepetition({ ...own, equivalents: [] }, [{ source: 'dockerfile-utils', code: '19', line: 4 }]), false);
});
