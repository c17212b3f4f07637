import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../core/text.ts';
import { letIn } from './letIn.ts';

function after(text: string, path: string): string | undefined {
  const edits = letIn({ path: '/.dockerignore', text }, path);
  return edits && applyEdits(text, edits());
}

test('the new line has the last word and the line breaks of the others', () => {
  assert.equal(after('*\n', 'cmd/api'), '*\n!cmd/api\n');
  assert.equal(after('*.md\r\ndist', 'dist'), '*.md\r\ndist\r\n!dist\r\n');
  assert.equal(after('a\n!a\na\n', 'a'), 'a\n!a\na\n!a\n');
});

test('no line for secrets, for the history, or where it would mean something else', () => {
  assert.equal(after('*\n', '.env'), undefined);
  assert.equal(after('*\n', 'certs/key.pem'), undefined);
  assert.equal(after('*\n', '.git'), undefined);
  assert.equal(after('*\n', 'a[b]'), undefined);
});
