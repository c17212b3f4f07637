import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutOf, rectangleAt, type Layout } from './layout.ts';
import { modelOf, type Model } from './model.ts';
import { viewOf, type Stack } from './testing/viewOf.ts';

const modelFrom = (stacks: readonly Stack[]): Model => modelOf(viewOf(stacks), 'count', []);
const whole = (model: Model) => ({ from: 0, to: model.weight[0] ?? 0 });

function drawn(layout: Layout): string[] {
  return Array.from({ length: layout.count }, (_, index) => {
    const run = layout.merged[index] === 0 ? '' : `+${layout.merged[index]}`;
    return `${layout.node[index]}${run}:${layout.left[index]}-${layout.right[index]}`;
  });
}

test('every frame that is wide enough is drawn, to scale', () => {
  const model = modelFrom([
    [['main.main', 'main.a'], 70],
    [['main.main', 'main.b'], 30],
  ]);
  const layout = layoutOf(model, whole(model), { width: 1000, narrowest: 2, rows: 100 });
  assert.deepEqual(drawn(layout), ['0:0-1000', '1:0-1000', '2:0-700', '3:700-1000']);
  assert.deepEqual(layout.rowStart, [0, 1, 2, 4]);
});

test('siblings too narrow to draw become one rectangle, and nothing is entered below it', () => {
  const thin: Stack[] = Array.from({ length: 10 }, (_, index) => [['main.main', `main.thin${index}`, 'main.below'], 1]);
  const model = modelFrom([[['main.main', 'main.wide'], 990], ...thin]);
  const layout = layoutOf(model, whole(model), { width: 1000, narrowest: 2, rows: 100 });
  assert.deepEqual(drawn(layout), ['0:0-1000', '1:0-1000', '2:0-990', '3+10:990-1000']);
});

test('zoomed in, the same siblings are drawn one by one, and what is out of view is not', () => {
  const thin: Stack[] = Array.from({ length: 10 }, (_, index) => [['main.main', `main.thin${index}`], 1]);
  const model = modelFrom([[['main.main', 'main.wide'], 990], ...thin]);
  const layout = layoutOf(model, { from: 992, to: 994 }, { width: 1000, narrowest: 2, rows: 100 });
  // main reaches beyond both edges; of its children only the third and the fourth thin one are in view.
  assert.deepEqual(drawn(layout), ['0:-496000-4000', '1:-496000-4000', '5:0-500', '6:500-1000']);
});

test('rows below the last one asked for are left out', () => {
  const model = modelFrom([[['a.a', 'b.b', 'c.c', 'd.d'], 1]]);
  assert.equal(layoutOf(model, whole(model), { width: 100, narrowest: 2, rows: 3 }).count, 3);
});

test('with values of both signs narrow runs end where a wide frame begins', () => {
  const model = modelFrom([
    [['main.main', 'main.a', 'main.down'], -400],
    [['main.main', 'main.a', 'main.up'], 401],
    [['main.main', 'main.b'], 200],
  ]);
  // Order by |total|: b (200), then a (1), though a needs 801 of 1001.
  const layout = layoutOf(model, whole(model), { width: 1001, narrowest: 2, rows: 100 });
  assert.deepEqual(drawn(layout).slice(2), ['2:0-200', '3:200-1001', '4:200-601', '5:601-1001']);
});

test('a rectangle is found by its place', () => {
  const model = modelFrom([
    [['main.main', 'main.a'], 70],
    [['main.main', 'main.b'], 20],
    [['main.main'], 10],
  ]);
  const layout = layoutOf(model, whole(model), { width: 100, narrowest: 2, rows: 100 });
  assert.equal(layout.node[rectangleAt(layout, 2, 69.9)], 2);
  assert.equal(layout.node[rectangleAt(layout, 2, 70)], 3);
  assert.equal(rectangleAt(layout, 2, 95), -1, 'main itself has the last tenth');
  assert.equal(rectangleAt(layout, 9, 5), -1, 'there is no such row');
});

test('the picture bounds the work: a million nodes give as many rectangles as fit', () => {
  const stacks: Stack[] = [];
  for (let outer = 0; outer < 1000; outer++) {
    for (let inner = 0; inner < 100; inner++) stacks.push([[`p.f${outer}`, `p.g${inner}`], 1 + ((outer * inner) % 7)]);
  }
  const model = modelFrom(stacks);
  const layout = layoutOf(model, whole(model), { width: 800, narrowest: 2, rows: 100 });
  assert.ok(model.weight.length > 100_000);
  assert.ok(layout.count <= 1 + 2 * 400 + 1, `${layout.count} rectangles`);
});

test('columns are written over, and grow when they must', () => {
  const many: Stack[] = Array.from({ length: 6000 }, (_, index) => [[`p.f${index}`], 1]);
  const model = modelFrom(many);
  const first = layoutOf(model, whole(model), { width: 100, narrowest: 2, rows: 10 });
  const second = layoutOf(model, whole(model), { width: 60_000, narrowest: 2, rows: 10 }, first);
  assert.equal(second.count, 6001);
  assert.equal(second.right[6000], 60_000);
  const third = layoutOf(model, whole(model), { width: 100, narrowest: 2, rows: 10 }, second);
  assert.equal(third.node, second.node, 'the columns are the same ones');
  assert.deepEqual(third.rowStart, [0, 1, 2]);
  assert.deepEqual(drawn(third), ['0:0-100', '1+6000:0-100']);
});

test('an empty profile draws nothing', () => {
  const model = modelFrom([]);
  assert.equal(layoutOf(model, whole(model), { width: 100, narrowest: 2, rows: 10 }).count, 0);
});
