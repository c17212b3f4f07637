import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InitializeParams,
  Location,
  SelectionRange,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../server/src/protocol.ts';
import type { TestClient } from './client.ts';
import { asker, begin, POOR, range, RICH, withClient } from './dockerfiles.ts';

const URI = 'file:///w/pod.yaml';
const POD = `apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      resources:
        limits:
          memory: 512Mi
      ports:
        - name: http
          containerPort: 8080
      readinessProbe:
        httpGet:
          port: http
`;

async function opened(client: TestClient, text: string, params: Partial<InitializeParams> = {}) {
  const { registeredForYaml } = await begin(client, { capabilities: RICH, ...params });
  await client.open(URI, 'yaml', text);
  return { ask: asker(client, URI), registeredForYaml };
}

test(
  'the services are announced for YAML by themselves, without a formatter',
  withClient(async (client) => {
    const { registeredForYaml } = await opened(client, POD);
    const services = await registeredForYaml;
    const methods = services.map(({ method }) => method.replace('textDocument/', '')).toSorted();
    assert.deepEqual(methods, [
      'completion',
      'definition',
      'documentHighlight',
      'documentLink',
      'documentSymbol',
      'foldingRange',
      'onTypeFormatting',
      'references',
      'rename',
      'selectionRange',
    ]);
    for (const { registerOptions } of services)
      assert.deepEqual((registerOptions as { documentSelector: unknown }).documentSelector, [{ language: 'yaml' }]);
  }),
);

test(
  'beside another extension for YAML its outline, folding and indentation are left to it',
  withClient(async (client) => {
    const kubernetes = [{ scheme: 'file', language: 'yaml' }];
    const initializationOptions = { kubernetes, hasYamlPeer: true } satisfies InitializationOptions;
    const { registeredForYaml } = await opened(client, POD, { initializationOptions });
    const services = await registeredForYaml;
    assert.deepEqual(services.map(({ method }) => method.replace('textDocument/', '')).toSorted(), [
      'completion',
      'definition',
      'documentHighlight',
      'documentLink',
      'references',
      'rename',
    ]);
    for (const { registerOptions } of services)
      assert.deepEqual((registerOptions as { documentSelector: unknown }).documentSelector, kubernetes);
  }),
);

test(
  'completion: as a snippet whose lines bring their indentation, and again when there is more to choose',
  withClient(async (client) => {
    const { ask } = await opened(client, `${POD}      volu\n`, { initializationOptions: { suggestCommand: 'again' } });
    const items = await ask<CompletionItem[]>('completion', 17, 10);
    const mounts = items.find(({ label }) => label === 'volumeMounts');
    assert.equal(mounts?.insertTextFormat, 2);
    assert.equal(mounts.insertTextMode, 1);
    assert.deepEqual(mounts.textEdit, {
      newText: 'volumeMounts:\n        - name: $1\n          mountPath: $2',
      insert: range(17, 6, 10),
      replace: range(17, 6, 10),
    });
    const policy = items.find(({ label }) => label === 'imagePullPolicy');
    assert.equal(policy?.command?.command, 'again');
    assert.equal(policy.insertTextFormat, undefined);
  }),
);

test(
  'completion: without placeholders for those who know none, and nothing while a line is moved in',
  withClient(async (client) => {
    const { ask } = await opened(client, `${POD}      \n`, { capabilities: POOR });
    const items = await ask<CompletionItem[]>('completion', 17, 6);
    assert.deepEqual(items.find(({ label }) => label === 'volumeMounts')?.textEdit, {
      newText: 'volumeMounts:\n        - name: \n          mountPath: ',
      range: range(17, 6, 6),
    });
    assert.ok(items.every(({ insertTextFormat }) => insertTextFormat === undefined));
    assert.equal(await ask('completion', 17, 6, { context: { triggerKind: 2, triggerCharacter: ' ' } }), null);
  }),
);

