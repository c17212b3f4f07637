import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseYaml } from '../../parse/yaml.ts';
import { cursorIn } from '../../testing/cursor.ts';
import { complete, labels, taken } from '../../testing/kubernetesCompletions.ts';
import { kindsOf } from '../../testing/workspaces.ts';
import { kubernetesHover } from './hover.ts';

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: backups.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Backup, plural: backups }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          description: |-
            A backup of a database. It runs at
            fixed times.
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [database]
              properties:
                database:
                  type: string
                  description: Name of the database. Of this namespace.
                method: { type: string, enum: [Snapshot, Dump, "on"], default: Dump }
                keep: { type: integer, default: 7 }
                verify: { type: boolean }
                targets:
                  type: array
                  items: { type: object, required: [bucket], properties: { bucket: { type: string } } }
`;
const around = { kinds: kindsOf(new Map([['/w/crd.yaml', DEFINITION]])), path: '/w/backup.yaml' };
const HEAD = 'apiVersion: example.com/v1\nkind: Backup\n';

describe('completion', () => {
  test('fields, required ones first, with what the definition says', () => {
    assert.deepEqual(labels(`${HEAD}spec:\n  |`, around), ['database', 'method', 'keep', 'verify', 'targets']);
    const [database] = complete(`${HEAD}spec:\n  |`, around);
    assert.equal(database?.detail, 'text, required');
    assert.equal(database.documentation, 'Name of the database.');
    assert.deepEqual(labels(`${HEAD}|`, around), ['spec', 'metadata']);
    assert.deepEqual(labels(`${HEAD}spec:\n  targets:\n    - |`, around), ['bucket']);
    assert.equal(
      complete(`${HEAD}spec:\n  |`, around).find(({ label }) => label === 'targets')?.detail,
      'list of object',
    );
  });

  test('values of an enum, in quotes where they need them, and of booleans', () => {
    const values = complete(`${HEAD}spec:\n  method: |`, around);
    assert.deepEqual(
      values.map(({ label, detail }) => [label, detail]),
      [
        ['Snapshot', undefined],
        ['Dump', 'default'],
        ['"on"', undefined],
      ],
    );
    assert.deepEqual(labels(`${HEAD}spec:\n  verify: |`, around), ['true', 'false']);
  });

  test('kinds and their versions', () => {
    assert.ok(labels('kind: |', around).includes('Backup'));
    assert.deepEqual(labels('apiVersion: example.com/v1\nkind: |', around), ['Backup']);
    assert.deepEqual(labels('apiVersion: |\nkind: Backup', around), ['example.com/v1']);
    assert.ok(!labels('kind: |').includes('Backup'));
    assert.match(taken('kind: |', 'Backup', 'replace', around), /^apiVersion: example.com\/v1\nkind: Backup/);
  });
});

test('hover says what the definition says', () => {
  const hover = (marked: string): string | undefined => {
    const { text, offset } = cursorIn(`${HEAD}${marked}`);
    return kubernetesHover({ file: parseYaml(text), offset, locale: 'en', ...around })?.markdown;
  };
  assert.equal(hover('spec:\n  data|base: orders\n'), '`spec.database` — text, required\n\nName of the database.');
  assert.equal(
    hover('spec:\n  meth|od: Dump\n'),
    '`spec.method` — text, optional, default `Dump`\n\nOne of `Snapshot`, `Dump`, `on`.',
  );
  assert.equal(hover('sp|ec:\n  keep: 1\n'), '`spec` — object, required');
  const { text, offset } = cursorIn(HEAD.replace('Backup', 'Back|up'));
  assert.equal(
    kubernetesHover({ file: parseYaml(text), offset, locale: 'en', ...around })?.markdown,
    '**example.com/v1 Backup** — defined by a CustomResourceDefinition of this repository.\n\nA backup of a database.',
  );
});
