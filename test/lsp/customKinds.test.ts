import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { DocumentDiagnosticReport, FullDocumentDiagnosticReport } from 'vscode-languageserver/node';
import { scratchFolder } from '../../server/src/testing/scratch.ts';
import { inProcess, type TestClient } from './client.ts';

const definition = (values: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: backups.example.com
spec:
  group: example.com
  scope: Namespaced
  names:
    kind: Backup
    plural: backups
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                method:
                  type: string
                  enum: [${values}]
`;
const BACKUP =
  'apiVersion: example.com/v1\nkind: Backup\nmetadata:\n  name: orders\nspec:\n  method: Dump\n  typo: 1\n';

async function rulesOf(client: TestClient, uri: string): Promise<unknown[]> {
  const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return (report as FullDocumentDiagnosticReport).items.map(({ code }) => code);
}

/** Until it holds; what is read in the background takes its time. */
async function settled(check: () => Promise<void>): Promise<void> {
  for (let left = 100; ; left -= 1) {
    try {
      await check();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

test('definitions on the disk count, those in open documents win, and a file that changes is read again', async () => {
  const folder = scratchFolder('custom-kinds');
  mkdirSync(join(folder, 'crds'), { recursive: true });
  const path = join(folder, 'crds', 'backups.yaml');
  writeFileSync(path, definition('Snapshot'));
  const [crd, backup] = [pathToFileURL(path).href, pathToFileURL(join(folder, 'backup.yaml')).href];
  const client = inProcess();
  await client.initialize({
    capabilities: { textDocument: { diagnostic: {} } },
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'w' }],
  });
  await client.open(backup, 'yaml', BACKUP);
  const both = ['kubernetes/invalid-custom-value', 'kubernetes/unknown-field'];
  await settled(async () => assert.deepEqual(await rulesOf(client, backup), both));

  // An unsaved edit of the definition, and one that takes it away again.
  await client.open(crd, 'yaml', definition('Snapshot'));
  await client.change(crd, { text: definition('Snapshot, Dump') });
  assert.deepEqual(await rulesOf(client, backup), ['kubernetes/unknown-field']);
  await client.change(crd, { text: 'kind: ConfigMap\n' });
  assert.deepEqual(await rulesOf(client, backup), []);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: crd } });
  assert.deepEqual(await rulesOf(client, backup), both);

  writeFileSync(path, definition('Dump'));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: crd, type: 2 }] });
  await settled(async () => assert.deepEqual(await rulesOf(client, backup), ['kubernetes/unknown-field']));
  await client.stop();
});
