import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAside, isFragmentPath, isPolicySample, isTestData } from './manifestPath.ts';

const CASES: Readonly<Record<string, boolean>> = {
  '/shop/overlays/prod/deployment.yaml': true,
  '/shop/base/deployment.yaml': false,
  '/shop/patches/memory.yaml': true,
  '/shop/config/manager_auth_proxy_patch.yaml': true,
  '/shop/tests/01-assert.yaml': true,
  '/shop/tests/02-errors.yml': true,
  '/shop/deploy/error-pages.yaml': false,
  '/shop/deploy/dispatcher.yaml': false,
  '/shop/deploy/api.yaml': false,
};

for (const [path, expected] of Object.entries(CASES)) {
  test(`${path}: ${expected ? 'a part of something' : 'a whole manifest'}`, () =>
    assert.equal(isFragmentPath(path), expected));
}

test('what a policy allows and what not', () => {
  const names = [
    'example_allowed.yaml',
    'disallowed-host.yml',
    'shop/allowed.yaml',
    'allowed-hosts/deploy.yaml',
    'x.yaml',
  ];
  assert.deepEqual(
    names.map((name) => isPolicySample(`/samples/${name}`)),
    [true, true, true, false, false],
  );
});

test('the data of tests', () => {
  const paths = [
    '/shop/e2e/api.yaml',
    '/shop/pkg/testdata/api.yaml',
    '/shop/e2e-tests/conf/api.yaml',
    '/shop/src/test/resources/api.yaml',
    '/shop/test.yaml',
    '/shop/test/api.yaml',
  ];
  assert.deepEqual(paths.map(isTestData), [true, true, true, true, false, false]);
  assert.deepEqual(paths.map(isAside), [true, true, true, true, false, true]);
});
