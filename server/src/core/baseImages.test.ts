import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseImage, isWindows, officialName, pin, VERIFIED_ON } from './baseImages.ts';
import { parseImageRef } from './imageRef.ts';

const facts = (image: string) => baseImage(parseImageRef(image)!);

test('the day of verification is a day', () => {
  assert.equal(new Date(VERIFIED_ON).toISOString().slice(0, 10), VERIFIED_ON);
});

test('flavours of one image differ', () => {
  assert.deepEqual([facts('golang:1.27')?.libc, facts('golang:1.27')?.compiler], ['glibc', true]);
  assert.deepEqual([facts('golang:1.27-alpine')?.libc, facts('golang:1.27-alpine')?.compiler], ['musl', false]);
  assert.deepEqual([facts('busybox:1.38-musl')?.libc, facts('busybox:1.38-glibc')?.libc], ['none', 'glibc']);
  assert.ok(isWindows(facts('golang:1.27-nanoserver')));
});

test('distroless: no shell at /bin/sh, nonroot only where the tag says so', () => {
  const plain = facts('gcr.io/distroless/static-debian13')!;
  assert.deepEqual([plain.libc, plain.shell, plain.user], ['none', false, '0']);
  assert.equal(facts('gcr.io/distroless/base:debug-nonroot')!.user, '65532');
  assert.deepEqual(
    [facts('gcr.io/distroless/base:debug')!.libc, facts('gcr.io/distroless/base:debug')!.shell],
    ['glibc', false],
  );
});

test('Chainguard: nonroot by default, but not the images to build in', () => {
  assert.equal(facts('cgr.dev/chainguard/static')!.user, '65532');
  assert.equal(facts('cgr.dev/chainguard/wolfi-base')!.user, '0');
  assert.equal(facts('cgr.dev/chainguard/go:latest-dev')!.user, '0');
});

test('mirrors serve the same images, others are not known', () => {
  assert.deepEqual(facts('public.ecr.aws/docker/library/alpine:3.24'), facts('alpine:3.24'));
  assert.equal(officialName(parseImageRef('mirror.gcr.io/library/golang')!), 'golang');
  assert.equal(officialName(parseImageRef('acme/golang')!), undefined);
  assert.equal(facts('registry.example/alpine'), undefined);
});

test('pins are tags or parts of the name', () => {
  const pins = ['alpine', 'debian', 'gcr.io/distroless/static', 'golang', 'acme/app'].map((image) =>
    pin(parseImageRef(image)!),
  );
  assert.deepEqual(pins, [':3.24', ':13', '-debian13', undefined, undefined]);
});
