import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorkspace } from './snapshot.ts';

const BUILD = 'FROM golang:1.27 AS build\nCOPY . .\nRUN go build -o /x .\nFROM scratch\nCOPY --from=build /x /x\n';
const REDIS = 'FROM redis:8\nCOPY redis.conf /etc/\n';
const module = (path: string): string => `module ${path}\n\ngo 1.27\n`;

function linked(files: Record<string, string>, image: string, path: string, declared?: string): string | undefined {
  const link = createWorkspace(new Map(Object.entries(files))).dockerfileOf({ path, image, declared });
  return link && `${link.path} (${link.reason}, ${link.module?.module.path ?? 'no module'})`;
}

const MONOREPO = {
  '/w/go.mod': module('example.com/shop'),
  '/w/Dockerfile': BUILD,
  '/w/worker.Dockerfile': BUILD,
  '/w/build/Dockerfile.mailer': BUILD,
  '/w/cmd/report/Dockerfile': BUILD,
  '/w/redis/Dockerfile': REDIS,
};

test('names link an image to its Dockerfile', () => {
  const at = '/w/deploy/a.yaml';
  assert.equal(linked(MONOREPO, 'ghcr.io/acme/shop:1.4', at), '/w/Dockerfile (name, example.com/shop)');
  assert.equal(linked(MONOREPO, 'localhost:5000/worker', at), '/w/worker.Dockerfile (name, example.com/shop)');
  assert.equal(linked(MONOREPO, 'mailer:dev', at), '/w/build/Dockerfile.mailer (name, example.com/shop)');
  assert.equal(linked(MONOREPO, 'acme/report:1', at), '/w/cmd/report/Dockerfile (name, example.com/shop)');
});

test('a name that nobody here builds, or that Go does not build, links nothing', () => {
  assert.equal(linked(MONOREPO, 'redis:8', '/w/a.yaml'), undefined);
  assert.equal(linked(MONOREPO, 'postgres', '/w/a.yaml'), undefined);
  assert.equal(linked(MONOREPO, '', '/w/a.yaml'), undefined);
});

test('a digest is of what has been published, not of what is built here', () => {
  assert.equal(linked(MONOREPO, `ghcr.io/acme/shop@sha256:${'0'.repeat(64)}`, '/w/a.yaml'), undefined);
});

test('of two candidates the one nearer to the manifest counts, and none if both are as near', () => {
  const files = {
    '/w/one/go.mod': module('example.com/one'),
    '/w/one/api/Dockerfile': BUILD,
    '/w/two/go.mod': module('example.com/two'),
    '/w/two/api/Dockerfile': BUILD,
  };
  assert.equal(linked(files, 'api', '/w/two/deploy/a.yaml'), '/w/two/api/Dockerfile (name, example.com/two)');
  assert.equal(linked(files, 'api', '/w/deploy/a.yaml'), undefined);
});

test('another repository of the same workspace does not build our images', () => {
  const files = {
    '/w/a/.git': '',
    '/w/a/go.mod': module('example.com/a'),
    '/w/a/webhook/Dockerfile': BUILD,
    '/w/b/.git': '',
  };
  assert.equal(linked(files, 'acme/webhook:1', '/w/b/deploy.yaml'), undefined);
  assert.equal(linked(files, 'acme/webhook:1', '/w/a/deploy.yaml'), '/w/a/webhook/Dockerfile (name, example.com/a)');
});

test('a comment settles it, with a path from the manifest or from a folder above', () => {
  const at = '/w/deploy/a.yaml';
  assert.equal(
    linked(MONOREPO, 'x/y', at, '../worker.Dockerfile'),
    '/w/worker.Dockerfile (declared, example.com/shop)',
  );
  assert.equal(
    linked(MONOREPO, 'x/y', at, 'cmd/report/Dockerfile'),
    '/w/cmd/report/Dockerfile (declared, example.com/shop)',
  );
  assert.equal(linked(MONOREPO, 'shop', at, 'no/such/Dockerfile'), undefined);
});

test('what has not changed is the same object again', () => {
  const texts = new Map(Object.entries(MONOREPO));
  const first = createWorkspace(texts);
  assert.equal(createWorkspace(new Map(texts), first), first);
  const second = createWorkspace(new Map(texts).set('/w/go.mod', module('example.com/other')), first);
  assert.notEqual(second, first);
  assert.equal(second.dockerfiles[0], first.dockerfiles[0]);
});

test('an edit leaves what it has not touched the same object', () => {
  const files = new Map(Object.entries({ ...MONOREPO, '/w/.git': '' }));
  const before = createWorkspace(files);
  const after = createWorkspace(new Map(files).set('/w/Dockerfile', REDIS), before);
  assert.notEqual(after, before);
  assert.equal(after.repositories, before.repositories);
  assert.equal(after.modules[0], before.modules[0]);
});
