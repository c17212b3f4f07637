import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equivalentsOf, KUBERNETES_CHECKS, kubernetesCheck } from './peerChecks.ts';

test('whose check an equivalent is', () => {
  assert.deepEqual(kubernetesCheck('kube-linter:latest-tag'), { peer: 'kube-linter', check: 'latest-tag' });
  assert.deepEqual(kubernetesCheck('kube-score:pod-probes'), { peer: 'kube-score', check: 'pod-probes' });
  assert.deepEqual(kubernetesCheck('polaris:procMount'), { peer: 'polaris', check: 'procMount' });
  assert.equal(kubernetesCheck('DL3007'), undefined);
  assert.equal(kubernetesCheck('dockerfile-utils:INVALID_PORT'), undefined);
});

test('the tools say that they have that many checks', () => {
  assert.deepEqual(
    Object.values(KUBERNETES_CHECKS).map((checks) => [checks.length, new Set(checks).size]),
    [
      [63, 63],
      [39, 39],
      [44, 44],
    ],
  );
});

test('names as rules write them', () => {
  assert.ok(equivalentsOf('polaris').includes('polaris:tagNotSpecified'));
});
