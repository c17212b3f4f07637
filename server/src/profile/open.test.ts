import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { inflate } from './inflate.ts';
import { type MessageId, ProfileError, text } from './message.ts';
import { openProfile } from './open.ts';
import { encode } from './testing/encode.ts';
import { SOUND } from './testing/sketches.ts';

const raw = encode(SOUND);
const limits = { maxBytes: 1 << 20 };

function refuses(file: Uint8Array, id: MessageId, says: RegExp, maxBytes = limits.maxBytes): void {
  assert.throws(
    () => openProfile(file, { maxBytes }),
    (error) => {
      assert.ok(error instanceof ProfileError, String(error));
      assert.equal(error.detail.id, id);
      assert.match(error.message, says);
      assert.match(text(error.detail, 'zh-cn'), /^[^\n]*[\u4e00-\u9fff][^\n]*。$/);
      return true;
    },
  );
}

test('a profile opens with and without compression', () => {
  const expected = openProfile(raw, limits);
  assert.equal(expected.profile.samples.count, 2);
  assert.deepEqual(openProfile(gzipSync(raw), limits), expected);
});

test('gzip of several members is joined', () => {
  const members = [raw.subarray(0, 40), raw.subarray(40, 41), raw.subarray(41)].map((part) => gzipSync(part));
  assert.deepEqual(openProfile(Buffer.concat(members), limits), openProfile(raw, limits));
});

test('zeros after the gzip data are padding', () => {
  assert.deepEqual(openProfile(Buffer.concat([gzipSync(raw), Buffer.alloc(512)]), limits), openProfile(raw, limits));
});

test('a gzip bomb is stopped at the limit', () => {
  const bomb = gzipSync(Buffer.alloc(64 << 20));
  assert.ok(bomb.length < 70_000);
  const before = process.memoryUsage().arrayBuffers;
  refuses(bomb, 'inflatesBeyondLimit', /grows beyond the limit of 1 MiB/);
  assert.ok(process.memoryUsage().arrayBuffers - before < 8 << 20);
});

test('a bomb of many members is stopped at the limit as well', () => {
  const bomb = Buffer.concat(Array.from({ length: 64 }, () => gzipSync(Buffer.alloc(1 << 20))));
  refuses(bomb, 'inflatesBeyondLimit', /grows beyond/);
});

test('a length in the trailer that lies changes nothing', () => {
  for (const claim of [0, 1, 0xffffffff]) {
    const file = Buffer.from(gzipSync(raw));
    const honest = inflate(file, limits);
    // The length is checked by zlib, so it is the member before the last that can lie about what comes.
    const lying = Buffer.concat([gzipSync(Buffer.alloc(claim === 1 ? 1 : 0)), file]);
    assert.deepEqual(inflate(lying, limits).subarray(-honest.length), honest);
  }
});

test('exactly the limit is within it', () => {
  assert.equal(openProfile(gzipSync(raw), { maxBytes: raw.length }).profile.samples.count, 2);
  assert.equal(openProfile(raw, { maxBytes: raw.length }).profile.samples.count, 2);
  refuses(gzipSync(raw), 'inflatesBeyondLimit', /grows beyond/, raw.length - 1);
  refuses(raw, 'largerThanLimit', /beyond the limit of/, raw.length - 1);
});

test('gzip data that is cut off says where', () => {
  const file = gzipSync(raw);
  for (const size of [12, 30, file.length - 9, file.length - 1]) {
    refuses(file.subarray(0, size), 'gzipTruncated', new RegExp(`ends at byte ${size} before it is complete`));
  }
});

test('gzip data that is damaged is called so', () => {
  const file = Buffer.from(gzipSync(raw));
  file[file.length - 6]! ^= 0xff;
  refuses(file, 'gzipDamaged', /fails its own check/);
});

const latin1 = (content: string): Uint8Array => Buffer.from(content, 'latin1');

