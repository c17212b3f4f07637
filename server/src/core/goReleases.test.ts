import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  currentGoSuffix,
  floatingGoFlavour,
  goImageTag,
  goLine,
  goVersionIn,
  goReleased,
  goSupportEnded,
  parseGoVersion,
  supportedGoLineFor,
  supportedGoLines,
  VERIFIED_ON,
} from './goReleases.ts';
import { parseImageRef } from './imageRef.ts';

const version = (text: string) => parseGoVersion(text)!;
const DAY = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

test('the table is well formed: every line once, in order, with a day that exists', () => {
  const [, newest] = supportedGoLines();
  const days: string[] = [];
  for (let minor = 1; minor <= version(newest).minor; minor++) {
    const day = goReleased(version(`1.${minor}`));
    assert.match(day ?? '', DAY, `1.${minor}`);
    assert.equal(new Date(day!).toISOString().slice(0, 10), day);
    days.push(day!);
  }
  assert.deepEqual(days, days.toSorted());
  assert.match(VERIFIED_ON, DAY);
  assert.ok(
    days.every((day) => day <= VERIFIED_ON),
    'nothing was released after the table was verified',
  );
});

test('a line is supported until two newer ones exist', () => {
  assert.deepEqual(supportedGoLines(), ['1.26', '1.27']);
  assert.equal(goSupportEnded(version('1.27.1')), undefined);
  assert.equal(goSupportEnded(version('1.26')), undefined);
  assert.equal(goSupportEnded(version('1.25.3')), '2026-08-19', 'the day of 1.27');
  assert.equal(goSupportEnded(version('1.22')), '2025-02-11', 'the day of 1.24');
  assert.equal(goSupportEnded(version('1.99')), undefined, 'newer than the table');
});

test('the line to move to is the oldest supported one that go.mod allows', () => {
  assert.equal(supportedGoLineFor(undefined), '1.26');
  assert.equal(supportedGoLineFor(version('1.21')), '1.26');
  assert.equal(supportedGoLineFor(version('1.26.4')), '1.26');
  assert.equal(supportedGoLineFor(version('1.27')), '1.27');
  assert.equal(supportedGoLineFor(version('1.28')), undefined);
});

for (const [image, found, suffix] of [
  ['golang:1.22.5-alpine3.20', '1.22.5', 'alpine3.20'],
  ['golang:1.27rc2', '1.27rc2', ''],
  ['docker.io/library/golang:1.26-trixie', '1.26', 'trixie'],
  ['mirror.gcr.io/library/golang:1.26', '1.26', ''],
  ['golang:latest', undefined, undefined],
  ['golang:1', undefined, undefined],
  ['golang:1-alpine', undefined, undefined],
  ['acme/golang:1.22', undefined, undefined],
  ['registry.example/golang:1.22', undefined, undefined],
] as const) {
  test(`the version of ${image}`, () => {
    const ref = parseImageRef(image)!;
    const tag = goImageTag(ref);
    assert.equal(tag && image.slice(tag.span.start, tag.span.end), found);
    assert.equal(tag?.suffix, suffix);
  });
}

test('tags that move on to every new line', () => {
  const flavour = (image: string) => floatingGoFlavour(parseImageRef(image)!);
  assert.deepEqual(
    ['golang', 'golang:latest', 'docker.io/golang:1', 'golang:1-alpine', 'golang:bookworm'].map(flavour),
    ['', '', '', 'alpine', 'bookworm'],
  );
  // A line, a flavour without new lines, the development version, another image.
  assert.deepEqual(['golang:1.27', 'golang:1-buster', 'golang:alpine3.19', 'golang:tip', 'acme/golang'].map(flavour), [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('the Go in an image', () => {
  const line = (image: string) => {
    const found = goVersionIn(parseImageRef(image)!);
    return found && goLine(found);
  };
  assert.deepEqual(['golang:1.22.5-alpine', 'golang:alpine', 'golang'].map(line), ['1.22', '1.27', '1.27']);
  assert.deepEqual(['golang:tip', 'acme/golang:1.22', 'debian:13'].map(line), [undefined, undefined, undefined]);
});

test('flavours that are gone are replaced by their family, forks by nothing', () => {
  assert.deepEqual(
    ['', 'trixie', 'alpine3.23', 'alpine3.12', 'buster', 'windowsservercore-1809', 'fips'].map(currentGoSuffix),
    ['', 'trixie', 'alpine3.23', 'alpine', 'bookworm', undefined, undefined],
  );
});

test('only versions are versions', () => {
  assert.deepEqual(parseGoVersion('1.26.3'), { major: 1, minor: 26, patch: 3 });
  assert.deepEqual(parseGoVersion('1.27rc1'), { major: 1, minor: 27, patch: undefined });
  assert.deepEqual(['', '1', 'go1.2', '1.2.3.4', '1.x'].map(parseGoVersion), Array(5).fill(undefined));
});
