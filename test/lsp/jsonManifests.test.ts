import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { inProcess, type TestClient } from './client.ts';

const URI = 'file:///w/pod.json';
const POD = `{
  "apiVersion": "v1",
  "kind": "Pod",
  "metadata": { "name": "a" },
  "spec": { "containers": [], "restartpolicy": "Never" }
}
`;

test('a manifest in JSON has findings and fixes, and no comments; other JSON has nothing', async () => {
  const client = inProcess();
  try {
    await client.initialize({ capabilities: { textDocument: { diagnostic: {} } } });
    const field = (await pulled(client, URI, POD)).find(({ code }) => code === 'kubernetes/unknown-field');
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: field?.range,
      context: { diagnostics: [] },
    });
    assert.equal(actions[0]?.edit?.changes?.[URI]?.[0]?.newText, '"restartPolicy"');
    assert.ok(!actions.some(({ title }) => title.startsWith('Ignore')));
    assert.deepEqual(await pulled(client, 'file:///w/package.json', '{"name": "a", "kind": "b", "x": 1'), []);
  } finally {
    await client.stop();
  }
});

async function pulled(client: TestClient, uri: string, text: string) {
  await client.open(uri, 'json', text);
  const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return report.kind === 'full' ? report.items : [];
}