test(
  'hover: what the API says of the field, in the reader’s language, with a finding below',
  withClient(async (client) => {
    const { ask } = await opened(client, POD.replace('512Mi', '512MiB'));
    await client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
    const { contents, range: on } = await ask<Hover>('hover', 10, 22);
    const { value } = contents as { value: string };
    assert.match(value, /limits\.memory` — quantity\n\n\*\*kubernetes\/invalid-quantity\*\*/);
    assert.deepEqual(on, range(10, 18, 24));
  }),
);

test(
  'the structure: symbols, folds, selections, links',
  withClient(async (client) => {
    const { ask } = await opened(client, POD);
    const [pod] = await ask<DocumentSymbol[]>('documentSymbol', 0, 0);
    assert.equal(pod?.name, 'Pod/api');
    assert.deepEqual(
      pod.children?.[0]?.children?.map(({ name }) => name),
      ['http', 'readinessProbe', 'resources'],
    );
    const folds = await ask<FoldingRange[]>('foldingRange', 0, 0);
    assert.ok(folds.some(({ startLine, endLine }) => startLine === 14 && endLine === 16));
    const [chain] = await ask<SelectionRange[]>('selectionRange', 0, 0, { positions: [{ line: 13, character: 27 }] });
    assert.deepEqual(chain?.range, range(13, 25, 29));
    const links = await ask<{ target: string }[]>('documentLink', 0, 0);
    assert.deepEqual(
      links.map(({ target }) => target),
      ['https://kubernetes.io/docs/concepts/workloads/pods/'],
    );
  }),
);

test(
  'symbols: the list, for clients that know no tree',
  withClient(async (client) => {
    const { ask } = await opened(client, POD, { capabilities: POOR });
    const symbols = await ask<SymbolInformation[]>('documentSymbol', 0, 0);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['Pod/api v1', 'api registry.example/api:1.4', 'http 8080/TCP', 'readinessProbe', 'resources'],
    );
  }),
);

test(
  'names: definition, references, highlight, rename with its note, and why not',
  withClient(async (client) => {
    const { ask } = await opened(client, POD);
    const [definition] = await ask<Location[]>('definition', 16, 18);
    assert.deepEqual(definition?.range, range(12, 16, 20));
    const context = { includeDeclaration: false };
    assert.equal((await ask<Location[]>('references', 12, 17, { context })).length, 1);
    assert.equal((await ask<unknown[]>('documentHighlight', 12, 17)).length, 2);
    const edit = await ask<WorkspaceEdit>('rename', 16, 18, { newName: 'web' });
    assert.equal(edit.changeAnnotations?.['outside']?.label, 'Whoever uses the port by name');
    await assert.rejects(ask('prepareRename', 7, 8), /Only names of ports/);
  }),
);

test(
  'indentation while typing',
  withClient(async (client) => {
    const { ask } = await opened(client, POD.replace('- name: http\n', '- name: http\n        \n'));
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await ask<TextEdit[]>('onTypeFormatting', 13, 8, { ch: '\n', options });
    assert.deepEqual(edits, [{ range: range(13, 0, 8), newText: ' '.repeat(10) }]);
  }),
);

test(
  'an edit is seen by services and findings alike',
  withClient(async (client) => {
    const { ask } = await opened(client, POD);
    await client.change(URI, { range: range(16, 16, 20), text: 'nope' });
    assert.deepEqual(await ask('definition', 16, 18), []);
    await client.change(URI, { range: range(16, 16, 20), text: 'http' });
    assert.equal((await ask<Location[]>('definition', 16, 18)).length, 1);
  }),
);

test(
  'YAML of other programs gets no answer, so that the editor’s own ways stay',
  withClient(async (client) => {
    const { ask } = await opened(client, 'services:\n  web:\n    image: redis\n');
    for (const method of [
      'completion',
      'hover',
      'documentSymbol',
      'foldingRange',
      'documentLink',
      'definition',
      'documentHighlight',
      'prepareRename',
    ])
      assert.equal(await ask(method, 2, 6), null, method);
    assert.equal(await ask('selectionRange', 0, 0, { positions: [{ line: 2, character: 6 }] }), null);
  }),
);
