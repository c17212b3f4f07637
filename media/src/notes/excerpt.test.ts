import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excerpt, mark } from './excerpt.ts';

test('matches are marked in any case', () => {
  assert.deepEqual(mark('The OOM killer', ['oom']), [
    { text: 'The ', hit: false },
    { text: 'OOM', hit: true },
    { text: ' killer', hit: false },
  ]);
});

test('pairs of neighbouring characters are marked as one word', () => {
  assert.deepEqual(mark('容器内存限制', ['内存', '存限', '限制']), [
    { text: '容器', hit: false },
    { text: '内存限制', hit: true },
  ]);
});

test('a stem is marked to the end of its word', () => {
  assert.deepEqual(mark('is throttled.', ['throttl']), [
    { text: 'is ', hit: false },
    { text: 'throttled', hit: true },
    { text: '.', hit: false },
  ]);
});

test('a part of a camel-case name is marked alone', () => {
  assert.deepEqual(mark('gracePeriodSeconds', ['period']), [
    { text: 'grace', hit: false },
    { text: 'Period', hit: true },
    { text: 'Seconds', hit: false },
  ]);
});

test('a part after capitals is marked too', () => {
  assert.deepEqual(mark('OOMKilled', ['kill']), [
    { text: 'OOM', hit: false },
    { text: 'Killed', hit: true },
  ]);
});

test('an excerpt begins at a whole word', () => {
  const shown = excerpt(`${'alphabet '.repeat(30)}target`, ['target'], 60);
  assert.equal(shown[1]?.text.startsWith('alphabet'), true);
});

test('a term is not marked in the middle of a word', () => {
  assert.deepEqual(mark('stop at the top', ['top']), [
    { text: 'stop at the ', hit: false },
    { text: 'top', hit: true },
  ]);
});

test('without a match the beginning is shown', () => {
  assert.deepEqual(excerpt('one two three four', ['zzz'], 7), [
    { text: 'one two', hit: false },
    { text: '…', hit: false },
  ]);
});

test('the excerpt stands where most different terms meet', () => {
  const text = `memory ${'x '.repeat(60)}memory and quota ${'y '.repeat(60)}`;
  const shown = excerpt(text, ['memory', 'quota'], 40)
    .map((segment) => segment.text)
    .join('');
  assert.match(shown, /memory and quota/);
  assert.match(shown, /^….*…$/);
});

test('line breaks become spaces', () => {
  assert.deepEqual(excerpt('a\n\n  b', [], 10), [{ text: 'a b', hit: false }]);
});

test('an excerpt never exceeds its length, the dots aside', () => {
  const text = 'word '.repeat(200);
  for (const length of [10, 33, 90]) {
    const shown = excerpt(text, ['word'], length)
      .filter((segment) => segment.text !== '…')
      .map((segment) => segment.text)
      .join('');
    assert.ok(shown.length <= length, `${shown.length} > ${length}`);
  }
});