for (const [what, file, id, says] of [
  ['an empty file', latin1(''), 'emptyFile', /capture the profile again/],
  ['an empty file, compressed', gzipSync(''), 'emptyFile', /capture the profile again/],
  ['an execution trace', latin1('go 1.23 trace\0\0\0\x01'), 'runtimeTrace', /`go tool trace`/],
  ['a heap dump', latin1('go1.7 heap dump\n\x06'), 'heapDump', /capture \/debug\/pprof\/heap/],
  [
    'a heap profile as text',
    latin1('heap profile: 3: 4 [5: 6] @ heap/1048576\n'),
    'textProfile',
    /without `\?debug=1`/,
  ],
  ['goroutines as text', latin1('goroutine profile: total 8\n1 @ 0x43\n'), 'textProfile', /without `\?debug=1`/],
  ['contention as text', latin1('--- mutex:\ncycles/second=1\n'), 'textProfile', /without `\?debug=1`/],
  ['text, compressed', gzipSync('--- contention:\ncycles/second=1\n'), 'textProfile', /without `\?debug=1`/],
  ['a goroutine dump', latin1('goroutine 1 [running]:\nmain.main()\n'), 'goroutineDump', /without `\?debug=2`/],
  ['a goroutine dump with details', latin1('goroutine 7 gp=0xc00 m=nil [select]:\n'), 'goroutineDump', /debug=2/],
  ['a coverage profile', latin1('mode: atomic\na.go:1.2,3.4 5 6\n'), 'coverage', /`go tool cover`/],
  ['an HTML page', latin1('\n<!DOCTYPE html>\n<html>'), 'html', /capture the profile itself/],
  ['an ELF binary', latin1('\x7fELF\x02\x01\x01\0'), 'executable', /recorded from it/],
  ['a Windows binary', latin1('MZ\x90\0\x03\0'), 'executable', /recorded from it/],
  ['a Mach-O binary', latin1('\xcf\xfa\xed\xfe\x07\0\0\x01'), 'executable', /recorded from it/],
  ['a perf recording', latin1('PERFILE2\x68\0'), 'perfData', /perf_to_profile/],
  ['a flight recording', latin1('FLR\0\0\x02'), 'flightRecording', /Mission Control/],
  ['a zip archive', latin1('PK\x03\x04\x14\0'), 'archive', /a zip archive/],
  ['zstd', latin1('\x28\xb5\x2f\xfd\x04\0'), 'archive', /a zstd archive/],
  [
    'a Git LFS pointer',
    latin1('version https://git-lfs.github.com/spec/v1\noid sha256:00\n'),
    'largeFilePointer',
    /git lfs pull/,
  ],
  [
    'a gperftools profile',
    new Uint8Array(new BigUint64Array([0n, 3n, 0n, 10000n, 0n]).buffer),
    'legacyCpu',
    /`go tool pprof -proto`/,
  ],
  ['JSON', latin1('{"profiles": []}'), 'json', /as pprof protobuf/],
  [
    'an answer of a server',
    latin1('404 page not found\n'),
    'plainText',
    /that begins “404 page not found”, not a profile/,
  ],
  [
    'a complaint of net/http/pprof',
    latin1('Could not enable CPU profiling: cpu profiling already in use\n'),
    'plainText',
    /“Could not enable CPU profiling: cpu profiling already in use”/,
  ],
  ['Chinese text', Buffer.from('无法打开\n'), 'plainText', /“无法打开”/],
  ['noise', Uint8Array.of(0xff, 0xfe, 0xfd, 0xfc, 1, 2, 3), 'notProtobuf', /not a pprof profile, or a damaged one/],
  ['zeros', new Uint8Array(100), 'noSampleTypes', /names no sample types/],
] as const) {
  test(`${what} is called by its name`, () => refuses(file, id, says));
}

test('no profile of ours is taken for something else', () => {
  for (const kind of ['cpu', 'heap', 'allocs', 'goroutine', 'mutex', 'block']) {
    const file = readFileSync(new URL(`testdata/recorded/harvest/${kind}.pb.gz`, import.meta.url));
    assert.ok(openProfile(file, limits).profile.samples.count > 0);
  }
});
