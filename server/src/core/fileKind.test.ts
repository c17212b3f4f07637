import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileKind } from './fileKind.ts';

const CASES: Readonly<Record<string, string | undefined>> = {
  '/a/Dockerfile': 'dockerfile',
  '/a/Dockerfile.api': 'dockerfile',
  '/a/Dockerfile-debug': 'dockerfile',
  '/a/Dockerfile_windows': 'dockerfile',
  '/a/Dockerfile2': 'dockerfile',
  '/a/dockerfile_parser.rs': undefined,
  '/a/api.Dockerfile': 'dockerfile',
  '/a/api.dockerfile': 'dockerfile',
  '/a/Containerfile': 'dockerfile',
  '/a/Containerfile.dev': 'dockerfile',
  '/a/Dockerfile.dockerignore': undefined,
  '/a/Dockerfile.tmpl': undefined,
  '/a/Dockerfiles': undefined,
  '/a/deploy.yaml': 'yaml',
  '/a/deploy.YML': 'yaml',
  '/a/go.mod': 'goMod',
  '/a/cargo.mod': undefined,
  '/a/.git': 'repository',
  '/a/.hadolint.yaml': 'hadolint',
  '/a/.hadolint.yml': 'hadolint',
  '/a/hadolint.yaml': 'yaml',
  '/a/vendor/modules.txt': 'vendored',
  '/a/modules.txt': undefined,
  '/a/.git/config': undefined,
  '/a/Dockerfile/readme': undefined,
};

for (const [path, kind] of Object.entries(CASES)) {
  test(`${path} is ${kind ?? 'left alone'}`, () => assert.equal(fileKind(path), kind));
}
