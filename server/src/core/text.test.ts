import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits, lineBreak, lineEnd, lineIndex, lineStart } from './text.ts';

test('edits apply in any order, insertions at one offset in the order given', () => {
  const edits = [
    { span: { start: 6, end: 11 }, newText: 'there' },
    { span: { start: 0, end: 0 }, newText: '> ' },
    { span: { start: 0, end: 0 }, newText: '>> ' },
  ];
  assert.equal(applyEdits('hello world', edits), '> >> hello there');
});

test('a line ends before its line break, whichever it is', () => {
  const text = 'ab\r\ncd\nef';
  assert.deepEqual([lineEnd(text, 0), lineEnd(text, 4), lineEnd(text, 7)], [2, 6, 9]);
  assert.deepEqual([lineStart(text, 2), lineStart(text, 5), lineStart(text, 9)], [0, 4, 7]);
  assert.equal(lineStart('\n', 0), 0);
  assert.equal(lineBreak(text), '\r\n');
  assert.equal(lineBreak('a\nb\r\n'), '\n');
  assert.equal(lineBreak(''), '\n');
});

test('positions agree with counting line breaks', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀') }), fc.nat(60), (text, wanted) => {
      const offset = Math.min(wanted, text.length);
      const before = text.slice(0, offset).split('\n');
      assert.deepEqual(lineIndex(text).positionAt(offset), { line: before.length - 1, column: before.at(-1)!.length });
    }),
  );
});
