import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { decode } from './decode.ts';
import { type Message, type MessageId, ProfileError } from './message.ts';
import type { Profile } from './model.ts';
import { encode, encodeFields, field, type Sketch, varintField } from './testing/encode.ts';
import { SOUND } from './testing/sketches.ts';

test('every field of a profile is kept', () => {
  const { profile, notices } = decode(encode(SOUND));
  assert.deepEqual(notices, []);
  assert.deepEqual(profile.sampleTypes, [
    { type: 'samples', unit: 'count' },
    { type: 'cpu', unit: 'nanoseconds' },
  ]);
  assert.deepEqual([...profile.samples.values], [3, 30_000_000, 1, 10_000_000]);
  assert.deepEqual(stacks(profile), [
    ['main.inner', 'main.work', 'main.main'],
    ['main.idle', 'main.main'],
  ]);
  assert.deepEqual([...profile.locations.address], [0x400100n, 0x400200n, 0x400300n]);
  assert.deepEqual([...profile.locations.lineNumber], [10, 31, 20, 40]);
  assert.deepEqual([...profile.functions.startLine], [8, 18, 28, 38]);
  assert.deepEqual(profile.mappings, [
    { start: 0x400000n, limit: 0x800000n, offset: 0n, file: '/app/server', buildId: 'b1', hasFunctions: false },
  ]);
  assert.deepEqual(labels(profile, 1), { task: 'sweep', bytes: 512 });
  assert.deepEqual(labels(profile, 0), {});
  assert.equal(profile.timeNanos, 1_700_000_000_000_000_000n);
  assert.equal(profile.durationNanos, 1_000_000_000);
  assert.deepEqual(profile.comments, ['made by hand']);
  assert.deepEqual([profile.periodType, profile.period], [{ type: 'cpu', unit: 'nanoseconds' }, 10_000_000]);
});

test('tables may come in any order, before or after what refers to them', () => {
  const expected = decode(encode(SOUND)).profile;
  const fields = encodeFields(SOUND).map((bytes, at) => ({ bytes, at }));
  fc.assert(
    fc.property(fc.shuffledSubarray(fields, { minLength: fields.length }), (shuffled) => {
      // The entries of one table are numbered by their order, so each table keeps its own.
      const order = new Map<number | undefined, { bytes: Uint8Array; at: number }[]>();
      for (const one of fields) order.set(one.bytes[0], [...(order.get(one.bytes[0]) ?? []), one]);
      const mixed = shuffled.map(({ bytes }) => order.get(bytes[0])!.shift()!.bytes);
      assert.deepEqual(decode(Buffer.concat(mixed)).profile, expected);
    }),
    { numRuns: 50 },
  );
});

test('repeated numbers may be packed, single, or both', () => {
  const unpacked = encode({ ...SOUND, samples: SOUND.samples!.map((sample) => ({ ...sample, unpacked: true })) });
  assert.deepEqual(decode(unpacked).profile.samples, decode(encode(SOUND)).profile.samples);
  const mixed = field(
    2,
    Buffer.concat([field(1, Uint8Array.of(2)), varintField(1, 1), varintField(2, 3), field(2, Uint8Array.of(7))]),
  );
  const { profile } = decode(Buffer.concat([encode({ ...SOUND, samples: [] }), mixed]));
  assert.deepEqual(stacks(profile), [['main.inner', 'main.work', 'main.main']]);
  assert.deepEqual([...profile.samples.values], [3, 7]);
});

test('int64 values are exact, negative ones too', () => {
  const values = [
    -1,
    -128,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
    0,
    2 ** 28,
    -(2 ** 28),
  ];
  const sketch: Sketch = { ...SOUND, samples: values.map((value) => ({ stack: [1], values: [value, -value] })) };
  const { profile, notices } = decode(encode(sketch));
  assert.deepEqual(
    [...profile.samples.values],
    values.flatMap((value) => [value, 0 - value]),
  );
  // Each value is exact; their sum is not.
  assert.deepEqual(ids(notices), ['roundedTotals']);
});

test('any int64 is read as the double nearest to it', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      const { profile, notices } = decode(encode({ ...SOUND, samples: [{ stack: [1], values: [value, 0] }] }));
      const safe = value < 2n ** 53n && value > -(2n ** 53n);
      if (safe) assert.equal(BigInt(profile.samples.values[0]!), value);
      else assert.ok(Math.abs(profile.samples.values[0]! - Number(value)) <= 2 ** 11);
      assert.deepEqual(ids(notices), safe ? [] : ['roundedValues']);
    }),
  );
});

test('values that a double cannot hold are counted, not passed over', () => {
  const values = [2n ** 53n, 2n ** 60n + 1n, -(2n ** 62n)];
  const sketch: Sketch = { ...SOUND, samples: values.map((value) => ({ stack: [1], values: [value, 1] })) };
  assert.deepEqual(decode(encode(sketch)).notices, [{ id: 'roundedValues', args: { count: 3 } }]);
});

