import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counterpart, isAncestor, modelOf, pathTo, rowCount, rowOf, selfByOrigin, widestNode } from './model.ts';
import { viewOf } from './testing/viewOf.ts';

/** main → (a → (x, y), b → x); the numbers are self values. */
const model = modelOf(
  viewOf([
    [['main.main', 'main.a', 'main.x'], 50],
    [['main.main', 'main.a', 'main.y'], 20],
    [['main.main', 'main.b', 'main.x'], 25],
    [['main.main'], 5],
  ]),
  'count',
  [],
);
// Breadth first, widest sibling first: 0 root, 1 main, 2 a (70), 3 b (25), 4 a/x (50), 5 a/y (20), 6 b/x (25).
const nameOf = (node: number): string => model.frames.names[model.view.nodes.frame[node] ?? 0] ?? '';

test('edges follow from the weights', () => {
  assert.deepEqual([...model.weight], [100, 100, 70, 25, 50, 20, 25]);
  assert.deepEqual([...model.x], [0, 0, 0, 70, 0, 50, 70]);
});

test('rows are runs of nodes', () => {
  assert.deepEqual([...model.rowStart], [0, 1, 2, 4, 7]);
  assert.equal(rowCount(model), 4);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 6].map((node) => rowOf(model, node)),
    [0, 1, 2, 2, 3, 3],
  );
});

test('paths lead from the root', () => {
  assert.deepEqual(pathTo(model, 6), [0, 1, 3, 6]);
  assert.deepEqual(pathTo(model, 0), [0]);
  assert.ok(isAncestor(model, 3, 6));
  assert.ok(!isAncestor(model, 2, 6));
});

test('a function is found at its widest place', () => {
  const x = model.frames.names.indexOf('main.x');
  assert.equal(widestNode(model, x), 4);
  assert.deepEqual([...model.nodesByFrame.subarray(model.frameStart[x], model.frameStart[x + 1])], [4, 6]);
  assert.equal(nameOf(4), 'main.x');
});

test('a place has its counterpart in the tree of another sample type, as deep as that goes', () => {
  const other = modelOf(
    viewOf([
      [['main.main', 'main.b', 'main.x'], 8],
      [['main.main', 'main.a'], 2],
    ]),
    'bytes',
    [],
  );
  // There b is the widest: 0 root, 1 main, 2 b, 3 a, 4 b/x.
  assert.equal(counterpart(model, 6, other), 4);
  assert.equal(counterpart(model, 4, other), 3, 'a/x was not recorded: a is as near as it gets');
  assert.equal(counterpart(model, 0, other), 0);
});

test('values of both signs still fit into their parent', () => {
  const delta = modelOf(
    viewOf([
      [['main.main', 'main.more'], 30],
      [['main.main', 'main.less'], -30],
    ]),
    'count',
    [],
  );
  assert.equal(delta.sorted, false);
  // main's total is 0, yet its children need 60.
  assert.deepEqual([...delta.weight], [60, 60, 30, 30]);
  assert.deepEqual([...delta.x], [0, 0, 0, 30]);
});

test('time is summed by whose code it is', () => {
  const view = viewOf([
    [['main.main', 'github.com/acme/shop/cart.Total'], 40],
    [['main.main', 'golang.org/x/net/http2.read'], 25],
    [['main.main', 'runtime.mallocgc'], 35],
  ]);
  assert.deepEqual(selfByOrigin(modelOf(view, 'count', ['github.com/acme/shop'])), {
    own: 40,
    dependency: 25,
    runtime: 35,
  });
});

test('without a workspace, own code is told by its files', () => {
  const view = viewOf([
    [['main.main', 'example.org/shop/cart.Total @ /src/cart/total.go:4'], 40],
    [['main.main', 'golang.org/x/net/http2.read @ /go/pkg/mod/golang.org/x/net@v0.50.0/http2/frame.go:1'], 40],
  ]);
  // 0 is the root, 1 main.main.
  const originsWith = (modules: readonly string[]): readonly string[] =>
    modelOf(view, 'count', modules).frames.origins.slice(2);
  assert.deepEqual(originsWith([]), ['own', 'dependency']);
  assert.deepEqual(originsWith(['example.com/unrelated']), ['own', 'dependency']);
  assert.deepEqual(originsWith(['golang.org/x/net']), ['dependency', 'own']);
});

test('an empty profile has a root and nothing else', () => {
  const empty = modelOf(viewOf([]), 'count', []);
  assert.deepEqual([...empty.weight], [0]);
  assert.equal(rowCount(empty), 1);
  assert.equal(widestNode(empty, 0), 0);
});
