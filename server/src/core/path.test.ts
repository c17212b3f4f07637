import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ancestors, basename, dirname, join } from './path.ts';

test('joins as the shell would', () => {
  assert.equal(join('/a/b', '../c'), '/a/c');
  assert.equal(join('/a', './b//c/'), '/a/b/c');
  assert.equal(join('/a', '/b'), '/b');
  assert.equal(join('', '.'), '');
  assert.equal(join('', 'a'), '/a');
  assert.equal(join('/a', '../../..'), '');
  assert.equal(join('C:/a', '../b'), 'C:/b');
});

test('takes paths apart', () => {
  assert.deepEqual([dirname('/a/b'), dirname('/a'), dirname('a')], ['/a', '', '']);
  assert.deepEqual([basename('/a/b'), basename('b')], ['b', 'b']);
  assert.deepEqual(ancestors('/a/b'), ['/a/b', '/a', '']);
});
