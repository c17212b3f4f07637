import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionIn, scanDefinitions } from './scan.ts';

const GENERATED = `---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    controller-gen.kubebuilder.io/version: v0.19.0
  name: widgets.example.com
spec:
  group: example.com
  names:
    kind: Widget
    listKind: WidgetList
    plural: widgets
  scope: Namespaced
  versions:
  - additionalPrinterColumns:
    - jsonPath: .status.ready
      name: Ready
      type: string
    name: v1
    schema:
      openAPIV3Schema:
        properties:
          spec:
            properties:
              name:
                type: string
            type: object
        type: object
    served: true
    storage: true
  - name: v1alpha1
    schema:
      openAPIV3Schema:
        type: object
    served: false
    storage: false
`;

function ids(text: string) {
  return scanDefinitions(text).map(({ group, kind, versions }) => ({ group, kind, versions }));
}

test('group, kind and served versions are found by the layout', () => {
  assert.deepEqual(ids(GENERATED), [{ group: 'example.com', kind: 'Widget', versions: ['v1'] }]);
  assert.deepEqual(ids(GENERATED.replaceAll('\n', '\r\n')), ids(GENERATED));
});

test('dashes may stand further in, keys in any order, values in quotes', () => {
  const text = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition # ours
metadata: { name: gears.example.com }
spec:

    # The API
    versions:
        -   name: "v2"
            served: true
        -   served: true
            name: 'v1'
    scope: Cluster
    names:
        plural: gears
        kind: "Gear"
    group: 'example.com'
`;
  assert.deepEqual(ids(text), [{ group: 'example.com', kind: 'Gear', versions: ['v2', 'v1'] }]);
});

test('the first version of the API had a single version', () => {
  const text = `apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
spec:
  group: example.com
  names:
    kind: Gear
  version: v1alpha1
`;
  assert.deepEqual(ids(text), [{ group: 'example.com', kind: 'Gear', versions: ['v1alpha1'] }]);
});

test('each document is told by itself, and found again when it has moved', () => {
  const other = GENERATED.replaceAll('Widget', 'Gadget');
  const text = `${GENERATED}---\nkind: ConfigMap\n${other}`;
  const [first, second, ...none] = scanDefinitions(text);
  assert.deepEqual([first?.kind, second?.kind, none.length], ['Widget', 'Gadget', 0]);
  assert.ok(first && second);
  assert.equal(definitionIn(text, second), other);
  assert.equal(definitionIn(`kind: Secret\n${other}${GENERATED}`, second), other);
  assert.equal(definitionIn(GENERATED, second), undefined);
  const [alone] = scanDefinitions(GENERATED);
  assert.equal(alone?.print, first.print);
  assert.notEqual(first.print, second.print);
});

test('what only speaks of definitions, and what a template makes, is none', () => {
  assert.deepEqual(ids('kind: ClusterRole\nrules: [] # for a CustomResourceDefinition\n'), []);
  assert.deepEqual(ids('kind: Note\nspec:\n  kind: CustomResourceDefinition\n  group: example.com\n'), []);
  assert.deepEqual(ids(GENERATED.replace('group: example.com', 'group: {{ .Values.group }}')), []);
  assert.deepEqual(ids('kind: CustomResourceDefinition'), []);
  assert.deepEqual(ids('kind: CustomResourceDefinition\nspec:\n  group: a\n  names:\n'), []);
});
