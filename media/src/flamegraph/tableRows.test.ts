import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelOf } from './model.ts';
import { nextSort, tableRows, type Sort } from './tableRows.ts';
import { viewOf } from './testing/viewOf.ts';

const model = modelOf(
  viewOf([
    [['main.main', 'main.b'], 30],
    [['main.main', 'main.a'], 30],
    [['main.main', 'json.Marshal'], 39],
    [['main.main'], 1],
    [['main.unused'], 0],
  ]),
  'count',
  [],
);
const list = (sort: Sort, filter = ''): string[] =>
  [...tableRows(model, sort, filter)].map((frame) => model.frames.names[frame] ?? '');

test('the largest stand first, equal values by name', () => {
  assert.deepEqual(list({ column: 'self', direction: 'descending' }), [
    'json.Marshal',
    'main.a',
    'main.b',
    'main.main',
  ]);
  assert.deepEqual(list({ column: 'total', direction: 'descending' }), [
    'main.main',
    'json.Marshal',
    'main.a',
    'main.b',
  ]);
  assert.deepEqual(list({ column: 'self', direction: 'ascending' }), ['main.main', 'main.a', 'main.b', 'json.Marshal']);
  assert.deepEqual(list({ column: 'name', direction: 'descending' }), [
    'main.main',
    'main.b',
    'main.a',
    'json.Marshal',
  ]);
});

test('the filter looks at names in any case', () => {
  assert.deepEqual(list({ column: 'self', direction: 'descending' }, ' MAIN.'), ['main.a', 'main.b', 'main.main']);
  assert.deepEqual(list({ column: 'self', direction: 'descending' }, 'zzz'), []);
});

test('a second click on a column turns it', () => {
  const self: Sort = { column: 'self', direction: 'descending' };
  assert.deepEqual(nextSort(self, 'self'), { column: 'self', direction: 'ascending' });
  assert.deepEqual(nextSort(self, 'name'), { column: 'name', direction: 'ascending' });
  assert.deepEqual(nextSort(self, 'total'), { column: 'total', direction: 'descending' });
});
