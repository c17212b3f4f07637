import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localeOf } from './message.ts';
import { MESSAGES } from './messages.ts';

/** Arguments for any message; what a message does not use it does not see. */
const ARGS = {
  format: 'zip',
  line: 'first line',
  limit: 3 << 20,
  size: 5_000_000,
  offset: 1234,
  field: 4,
  frames: 2_000_000_000,
  index: 7,
  count: 2,
  table: 'location',
  id: '12',
  sample: 3,
  location: '5',
  values: 1,
  types: 2,
  name: 'cpu',
  zero: 'cpu',
  shown: 'samples',
  percent: 8,
  expression: 'a(*',
  part: '*',
  profile: 'cpu/nanoseconds',
  base: 'space/bytes',
  reason: 'why',
};

for (const [id, texts] of Object.entries(MESSAGES)) {
  test(`${id} is one sentence in both languages`, () => {
    const english = (texts.en as (args: unknown) => string)(ARGS);
    const chinese = (texts['zh-cn'] as (args: unknown) => string)(ARGS);
    assert.doesNotMatch(english + chinese, /undefined|NaN|\[object|\n/);
    assert.match(chinese, /[\u4e00-\u9fff]/);
    assert.doesNotMatch(english, /[\u4e00-\u9fff]/);
    if (id === 'smallerBranches') return;
    assert.match(english, /^[A-Z0-9][^\n]*\.$/);
    assert.match(chinese, /。$/);
    // The same facts, whatever the words.
    const numbers = (sentence: string): readonly string[] => [...new Set(sentence.match(/\d[\d,.]*\d|\d/g))].toSorted();
    assert.deepEqual(numbers(chinese), numbers(english));
  });
}

test('the language follows the tag', () => {
  assert.deepEqual(['en', 'zh-CN', 'zh-cn', 'zh', 'zh-Hans', 'zh-TW', 'de', ''].map(localeOf), [
    'en',
    'zh-cn',
    'zh-cn',
    'zh-cn',
    'zh-cn',
    'en',
    'en',
    'en',
  ]);
});
