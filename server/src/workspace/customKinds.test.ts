import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionIn } from '../parse/kubernetes/definitions/scan.ts';
import { createCustomKinds, type DefinitionFile, definitionsOf } from './customKinds.ts';

const definition = (kind: string, field: string): string => `kind: CustomResourceDefinition
apiVersion: apiextensions.k8s.io/v1
spec:
  group: example.com
  names:
    kind: ${kind}
  versions:
    - name: v1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            ${field}: { type: string }
`;

let reads = 0;

function files(texts: Readonly<Record<string, string>>): Map<string, DefinitionFile> {
  return new Map(
    Object.entries(texts).flatMap(([path, text]) => {
      const found = definitionsOf(text);
      const read: DefinitionFile['read'] = (id) => {
        reads += 1;
        return definitionIn(text, id);
      };
      return found ? [[path, { ...found, read }] as const] : [];
    }),
  );
}

const GEAR = { apiVersion: 'example.com/v1', kind: 'Gear' };
const BOLT = { apiVersion: 'example.com/v1', kind: 'Bolt' };

test('nothing is read before somebody asks, and then only the kind that is asked for', () => {
  reads = 0;
  const kinds = createCustomKinds(
    files({ '/w/a.yaml': definition('Gear', 'a'), '/w/b.yaml': definition('Bolt', 'b') }),
    new Set(),
  );
  assert.deepEqual(kinds.known('/w/x.yaml'), [GEAR, BOLT]);
  const gear = kinds.of('/w/x.yaml', GEAR);
  assert.equal(reads, 0);
  assert.ok(gear);
  assert.ok(gear.schemas[0]?.type.fields.has('a'));
  assert.equal(gear.schemas, kinds.of('/w/x.yaml', GEAR)?.schemas);
  assert.equal(reads, 1);
});

test('a kind whose definitions stay the same is the same object', () => {
  const before = createCustomKinds(
    files({ '/w/a.yaml': definition('Gear', 'a'), '/w/b.yaml': definition('Bolt', 'b') }),
    new Set(),
  );
  const [gear, bolt] = [before.of('/w/x.yaml', GEAR), before.of('/w/x.yaml', BOLT)];
  const changed = files({ '/w/a.yaml': definition('Gear', 'a'), '/w/b.yaml': definition('Bolt', 'c') });
  const after = createCustomKinds(changed, new Set(), before);
  assert.equal(after.of('/w/x.yaml', GEAR), gear);
  assert.notEqual(after.of('/w/x.yaml', BOLT), bolt);
});

test('only definitions of the same repository count; equal ones once', () => {
  const kinds = createCustomKinds(
    files({
      '/w/one/a.yaml': definition('Gear', 'a'),
      '/w/one/chart/a.yaml': definition('Gear', 'a'),
      '/w/one/old/a.yaml': definition('Gear', 'old'),
      '/w/two/b.yaml': definition('Bolt', 'b'),
    }),
    new Set(['/w/one', '/w/two']),
  );
  assert.equal(kinds.of('/w/one/deploy/x.yaml', GEAR)?.schemas.length, 2);
  assert.equal(kinds.of('/w/two/x.yaml', GEAR), undefined);
  assert.deepEqual(kinds.known('/w/two/deep/x.yaml'), [BOLT]);
  assert.equal(kinds.of('/w/one/x.yaml', { ...GEAR, apiVersion: 'example.com/v2' })?.schemas.length, 0);
});
