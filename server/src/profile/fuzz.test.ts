import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { analyze } from './analyze.ts';
import { ProfileError } from './message.ts';
import { openProfile } from './open.ts';
import { reply } from './session.ts';
import { encode } from './testing/encode.ts';
import { SOUND } from './testing/sketches.ts';
import { buildView } from './view.ts';

const LIMITS = { maxBytes: 1 << 22 };
const ROUNDS = 5000;

/** Numbers from 0 to `below`, the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Mutation = (bytes: Uint8Array, roll: (below: number) => number) => Uint8Array;

/** Bytes that mean much in protobuf: ends and starts of varints, tags, lengths. */
const MEANINGFUL = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x08, 0x0a, 0x10, 0x12, 0x1a, 0x22, 0x2a, 0x32];

const MUTATIONS: readonly Mutation[] = [
  (bytes, roll) => bytes.with(roll(bytes.length), roll(256)),
  (bytes, roll) => bytes.with(roll(bytes.length), MEANINGFUL[roll(MEANINGFUL.length)]!),
  (bytes, roll) => bytes.with(roll(bytes.length), 1 << roll(8)),
  (bytes, roll) => bytes.slice(0, roll(bytes.length)),
  (bytes, roll) => {
    const at = roll(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + roll(8))]);
  },
  (bytes, roll) => {
    const at = roll(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), new Uint8Array(roll(12)).fill(roll(256)), bytes.subarray(at)]);
  },
  (bytes, roll) => {
    const [from, at] = [roll(bytes.length), roll(bytes.length)];
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, from + roll(64)), bytes.subarray(at)]);
  },
];

const read = (name: string): Uint8Array => readFileSync(new URL(`testdata/recorded/${name}.pb.gz`, import.meta.url));
const compressed = ['turnstile/goroutine', 'turnstile/mutex', 'catalog/block', 'harvest/heap'].map(read);
const originals = [encode(SOUND), ...compressed.map((file) => new Uint8Array(gunzipSync(file))), ...compressed];

test(`${ROUNDS} mutations of profiles are shown or refused, each in no time`, () => {
  let shown = 0;
  let refused = 0;
  let slowest = 0;
  for (let seed = 0; seed < ROUNDS; seed++) {
    const roll = dice(seed);
    let bytes = originals[seed % originals.length]!;
    for (let times = 1 + roll(3); times > 0 && bytes.length > 0; times--)
      bytes = MUTATIONS[roll(MUTATIONS.length)]!(bytes, roll);
    const start = performance.now();
    try {
      showAll(bytes);
      shown++;
    } catch (error) {
      assert.ok(error instanceof ProfileError, `seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
      refused++;
    }
    slowest = Math.max(slowest, performance.now() - start);
  }
  // Both must happen often, or the mutations test nothing.
  assert.ok(shown > ROUNDS / 20 && refused > ROUNDS / 20, `${shown} shown, ${refused} refused`);
  assert.ok(slowest < 10_000, `${slowest} ms`);
});

function showAll(bytes: Uint8Array): void {
  const { profile } = openProfile(bytes, LIMITS);
  for (const sampleType of profile.sampleTypes.keys()) buildView(profile, sampleType, { foldedName: '…' });
  analyze(profile, {
    sampleType: '',
    filters: { hide: 'runtime' },
    nodeCount: 5,
    nodeFraction: 0.005,
    edgeFraction: 0.001,
  });
}

test('a session survives every mutation', () => {
  const session = { profile: undefined, locale: 'en' as const };
  for (let seed = 0; seed < 300; seed++) {
    const roll = dice(seed);
    const bytes = MUTATIONS[roll(MUTATIONS.length)]!(originals[seed % originals.length]!, roll);
    const { answer } = reply(session, { id: seed, type: 'open', bytes, limits: LIMITS, locale: 'en' });
    assert.doesNotMatch(answer.type === 'error' ? answer.message : '', /please report it/);
  }
});

test('promises that a file cannot keep take no memory', () => {
  const many = (tag: number, count: number): Uint8Array => Buffer.alloc(count * 2, Uint8Array.of(tag, 0));
  const before = process.memoryUsage().arrayBuffers;
  // A million sample types and a million samples would have a billion values.
  assert.throws(
    () => openProfile(Buffer.concat([many(0x0a, 1 << 20), many(0x12, 1 << 20)]), { maxBytes: 1 << 24 }),
    ProfileError,
  );
  assert.ok(process.memoryUsage().arrayBuffers - before < 1 << 28);
});

test('stacks that stand for more frames than can be shown are refused', () => {
  const lines = Array.from({ length: 40_000 }, () => [1, 1] as const);
  const stack = Array.from({ length: 30_000 }, () => 1);
  const bytes = encode({ ...SOUND, locations: [{ id: 1, lines }], samples: [{ stack, values: [1, 1] }] });
  assert.throws(() => openProfile(bytes, LIMITS), /hold 1,200,000,000 frames, more than can be shown/);
});
