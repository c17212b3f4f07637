import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { ProfileView } from '../protocol.ts';
import { analyze } from './analyze.ts';
import { decode } from './decode.ts';
import type { Profile } from './model.ts';
import { sketches } from './testing/arbitrary.ts';
import { encode, type Sketch } from './testing/encode.ts';
import { SOUND } from './testing/sketches.ts';
import { buildView } from './view.ts';

const options = { foldedName: '(smaller)' };

test('the tree of a small profile, number by number', () => {
  const view = buildView(decode(encode(SOUND)).profile, 1, options);
  const names = [...view.nodes.frame].map((frame) => view.strings[view.frames.name[frame]!]);
  assert.deepEqual(names, ['root', 'main.main', 'main.work', 'main.idle', 'main.inner']);
  assert.deepEqual([...view.nodes.parent], [0, 0, 1, 1, 2]);
  assert.deepEqual([...view.nodes.firstChild], [1, 2, 4, 5, 5, 5]);
  assert.deepEqual([...view.nodes.total], [40e6, 40e6, 30e6, 10e6, 30e6]);
  assert.deepEqual([...view.nodes.self], [0, 0, 0, 10e6, 30e6]);
  assert.deepEqual([...view.nodes.inlined], [0, 0, 0, 0, 1]);
  assert.equal(view.total, 40e6);
  const rows = [...view.frames.name].map((name, frame) => [
    view.strings[name],
    view.strings[view.frames.file[frame]!],
    view.frames.line[frame],
    view.frames.self[frame],
    view.frames.total[frame],
  ]);
  assert.deepEqual(rows, [
    ['root', '', 0, 0, 40e6],
    ['main.main', 'main.go', 8, 0, 40e6],
    ['main.work', 'work.go', 18, 0, 30e6],
    ['main.inner', 'work.go', 28, 30e6, 30e6],
    ['main.idle', 'idle.go', 38, 10e6, 10e6],
  ]);
});

test('any profile makes a tree in which everything adds up', () => {
  fc.assert(
    fc.property(sketches, fc.integer({ min: 0, max: 1 }), (sketch, sampleType) => {
      const { profile } = decode(encode(sketch));
      const view = buildView(profile, sampleType, options);
      checkShape(view);
      assert.deepEqual(nested(view), expectedTree(profile, sampleType));
      assert.equal(view.total, sum(valuesOf(profile, sampleType).map(Math.abs)));
    }),
    { numRuns: 500 },
  );
});

test('a tree with a limit keeps to it, and what it folds still adds up', () => {
  fc.assert(
    fc.property(sketches, fc.integer({ min: 2, max: 12 }), (sketch, maxNodes) => {
      const { profile } = decode(encode(sketch));
      const whole = buildView(profile, 0, options);
      const limited = buildView(profile, 0, { ...options, maxNodes });
      checkShape(limited);
      assert.ok(limited.nodes.frame.length <= maxNodes);
      assert.equal(limited.nodes.total[0], whole.nodes.total[0]);
      // The table does not depend on the picture.
      assert.deepEqual(table(limited), table(whole));
      if (whole.nodes.frame.length <= maxNodes) assert.deepEqual(nested(limited), nested(whole));
    }),
    { numRuns: 500 },
  );
});

test('the table has the numbers of top', () => {
  fc.assert(
    fc.property(sketches, fc.integer({ min: 0, max: 1 }), (sketch, sampleType) => {
      const { profile } = decode(encode(sketch));
      const analysis = { sampleType: String(sampleType), filters: {}, nodeCount: 0, nodeFraction: 0, edgeFraction: 0 };
      const top = analyze(profile, analysis).report.rows.map(({ name, flat, cum }) => [name, flat, cum]);
      const [, ...functions] = table(buildView(profile, sampleType, options));
      const rows = functions.filter(([, self, total]) => self !== 0 || total !== 0);
      assert.deepEqual(new Set(rows.map((row) => row.join())), new Set(top.map((row) => row.join())));
      assert.equal(rows.length, top.length);
    }),
  );
});

test('columns have buffers of their own, of exactly their size', () => {
  const view = buildView(decode(encode(SOUND)).profile, 0, options);
  const columns = [...Object.values(view.frames), ...Object.values(view.nodes)];
  for (const { buffer, byteOffset, byteLength } of columns) {
    assert.equal(byteOffset, 0);
    assert.equal(buffer.byteLength, byteLength);
  }
  assert.equal(new Set(columns.map(({ buffer }) => buffer)).size, columns.length);
});

test('stacks of ten thousand frames are no harder than others', () => {
  const depth = 10_000;
  const sketch: Sketch = {
    ...SOUND,
    samples: [1, 2, 3].map((leaf) => ({
      stack: [leaf, ...Array.from({ length: depth }, (_, at) => (at % 2) + 1)],
      values: [1, leaf],
    })),
  };
  const view = buildView(decode(encode(sketch)).profile, 1, options);
  checkShape(view);
  // Two locations in turn, one of which stands for two functions; then three different leaves, one of them of two.
  assert.equal(view.nodes.frame.length, 1 + depth * 1.5 + 4);
  assert.equal(view.nodes.total[0], 6);
});

