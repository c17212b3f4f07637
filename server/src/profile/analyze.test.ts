import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Analysis, analyze } from './analyze.ts';
import type { Comparison } from './compare.ts';
import { decode } from './decode.ts';
import { FILTER_NAMES } from './filter.ts';
import { formatTop } from './formatTop.ts';
import { ProfileError } from './message.ts';
import { encode, type Sketch } from './testing/encode.ts';
import { randomCase } from './testing/randomCase.ts';
import { SOUND } from './testing/sketches.ts';

/** What `go tool pprof -top` printed for each seed, or null where it refused; recorded by testdata/record.sh. */
const tables: readonly (string | null)[] = JSON.parse(
  readFileSync(new URL('testdata/random.json', import.meta.url), 'utf8'),
);

test('pprof refused some of the random profiles and printed most', () => {
  const refused = tables.filter((table) => table === null).length;
  assert.ok(tables.length >= 400 && refused > 20 && refused < 80);
});

for (const [seed, expected] of tables.entries()) {
  test(`random profile ${seed} makes the table that go tool pprof printed`, () => {
    const { profile, base, options } = randomCase(seed);
    const run = (): string => formatTop(analyze(decode(encode(profile)).profile, analysisOf(options, base)).report);
    if (expected === null) assert.throws(run, ProfileError);
    else assert.equal(run(), expected);
  });
}

function analysisOf(options: readonly string[], base: Sketch): Analysis {
  const values = new Map(
    options.map((option) => [option.slice(1).split('=', 1)[0] ?? '', option.slice(option.indexOf('=') + 1)]),
  );
  const number = (name: string): number => Number(values.get(name) ?? 0);
  const mode: Comparison['mode'] = values.has('base') ? 'subtract' : 'difference';
  const compared = values.has('base') || values.has('diff_base');
  const filters = Object.fromEntries(
    FILTER_NAMES.flatMap((name) => (values.has(name) ? [[name, values.get(name)]] : [])),
  );
  return {
    sampleType: values.get('sample_index') ?? '',
    filters,
    nodeCount: number('nodecount'),
    nodeFraction: number('nodefraction'),
    edgeFraction: number('edgefraction'),
    ...(compared
      ? { comparison: { base: decode(encode(base)).profile, mode, normalized: values.has('normalize') } }
      : {}),
  };
}

const plain: Analysis = { sampleType: '', filters: {}, nodeCount: 0, nodeFraction: 0, edgeFraction: 0 };

test('functions exactly at the limit are kept', () => {
  const sketch: Sketch = {
    ...SOUND,
    samples: [
      { stack: [2, 1], values: [1, 90] },
      { stack: [3, 1], values: [1, 10] },
    ],
  };
  const names = (nodeFraction: number): readonly string[] =>
    analyze(decode(encode(sketch)).profile, { ...plain, nodeFraction }).report.rows.map(({ name }) => name);
  assert.deepEqual(names(0.1), ['main.inner', 'main.idle', 'main.main', 'main.work']);
  assert.deepEqual(names(0.11), ['main.inner', 'main.main', 'main.work']);
});

test('normalizing forgets samples whose changed values round to nothing, as pprof does', () => {
  // Both have two samples, so only cpu changes, to half: the sample without any is gone, though it counts as a sample.
  const profile: Sketch = {
    ...SOUND,
    samples: [
      { stack: [1], values: [1, 0] },
      { stack: [3], values: [1, 40] },
    ],
  };
  const base: Sketch = { ...SOUND, samples: [{ stack: [2], values: [2, 20] }] };
  const comparison: Comparison = { base: decode(encode(base)).profile, mode: 'subtract', normalized: true };
  const { report } = analyze(decode(encode(profile)).profile, { ...plain, sampleType: 'samples', comparison });
  assert.deepEqual(
    report.rows.map(({ name, flat }) => [name, flat]),
    [
      ['main.inner', -2],
      ['main.idle', 1],
      ['main.work', 0],
    ],
  );
});

test('the same binary is recognised wherever it was loaded, and whatever its last page holds', () => {
  const moved = (start: number, limit: number): Sketch => ({
    ...SOUND,
    mappings: [{ id: 1, start, limit, file: '/app/server' }],
    locations: [{ id: 1, mapping: 1, address: start + 0x100, lines: [[1, 10]] }],
    samples: [{ stack: [1], values: [1, 10] }],
  });
  const rest = (base: Sketch): number => {
    const comparison: Comparison = { base: decode(encode(base)).profile, mode: 'subtract', normalized: false };
    return analyze(decode(encode(moved(0x400000, 0x401800))).profile, { ...plain, comparison }).report.total;
  };
  assert.equal(rest(moved(0x700000, 0x701801)), 0);
  assert.equal(rest(moved(0x700000, 0x702801)), 20);
});

test('functions that cost the same stand in the order of their bytes, as Go compares', () => {
  // U+FFEE comes before U+1F600, which UTF-16 begins with the smaller 0xD83D.
  const names = ['\u{1F600}', '\uFFEE', 'b', 'a', 'ab', 'Z', ''];
  const sketch: Sketch = {
    ...SOUND,
    functions: names.map((name, at) => ({ id: at + 1, name })),
    locations: names.map((_, at) => ({ id: at + 1, lines: [[at + 1, 1]] })),
    samples: names.map((_, at) => ({ stack: [at + 1], values: [1, 1] })),
  };
  const { report } = analyze(decode(encode(sketch)).profile, plain);
  assert.deepEqual(
    report.rows.map(({ name }) => name),
    ['<unknown>', 'Z', 'a', 'ab', 'b', '\uFFEE', '\u{1F600}'],
  );
});

test('the order of labels says nothing, their values do', () => {
  const labelled = (labels: Readonly<Record<string, string>>): Sketch => ({
    ...SOUND,
    samples: [{ stack: [1], values: [1, 10], labels }],
  });
  const rest = (labels: Readonly<Record<string, string>>): number => {
    const base = decode(encode(labelled(labels))).profile;
    const comparison: Comparison = { base, mode: 'subtract', normalized: false };
    return analyze(decode(encode(labelled({ a: 'x', b: 'y' }))).profile, { ...plain, comparison }).report.total;
  };
  assert.equal(rest({ b: 'y', a: 'x' }), 0);
  assert.equal(rest({ a: 'y', b: 'x' }), 20);
});
