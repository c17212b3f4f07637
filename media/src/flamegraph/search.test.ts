import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelOf, type Model } from './model.ts';
import { hasMatch, placesOf, searchFor, type Search } from './search.ts';
import { viewOf } from './testing/viewOf.ts';

// 0 root, 1 main (100), 2 serve (60), 3 gc (40), 4 serve/Marshal (50), 5 serve/sort (10), 6 gc/scan (40), 7 Marshal/encode (30).
const model: Model = modelOf(
  viewOf([
    [['main.main', 'http.serve', 'json.Marshal', 'json.encode'], 30],
    [['main.main', 'http.serve', 'json.Marshal'], 20],
    [['main.main', 'http.serve', 'sort.Sort'], 10],
    [['main.main', 'runtime.gc', 'runtime.scan'], 40],
  ]),
  'count',
  [],
);

const find = (query: string): Search => searchFor(model, query) ?? assert.fail(`${query} is a query`);

test('nested matches cover their time once', () => {
  const search = find('json');
  assert.equal(search.functions, 2);
  assert.equal(search.places, 2);
  assert.equal(search.covered, 50);
});

test('matches side by side add up', () => {
  const search = find('/sort|scan/');
  assert.equal(search.places, 2);
  assert.equal(search.covered, 50);
});

test('case does not matter, blanks around do not, an empty query is none', () => {
  assert.equal(find(' MARSHAL ').places, 1);
  assert.equal(searchFor(model, '  '), undefined);
  assert.equal(find('nothing of the kind').places, 0);
});

test('a half-typed expression is plain text', () => {
  assert.equal(find('/(/').places, 0);
  assert.equal(find('/(serve|gc)/').places, 2);
  assert.equal(find('(').places, 0);
});

test('a match below a merged run is known', () => {
  const search = find('encode');
  assert.ok(hasMatch(search, 2, 2), 'serve and gc together hold one');
  assert.ok(hasMatch(search, 4, 1));
  assert.ok(!hasMatch(search, 3, 1), 'gc holds none');
  assert.ok(!hasMatch(search, 5, 2));
});

test('places come widest first', () => {
  assert.deepEqual([...placesOf(model, find('/json|serve|runtime/'))], [2, 4, 3, 6, 7]);
});

test('type arguments are searched only with brackets', () => {
  const generic = modelOf(
    viewOf([[['cache.(*LRU[go.shape.struct { Text string "json:\\"text\\"" }]).Get'], 1]]),
    'count',
    [],
  );
  const places = (query: string): number | undefined => searchFor(generic, query)?.places;
  assert.equal(places('json'), 0);
  assert.equal(places('LRU[go.shape'), 1);
  assert.equal(places('cache.(*LRU[…]).Get'), 1);
});
