import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameMatcher } from './nameMatcher.ts';

test('a fault is named with the part that is at fault', () => {
  assert.throws(() => nameMatcher('a(?=b)'), /“\(\?=” is a kind of group that Go does not have/);
  assert.throws(() => nameMatcher('(*Cart)'), /“\*” has nothing to repeat: write “\\\*”/);
  assert.throws(() => nameMatcher('[z-a]'), /“z-a” is not a range/);
});
