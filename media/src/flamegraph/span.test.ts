import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between, inside, panned, sameSpan, zoomed } from './span.ts';

test('zooming keeps what is under the pointer', () => {
  assert.deepEqual(zoomed({ from: 0, to: 100 }, 100, 0.5, 0.5), { from: 25, to: 75 });
  assert.deepEqual(zoomed({ from: 0, to: 100 }, 100, 0.5, 0), { from: 0, to: 50 });
  assert.deepEqual(zoomed({ from: 40, to: 60 }, 100, 2, 0.25), { from: 35, to: 75 });
});

test('nothing zooms or pans out of the profile', () => {
  assert.deepEqual(zoomed({ from: 0, to: 50 }, 100, 10, 0), { from: 0, to: 100 });
  assert.deepEqual(panned({ from: 80, to: 100 }, 100, 0.5), { from: 80, to: 100 });
  assert.deepEqual(panned({ from: 10, to: 30 }, 100, -2), { from: 0, to: 20 });
  assert.deepEqual(panned({ from: 10, to: 30 }, 100, 0.5), { from: 20, to: 40 });
  assert.deepEqual(inside({ from: -10, to: 500 }, 100), { from: 0, to: 100 });
});

test('the deepest zoom is a hundred-millionth of the profile', () => {
  const deep = zoomed({ from: 0, to: 1e9 }, 1e9, 1e-12, 0.5);
  assert.ok(Math.abs(deep.to - deep.from - 10) < 1e-6);
});

test('an animation begins and ends where it should, and never leaves the profile', () => {
  const start = { from: 0, to: 1000 };
  const end = { from: 900, to: 910 };
  assert.deepEqual(between(start, end, 1), end);
  assert.ok(sameSpan(between(start, end, 0), start));
  for (let part = 0; part < 1; part += 0.05) {
    const step = between(start, end, part);
    assert.ok(step.from >= -1e-9 && step.to <= 1000 + 1e-9 && step.to > step.from, JSON.stringify(step));
    assert.ok(step.from <= end.from + 1e-9 && step.to >= end.to - 1e-9, 'the target stays in view');
  }
  // Half of a zoom by 100 is a zoom by 10.
  const half = between(start, end, 0.5);
  assert.ok(Math.abs(half.to - half.from - 100) < 1e-9);
});

test('a pure pan moves evenly', () => {
  const half = between({ from: 0, to: 10 }, { from: 20, to: 30 }, 0.5);
  assert.ok(Math.abs(half.from - 10) < 1e-9 && Math.abs(half.to - 20) < 1e-9);
});
