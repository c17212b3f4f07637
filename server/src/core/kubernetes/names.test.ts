import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameFormOf, nameProblem, repairName, type NameForm } from './names.ts';

const CASES: readonly [string, NameForm, ReturnType<typeof nameProblem>, string | undefined][] = [
  ['api', 'label', undefined, 'api'],
  ['My_App', 'label', 'form', 'my-app'],
  ['api.v1', 'label', 'form', 'api-v1'],
  ['api.v1', 'subdomain', undefined, 'api.v1'],
  ['api..v1', 'subdomain', 'form', 'api.v1'],
  ['-api-', 'label', 'form', 'api'],
  ['1api', 'label1035', 'form', undefined],
  ['a'.repeat(64), 'label', 'long', undefined],
  ['a'.repeat(64), 'subdomain', undefined, 'a'.repeat(64)],
  ['http', 'port', undefined, 'http'],
  ['8080', 'port', 'form', undefined],
  ['http--alt', 'port', 'form', 'http-alt'],
  ['metrics-and-health', 'port', 'long', undefined],
  ['___', 'label', 'form', undefined],
];

for (const [name, form, problem, repaired] of CASES) {
  test(`${form}: ${name}`, () => {
    assert.equal(nameProblem(name, form), problem);
    assert.equal(repairName(name, form), repaired);
  });
}

test('roles may be called anything that an address can hold', () => {
  assert.equal(nameFormOf('rbac.authorization.k8s.io', 'ClusterRole'), 'path');
  assert.equal(nameFormOf('apps', 'Deployment'), 'subdomain');
});