test('totals that a double cannot hold are named', () => {
  const sketch: Sketch = { ...SOUND, samples: [1, 2].map((id) => ({ stack: [id], values: [1, 2n ** 52n + 1n] })) };
  assert.deepEqual(decode(encode(sketch)).notices, [{ id: 'roundedTotals', args: { types: 'cpu' } }]);
});

test('ids may be sparse and beyond 2^32', () => {
  const id = 2n ** 63n + 5n;
  const sketch: Sketch = {
    ...SOUND,
    samples: [{ stack: [id, 2 ** 40, 4_000_000_000], values: [1, 1] }],
    mappings: [{ id: 2n ** 60n, file: '/app/server' }],
    locations: [
      { id, mapping: 2n ** 60n, lines: [[2n ** 50n, 1]] },
      { id: 2 ** 40, mapping: 2n ** 60n, lines: [[7, 2]] },
      { id: 4_000_000_000, lines: [[7, 3]] },
    ],
    functions: [
      { id: 2n ** 50n, name: 'far' },
      { id: 7, name: 'near' },
    ],
  };
  const { profile, notices } = decode(encode(sketch));
  assert.deepEqual(stacks(profile), [['far', 'near', 'near']]);
  assert.deepEqual([...profile.locations.mapping], [0, 0, -1]);
  assert.deepEqual(notices, []);
});

test('ids that differ only beyond 2^53 are told apart', () => {
  const sketch: Sketch = {
    ...SOUND,
    samples: [{ stack: [2n ** 60n, 2n ** 60n + 1n], values: [1, 1] }],
    locations: [
      { id: 2n ** 60n, lines: [[1, 1]] },
      { id: 2n ** 60n + 1n, lines: [[2, 1]] },
    ],
  };
  assert.deepEqual(stacks(decode(encode(sketch)).profile), [['main.main', 'main.work']]);
});

test('unknown fields of every wire type are skipped', () => {
  const unknown = Buffer.concat([
    varintField(16, 2n ** 64n - 1n),
    field(99, new Uint8Array(300)),
    Buffer.from([0x89, 0x01, 1, 2, 3, 4, 5, 6, 7, 8]),
    Buffer.from([0x8d, 0x01, 1, 2, 3, 4]),
  ]);
  const nested = field(2, Buffer.concat([field(1, Uint8Array.of(1)), unknown, field(2, Uint8Array.of(1, 1))]));
  const { profile } = decode(Buffer.concat([unknown, encode({ ...SOUND, samples: [] }), nested, unknown]));
  assert.deepEqual(stacks(profile), [['main.main']]);
});

test('labels without text, number and unit are forgotten, as pprof does', () => {
  const { profile } = decode(
    encode({ ...SOUND, samples: [{ stack: [1], values: [1, 1], labels: { none: 0, some: 1 } }] }),
  );
  assert.deepEqual(labels(profile, 0), { some: 1 });
});

test('a profile cut off anywhere is refused, and inside a field the byte is named', () => {
  const fields = encodeFields(SOUND);
  const whole = Buffer.concat(fields);
  const boundaries = new Set(
    fields.map((_, count) => fields.slice(0, count).reduce((sum, one) => sum + one.length, 0)),
  );
  for (let size = 1; size < whole.length; size++) {
    const error = failure(() => decode(whole.subarray(0, size)));
    if (boundaries.has(size)) continue;
    assert.equal(error?.id, 'truncated', `at ${size}`);
    assert.ok(error?.id === 'truncated' && error.args.offset <= size && error.args.size === size);
  }
});

function failure(action: () => unknown): Message | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof ProfileError, String(error));
    return error.detail;
  }
}

function ids(messages: readonly Message[]): readonly MessageId[] {
  return messages.map(({ id }) => id);
}

/** Function names per sample, leaf first. */
function stacks({ samples, locations, functions, strings }: Profile): readonly string[][] {
  return Array.from({ length: samples.count }, (_, sample) =>
    [...samples.locations.subarray(samples.stackStart[sample], samples.stackStart[sample + 1])].flatMap((location) =>
      [...locations.lineFunction.subarray(locations.lineStart[location], locations.lineStart[location + 1])].map(
        (row) => strings[functions.name[row]!]!,
      ),
    ),
  );
}

function labels({ labels: columns, strings }: Profile, sample: number): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  for (let label = columns.start[sample]!; label < columns.start[sample + 1]!; label++) {
    found[strings[columns.key[label]!]!] =
      columns.text[label] === 0 ? columns.number[label]! : strings[columns.text[label]!]!;
  }
  return found;
}
