import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distributionOf, releasesOf, VERIFIED_ON } from './distributions.ts';
import { parseImageRef } from './imageRef.ts';

const release = (image: string): string | undefined => {
  const found = distributionOf(parseImageRef(image)!);
  return found && `${found.name} ${found.version}`;
};

test('days are days, in order within a distribution', () => {
  for (const name of ['Debian', 'Alpine'] as const) {
    const days = releasesOf(name).flatMap(({ supportEnds }) => supportEnds ?? []);
    assert.deepEqual(days, days.toSorted());
    for (const day of [...days, VERIFIED_ON]) assert.equal(new Date(day).toISOString().slice(0, 10), day);
  }
});

test('the release is read from name and tag', () => {
  const expected = {
    'debian:13': 'Debian 13',
    'debian:12.5-slim': 'Debian 12',
    'debian:bullseye-20240101': 'Debian 11',
    'alpine:3.20.3': 'Alpine 3.20',
    'ubuntu:focal-20230801': 'Ubuntu 20.04',
    'ubuntu:22.04': 'Ubuntu 22.04',
    'golang:1.26.1-bookworm': 'Debian 12',
    'golang:1.26-alpine3.23': 'Alpine 3.23',
    'node:22-bookworm-slim': 'Debian 12',
    'gcr.io/distroless/static-debian12:nonroot': 'Debian 12',
    'public.ecr.aws/docker/library/alpine:3.18': 'Alpine 3.18',
    'centos:7.9.2009': 'CentOS 7',
    'amazonlinux:2023': 'Amazon Linux 2023',
    'fedora:40': 'Fedora 40',
  };
  for (const [image, name] of Object.entries(expected)) assert.equal(release(image), name, image);
});

test('what floats, and what is not official, is not known', () => {
  for (const image of [
    'alpine',
    'alpine:3',
    'alpine:edge',
    'debian:stable',
    'golang:1.27',
    'golang:1.27-alpine',
    'registry.example/debian:11',
    'acme/app:1-bullseye',
    'ubuntu:rolling',
    'gcr.io/distroless/static',
    'debian:sid',
  ])
    assert.equal(release(image), undefined, image);
});
