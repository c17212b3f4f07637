import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oncePer } from './once.ts';

test('asks once for each object, also where the answer is undefined', () => {
  const asked: number[] = [];
  const half = oncePer(({ value }: { value: number }) => {
    asked.push(value);
    return value % 2 === 0 ? value / 2 : undefined;
  });
  const [three, four] = [{ value: 3 }, { value: 4 }];
  assert.deepEqual([half(three), half(four), half(three), half(four)], [undefined, 2, undefined, 2]);
  assert.deepEqual(asked, [3, 4]);
});

test('keeps questions apart, and leaves no trace in copies', () => {
  const key = { value: 1 };
  const [plus, minus] = [oncePer((each: typeof key) => each.value + 1), oncePer((each: typeof key) => each.value - 1)];
  assert.deepEqual([plus(key), minus(key)], [2, 0]);
  assert.equal(plus({ ...key, value: 5 }), 6);
  assert.deepEqual(key, { value: 1 });
});
