import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { datedTables, oldTables } from '../scripts/lib/dataAge.ts';
import { reduceColours } from '../scripts/lib/png.ts';
import { seconds } from '../scripts/lib/text.ts';
import { zipEntries } from '../scripts/lib/zip.ts';

// Written by Python's zipfile, with a comment at the end of the archive and a name beyond ASCII.
const ZIP = `UEsDBBQAAAAIAIMYIlxDv6ajBAAAAAIAAAAWAAAAZXh0ZW5zaW9uL3BhY2thZ2UuanNvbquuBQBQSwMEFAAACAgAgxgiXBr4Fm0OAAAAXgEAABMAAABl
eHRlbnNpb24vw5xuw68udHh0S0/MKymqVEgfpWhBAQBQSwECFAMUAAAACACDGCJcQ7+mowQAAAACAAAAFgAAAAAAAAAAAAAAgAEAAAAAZXh0ZW5zaW9uL3Bh
Y2thZ2UuanNvblBLAQIUAxQAAAgIAIMYIlwa+BZtDgAAAF4BAAATAAAAAAAAAAAAAACAATgAAABleHRlbnNpb24vw5xuw68udHh0UEsFBgAAAAACAAIAhQAA
AHcAAAAJAGEgY29tbWVudA==`;

test('a zip archive lists what is in it', () => {
  assert.deepEqual(zipEntries(Buffer.from(ZIP, 'base64')), [
    { path: 'extension/package.json', size: 2, compressedSize: 4 },
    { path: 'extension/Ünï.txt', size: 350, compressedSize: 14 },
  ]);
});

test('what is no zip archive is refused', () => {
  assert.throws(() => zipEntries(Buffer.from('PK but not really')), /not a zip archive/);
});

// 6 × 5 pixels, each row stored with another of the five filters; Go's image/png reads the same pixels from it.
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAYAAAAFCAIAAADpOgqxAAAAYklEQVR42hXKsQ2DMBAF0G++DXLHNSclIRSuTqI7t5QegIYNMkTGYZyMhdM+PQCwgCPi' +
  'm3HN+D0Q6J3EKJbEJrEsQye60Au90hv95PiBPou+Nl2qvnddW/yvIGRhqpwac7sB5hYJ8TfNhYkAAAAASUVORK5CYII=';

test('a picture of few colours keeps every pixel', () => {
  const { width, palette, rows } = readIndexed(reduceColours(Buffer.from(PICTURE, 'base64')));
  const pixels = rows.map((row) => row.map((index) => palette[index]));
  const colour = (x: number, y: number) => [40 * x + 3 * y, 50 * y + x * x, 17 * x * y].map((each) => each % 256);
  assert.equal(width, 6);
  assert.deepEqual(
    pixels,
    [0, 1, 2, 3, 4].map((y) => [0, 1, 2, 3, 4, 5].map((x) => colour(x, y))),
  );
});

test('what is no screenshot is refused', () => {
  assert.throws(() => reduceColours(reduceColours(Buffer.from(PICTURE, 'base64'))), /no PNG as a browser writes/);
});

test('durations are said as people say them', () => {
  assert.deepEqual([40, 1240, 9_949, 12_400, 59_700, 125_000].map(seconds), [
    '0.0 s',
    '1.2 s',
    '9.9 s',
    '12 s',
    '1 min 0 s',
    '2 min 5 s',
  ]);
});

/** Reads only what `reduceColours` may write: one palette, one unfiltered block of rows. */
function readIndexed(png: Buffer) {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const width = chunks.get('IHDR')!.readUInt32BE(0);
  const stored = inflateSync(chunks.get('IDAT')!);
  const colours = [...chunks.get('PLTE')!];
  const height = stored.length / (width + 1);
  return {
    width,
    palette: Array.from({ length: colours.length / 3 }, (_, at) => colours.slice(3 * at, 3 * at + 3)),
    rows: Array.from({ length: height }, (_, y) => {
      const start = y * (width + 1);
      assert.equal(stored[start], 0);
      return [...stored.subarray(start + 1, start + 1 + width)];
    }),
  };
}

test('a table of facts is old after six months', () => {
  const table = { file: 'a.ts', verifiedOn: '2026-02-28' };
  assert.deepEqual(oldTables([table], new Date('2026-08-28')), []);
  assert.deepEqual(oldTables([table], new Date('2026-08-29')), [table]);
  const files = datedTables().map(({ file }) => file);
  for (const name of [
    'baseImages',
    'distributions',
    'dockerfileLanguage',
    'goReleases',
    'officialImages',
    'peerChecks',
  ])
    assert.ok(files.includes(`server/src/core/${name}.ts`), name);
});
