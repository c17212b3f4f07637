import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../core/text.ts';
import { difference, fixAll } from './fixAll.ts';
import type { Report } from './lint.ts';

/** A made-up linter: every `bad` is a finding whose fix writes `good`. */
function lint(text: string, newText = 'good', safe = true): Report[] {
  return [...text.matchAll(/bad/g)].map(({ index }) => {
    const span = { start: index, end: index + 3 };
    const phrase = { kind: 'fixes', id: 'x', args: {} } as const;
    const fixes = [{ title: phrase, safe, file: '/f', edits: () => [{ span, newText }] }];
    return {
      rule: 'workspace/go-mod-newer-than-image',
      severity: 'warning',
      equivalents: [],
      span,
      message: phrase,
      tag: undefined,
      fixes,
      related: [],
    };
  });
}

test('applies every safe fix, also those that touch another, in a later round', () => {
  assert.deepEqual(
    fixAll('/f', 'bad badbad', (text) => lint(text)),
    { text: 'good goodgood', fixed: 3 },
  );
});

test('leaves what is not safe, or lies in another file', () => {
  assert.deepEqual(
    fixAll('/f', 'bad', (text) => lint(text, 'good', false)),
    { text: 'bad', fixed: 0 },
  );
  assert.deepEqual(
    fixAll('/other', 'bad', (text) => lint(text)),
    { text: 'bad', fixed: 0 },
  );
});

test('ends, though a fix makes its own finding again', () => {
  assert.ok(fixAll('/f', 'bad', (text) => lint(text, 'bad bad')).fixed > 0);
});

test('the difference turns one text into the other and is minimal at both ends', () => {
  assert.equal(difference('same', 'same'), undefined);
  assert.deepEqual(difference('abcd', 'axd'), { span: { start: 1, end: 3 }, newText: 'x' });
  assert.deepEqual(difference('aa', 'aaa'), { span: { start: 2, end: 2 }, newText: 'a' });
  const text = fc.string({ unit: fc.constantFrom('a', 'b') });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const edit = difference(before, after);
      assert.equal(edit ? applyEdits(before, [edit]) : before, after);
    }),
  );
});
