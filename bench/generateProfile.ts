/**
 * A CPU profile of the size that breaks viewers: half a million different stacks of about forty frames, from fifty
 * thousand locations in twenty thousand functions, a third of the locations with something inlined, a tenth of the
 * samples labelled: 60 MB. The same bytes in every run.
 */
import { writeFileSync } from 'node:fs';

export interface Shape {
  readonly samples: number;
  readonly depth: number;
  readonly locations: number;
}

export const LARGE: Shape = { samples: 500_000, depth: 40, locations: 50_000 };

export function generateProfile(path: string, shape: Shape): void {
  const strings = stringTable();
  const out = output(shape.samples * (shape.depth + 10) * 3);
  const functions = Math.ceil(shape.locations * 0.4);
  writeValueType(out, strings, 'samples', 'count');
  writeValueType(out, strings, 'cpu', 'nanoseconds');
  writeSamples(out, strings, shape);
  message(out, 3, () => {
    for (const [field, value] of [
      [1, 1],
      [2, 0x400000],
      [3, 0x2000000],
      [5, strings.index('/app/server')],
      [7, 1],
    ] as const) {
      integer(out, field, value);
    }
  });
  writeLocations(out, shape.locations, functions);
  writeFunctions(out, strings, functions);
  for (const text of strings.all) bytes(out, 6, Buffer.from(text));
  integer(out, 9, 1_700_000_000_000_000_000n);
  integer(out, 10, 30_000_000_000n);
  message(out, 11, () => {
    integer(out, 1, strings.index('cpu'));
    integer(out, 2, strings.index('nanoseconds'));
  });
  integer(out, 12, 10_000_000);
  writeFileSync(path, out.buffer.subarray(0, out.used));
}

const PACKAGES = [
  'runtime',
  'net/http',
  'encoding/json',
  'github.com/acme/shop/internal/cart',
  'github.com/acme/shop/pkg/store',
  'google.golang.org/grpc',
  'golang.org/x/net/http2',
  'database/sql',
  'sync',
  'crypto/tls',
  'github.com/jackc/pgx/v5',
  'k8s.io/client-go/tools/cache',
];

/** Near the root a call goes many ways, further down mostly the usual one: so stacks share their roots. */
function writeSamples(out: Output, strings: StringTable, { samples, depth, locations }: Shape): void {
  const roll = dice(20_260_101);
  const endpoints = Array.from({ length: 200 }, (_, at) => strings.index(`/api/v1/resource-${at}`));
  const endpoint = strings.index('endpoint');
  const stack = new Uint32Array(depth + 9);
  for (let sample = 0; sample < samples; sample++) {
    const length = depth - 8 + Math.floor(roll() * 17);
    let location = 1 + Math.floor(roll() * roll() * 8);
    for (let level = 0; level < length; level++) {
      const luck = roll();
      const branch = Math.floor(level < 6 ? luck ** 2 * 6 : luck ** 3 * 4);
      location = 1 + (((Math.imul(location, 0x9e3779b1) ^ Math.imul(branch + 1, 0x5bd1e995)) >>> 0) % locations);
      stack[length - 1 - level] = location;
    }
    const count = 1 + Math.floor(roll() * 3);
    const label = roll() < 0.1 ? (endpoints[Math.floor(roll() * endpoints.length)] ?? 0) : 0;
    message(out, 2, () => {
      message(out, 1, () => {
        for (let entry = 0; entry < length; entry++) varint(out, stack[entry] ?? 0);
      });
      message(out, 2, () => {
        varint(out, count);
        varint(out, count * 10_000_000);
      });
      if (label === 0) return;
      message(out, 3, () => {
        integer(out, 1, endpoint);
        integer(out, 2, label);
      });
    });
  }
}

function writeLocations(out: Output, locations: number, functions: number): void {
  const roll = dice(7);
  for (let id = 1; id <= locations; id++) {
    const lines = roll() < 0.3 ? 2 : 1;
    message(out, 4, () => {
      integer(out, 1, id);
      integer(out, 2, 1);
      integer(out, 3, 0x400000 + id * 37);
      for (let line = 0; line < lines; line++) {
        message(out, 4, () => {
          integer(out, 1, 1 + ((Math.imul(id + line * 7, 0x85ebca77) >>> 0) % functions));
          integer(out, 2, 1 + Math.floor(roll() * 2000));
        });
      }
    });
  }
}

function writeFunctions(out: Output, strings: StringTable, functions: number): void {
  for (let id = 1; id <= functions; id++) {
    const owner = PACKAGES[id % PACKAGES.length] ?? '';
    const name = strings.index(`${owner}.(*Type${id % 997}).Method${id}`);
    message(out, 5, () => {
      integer(out, 1, id);
      integer(out, 2, name);
      integer(out, 3, name);
      integer(out, 4, strings.index(`/app/src/${owner}/file${id % 1500}.go`));
      integer(out, 5, (id % 900) + 1);
    });
  }
}

function writeValueType(out: Output, strings: StringTable, type: string, unit: string): void {
  message(out, 1, () => {
    integer(out, 1, strings.index(type));
    integer(out, 2, strings.index(unit));
  });
}

interface StringTable {
  readonly all: readonly string[];
  readonly index: (text: string) => number;
}

function stringTable(): StringTable {
  const all = [''];
  const known = new Map([['', 0]]);
  const index = (text: string): number => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, all.length);
    return all.push(text) - 1;
  };
  return { all, index };
}

/** Numbers from 0 to 1, the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

interface Output {
  buffer: Buffer;
  used: number;
}

function output(capacity: number): Output {
  return { buffer: Buffer.allocUnsafe(Math.max(capacity, 1 << 22)), used: 0 };
}

/** Writes the fields first and then moves them aside for their length. */
function message(out: Output, field: number, write: () => void): void {
  varint(out, field * 8 + 2);
  const start = out.used;
  write();
  const end = out.used;
  varint(out, end - start);
  const width = out.used - end;
  out.buffer.copyWithin(start + width, start, end);
  out.used = start;
  varint(out, end - start);
  out.used = end + width;
}

function bytes(out: Output, field: number, content: Uint8Array): void {
  varint(out, field * 8 + 2);
  varint(out, content.length);
  reserve(out, content.length);
  out.buffer.set(content, out.used);
  out.used += content.length;
}

function integer(out: Output, field: number, value: number | bigint): void {
  varint(out, field * 8);
  varint(out, value);
}

function varint(out: Output, value: number | bigint): void {
  reserve(out, 10);
  let rest = value;
  if (typeof rest === 'bigint') {
    for (; rest >= 0x80n; rest >>= 7n) out.buffer[out.used++] = Number(rest & 0x7fn) | 0x80;
    rest = Number(rest);
  }
  for (; rest >= 0x80; rest >>>= 7) out.buffer[out.used++] = (rest & 0x7f) | 0x80;
  out.buffer[out.used++] = rest;
}

function reserve(out: Output, more: number): void {
  if (out.used + more <= out.buffer.length) return;
  const larger = Buffer.allocUnsafe(out.buffer.length * 2 + more);
  out.buffer.copy(larger, 0, 0, out.used);
  out.buffer = larger;
}
