import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileKind, isNamedDockerfile, namedLanguage } from './fileKind.ts';

const CASES: Readonly<Record<string, string | undefined>> = {
  '/a/Dockerfile': 'dockerfile',
  '/a/Dockerfile.api': 'dockerfile',
  '/a/Dockerfile-debug': 'dockerfile',
  '/a/dockerfile_parser.rs': undefined,
  '/a/api.Dockerfile': 'dockerfile',
  '/a/api.dockerfile': 'dockerfile',
  '/a/Containerfile': 'dockerfile',
  '/a/Containerfile.dev': 'dockerfile',
  '/a/Dockerfile_arm': 'dockerfile',
  '/a/Dockerfile_helm_hook': 'dockerfile',
  '/a/Dockerfile2': 'dockerfile',
  '/a/dockerfile_test.go': undefined,
  '/a/Dockerfile_Tips.md': undefined,
  '/a/DockerfileHelper.cs': undefined,
  '/a/dockerfile.json.golden': undefined,
  '/a/Dockerfile.in': undefined,
  '/a/Dockerfile.dockerignore': undefined,
  '/a/Dockerfile.tmpl': undefined,
  '/a/Dockerfiles': undefined,
  '/a/deploy.yaml': 'yaml',
  '/a/deploy.YML': 'yaml',
  '/a/go.mod': 'goMod',
  '/a/cargo.mod': undefined,
  '/a/.git': 'repository',
  '/a/.hadolint.yaml': 'config',
  '/a/.hadolint.yml': 'config',
  '/a/.gantry.yaml': 'config',
  '/a/.gantry.yml': 'yaml',
  '/a/hadolint.yaml': 'yaml',
  '/a/vendor/modules.txt': 'vendored',
  '/a/modules.txt': undefined,
  '/a/.git/config': undefined,
  '/a/Dockerfile/readme': undefined,
};

for (const [path, kind] of Object.entries(CASES)) {
  test(`${path} is ${kind ?? 'left alone'}`, () => assert.equal(fileKind(path), kind));
}

test('whoever names a file that begins with Dockerfile means one', () => {
  for (const name of ['Dockerfile', 'api.dockerfile', 'DockerfileProd', 'Dockerfile_arm.v7', 'Containerfiles'])
    assert.ok(isNamedDockerfile(`/a/${name}`), name);
  for (const name of ['Dockerfile.md', 'Dockerfile.tmpl', 'dockerfile_test.go', 'MyDockerfile', 'deploy.yaml'])
    assert.ok(!isNamedDockerfile(`/a/${name}`), name);
});

test('JSON is a manifest if somebody names it', () => {
  assert.equal(fileKind('/a/pod.json'), undefined);
  assert.equal(namedLanguage('/a/pod.json'), 'yaml');
  assert.equal(namedLanguage('/a/pod.yml'), 'yaml');
  assert.equal(namedLanguage('/a/Dockerfile_arm.v7'), 'dockerfile');
  assert.equal(namedLanguage('/a/main.go'), undefined);
});
