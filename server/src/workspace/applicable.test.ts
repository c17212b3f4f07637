import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintText } from '../engine/lint.ts';
import { DEFAULT_CONFIG } from '../engine/config.ts';
import { kindsOf, workspaceOf } from '../testing/workspaces.ts';

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gears.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Gear, plural: gears }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { spec: { type: object, properties: { teeth: { type: integer } } } }
`;

const GEAR = `apiVersion: example.com/v1
kind: Gear
metadata: { name: gear }
spec: { colour: red, shape: null }
`;

/** What is said of the gear in a file while the definition is in another, and others are around. */
function told(path: string, definition: string, ...others: readonly string[]): readonly string[] {
  const files = new Map([[path, GEAR], [definition, DEFINITION], ...others.map((other) => [other, ''] as const)]);
  const surroundings = { workspace: workspaceOf(files), kinds: kindsOf(files), config: DEFAULT_CONFIG };
  return lintText(path, GEAR, surroundings).map(
    ({ severity, span }) => `${severity} ${GEAR.slice(span.start, span.end)}`,
  );
}

const ALL = ['error colour', 'error shape'];

test('definitions among tests and copies of other projects are for what lies there', () => {
  assert.deepEqual(told('/w/deploy/gear.yaml', '/w/config/crd/gears.yaml'), ALL);
  for (const aside of [
    'test/crds',
    'pkg/testdata',
    'vendor/example.com/crd',
    'hack/third_party',
    'config/crd/external',
  ])
    assert.deepEqual(told('/w/deploy/gear.yaml', `/w/${aside}/gears.yaml`), [], aside);
  assert.deepEqual(told('/w/tests/gear.yaml', '/w/tests/crds/gears.yaml'), ALL);
});

test('custom resources in the data of tests are information', () => {
  const soft = ALL.map((each) => each.replace('error', 'info'));
  assert.deepEqual(told('/w/pkg/testdata/gear.yaml', '/w/config/crd/gears.yaml'), soft);
  assert.deepEqual(told('/w/api/src/test/resources/gear.yaml', '/w/config/crd/gears.yaml'), soft);
});

test('null in a patch takes away what is not there', () => {
  assert.deepEqual(told('/w/deploy/gear-patch.yaml', '/w/crd/gears.yaml'), ['error colour']);
  assert.deepEqual(told('/w/deploy/gear.yaml', '/w/crd/gears.yaml', '/w/deploy/kustomization.yaml'), ['error colour']);
});
