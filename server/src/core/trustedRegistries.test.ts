import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseImageRef } from './imageRef.ts';
import { isTrusted } from './trustedRegistries.ts';

const trusts = (image: string, ...trusted: string[]): boolean => isTrusted(parseImageRef(image)!, trusted);

test('an entry is a host with its port', () => {
  assert.equal(trusts('x.com/debian', 'x.com'), true);
  assert.equal(trusts('x.com/debian', 'y.com', 'x.com'), true);
  assert.equal(trusts('x.com/debian', 'docker.io'), false);
  assert.equal(trusts('x.com:5000/debian', 'x.com'), false);
  assert.equal(trusts('x.com:5000/debian', 'x.com:5000'), true);
  assert.equal(trusts('localhost/debian', 'docker.io'), false);
});

test('a star stands for anything, at one end', () => {
  assert.equal(trusts('eu.gcr.io/a', '*.gcr.io'), true);
  assert.equal(trusts('gcr.io/a', '*.gcr.io'), false);
  assert.equal(trusts('registry.one/a', 'registry.*'), true);
  assert.equal(trusts('debian', '*'), true);
});

test('Docker Hub has several names, also for images without one', () => {
  for (const image of [
    'ubuntu:18.04',
    'zemanlx/ubuntu',
    'docker.io/zemanlx/ubuntu',
    'index.docker.io/library/ubuntu',
  ]) {
    assert.equal(trusts(image, 'docker.io'), true, image);
    assert.equal(trusts(image, 'hub.docker.com'), true, image);
    assert.equal(trusts(image, '*.io'), true, image);
    assert.equal(trusts(image, 'x.com'), false, image);
  }
});

test('an entry with a path allows what lies below it', () => {
  assert.equal(trusts('gcr.io/distroless/static', 'gcr.io/distroless'), true);
  assert.equal(trusts('gcr.io/distroless2/static', 'gcr.io/distroless'), false);
  assert.equal(trusts('gcr.io/other/static', 'gcr.io/distroless/'), false);
  assert.equal(trusts('ghcr.io/acme-a/x', 'ghcr.io/acme-*'), true);
  assert.equal(trusts('acme/x', 'docker.io/acme'), true);
});