test('of a large profile the branches that weigh least are folded', () => {
  const sketch: Sketch = {
    ...SOUND,
    locations: Array.from({ length: 200 }, (_, at) => ({ id: at + 1, lines: [[at + 1, 1]] })),
    functions: Array.from({ length: 200 }, (_, at) => ({ id: at + 1, name: `f${at + 1}` })),
    samples: Array.from({ length: 199 }, (_, at) => ({ stack: [at + 2, 1], values: [1, at < 5 ? 1000 : 1] })),
  };
  const view = buildView(decode(encode(sketch)).profile, 1, { ...options, maxNodes: 20 });
  checkShape(view);
  const leaves = [...view.nodes.frame]
    .slice(2)
    .map((frame, at) => [view.strings[view.frames.name[frame]!], view.nodes.total[at + 2]]);
  assert.deepEqual(leaves, [...[2, 3, 4, 5, 6].map((id) => [`f${id}`, 1000]), ['(smaller)', 194]]);
});

test('a function without a start line opens where it was sampled most', () => {
  const sketch: Sketch = {
    ...SOUND,
    functions: [{ id: 1, name: 'f', file: 'f.go' }],
    locations: [
      { id: 1, lines: [[1, 5]] },
      { id: 2, lines: [[1, 7]] },
      { id: 3, lines: [[1, 9]] },
    ],
    samples: [1, 2, 2, 3].map((id) => ({ stack: [id], values: [1, 1] })),
  };
  assert.deepEqual([...buildView(decode(encode(sketch)).profile, 0, options).frames.line], [0, 7]);
});

test('code without names counts for its binary', () => {
  const sketch: Sketch = { ...SOUND, locations: [1, 2, 3].map((id) => ({ id, mapping: id === 3 ? 0 : 1 })) };
  assert.deepEqual(table(buildView(decode(encode(sketch)).profile, 0, options)), [
    ['root', 0, 4],
    ['[server]', 3, 4],
    ['<unknown>', 1, 1],
  ]);
});

function checkShape({ nodes, frames, strings }: ProfileView): void {
  const count = nodes.frame.length;
  assert.equal(nodes.firstChild.length, count + 1);
  assert.equal(nodes.firstChild[0], count === 1 ? 1 : 1);
  assert.equal(nodes.firstChild[count], count);
  for (let node = 0; node < count; node++) {
    const first = nodes.firstChild[node]!;
    const children = Array.from({ length: nodes.firstChild[node + 1]! - first }, (_, at) => first + at);
    assert.ok(first > node);
    assert.ok(children.every((child) => nodes.parent[child] === node));
    assert.equal(nodes.self[node]! + sum(children.map((child) => nodes.total[child]!)), nodes.total[node]);
    assert.equal(new Set(children.map((child) => nodes.frame[child])).size, children.length);
    const sizes = children.map((child) => Math.abs(nodes.total[child]!));
    assert.deepEqual(
      sizes,
      sizes.toSorted((a, b) => b - a),
    );
    assert.ok(nodes.frame[node]! < frames.name.length);
  }
  assert.ok([...frames.name, ...frames.file].every((index) => index < strings.length));
}

interface Tree {
  name: string;
  total: number;
  self: number;
  inlined: boolean;
  children: Tree[];
}

function nested({ nodes, frames, strings }: ProfileView, node = 0): Tree {
  const children = Array.from(
    { length: nodes.firstChild[node + 1]! - nodes.firstChild[node]! },
    (_, at) => nodes.firstChild[node]! + at,
  );
  return {
    name: strings[frames.name[nodes.frame[node]!]!]!,
    total: nodes.total[node]!,
    self: nodes.self[node]!,
    inlined: nodes.inlined[node] === 1,
    children: children.map((child) => nested({ nodes, frames, strings } as ProfileView, child)).toSorted(byName),
  };
}

/** By name, and by numbers where code without a name is called alike. */
const byName = (a: Tree, b: Tree): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** The same tree, grown sample by sample, as one would on paper. */
function expectedTree(profile: Profile, sampleType: number): Tree {
  const root: Tree = { name: 'root', total: 0, self: 0, inlined: false, children: [] };
  const { samples, locations, functions, strings } = profile;
  for (const [sample, value] of valuesOf(profile, sampleType).entries()) {
    if (value === 0) continue;
    let node = root;
    root.total += value;
    for (const location of samples.locations
      .slice(samples.stackStart[sample], samples.stackStart[sample + 1])
      .toReversed()) {
      const rows = locations.lineFunction
        .slice(locations.lineStart[location], locations.lineStart[location + 1])
        .toReversed();
      const unnamed = locations.mapping[location] === 0 ? '[server]' : '<unknown>';
      const names = [...rows].map((row) => strings[functions.name[row]!] || `${unnamed}${functions.startLine[row]}`);
      for (const [at, name] of (names.length === 0 ? [`${unnamed}0`] : names).entries()) {
        let child = node.children.find((each) => each.name === name);
        if (child === undefined) node.children.push((child = { name, total: 0, self: 0, inlined: true, children: [] }));
        child.total += value;
        child.inlined &&= at > 0;
        node = child;
      }
    }
    node.self += value;
  }
  const finish = (tree: Tree): Tree => ({
    ...tree,
    name: tree.name.replace(/(?<=[\]>])\d+$/, ''),
    children: tree.children.map(finish).toSorted(byName),
  });
  return finish(root);
}

function table({ frames, strings }: ProfileView): readonly (readonly [name: string, self: number, total: number])[] {
  return [...frames.name]
    .map((name, frame) => [strings[name]!, frames.self[frame]!, frames.total[frame]!] as const)
    .filter(([name]) => name !== options.foldedName);
}

function valuesOf({ samples, sampleTypes }: Profile, sampleType: number): readonly number[] {
  return Array.from(
    { length: samples.count },
    (_, sample) => samples.values[sample * sampleTypes.length + sampleType]!,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
