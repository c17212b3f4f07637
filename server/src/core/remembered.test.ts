import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembered } from './remembered.ts';

test('answers are remembered as long as they are asked for', () => {
  const computed: string[] = [];
  const length = remembered(3, (text) => {
    computed.push(text);
    return { length: text.length };
  });
  assert.equal(length('a'), length('a'));
  for (const text of ['b', 'c', 'd', 'a', 'e', 'f', 'a', 'g', 'h', 'a']) length(text);
  assert.deepEqual(computed, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  for (const text of ['i', 'j', 'k', 'l', 'm', 'n', 'a']) length(text);
  assert.equal(computed.filter((text) => text === 'a').length, 2);
});
