import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities, CodeAction, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { scratchFolder } from '../../server/src/testing/scratch.ts';
import { inProcess, type TestClient } from './client.ts';

const ABLE: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: {
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
};

const DOCKERFILE = 'FROM alpine:3.24\nCOPY . /srv/\nCOPY conf.yaml /etc/\nUSER 65532:65532\nENTRYPOINT ["/srv/api"]\n';

test('a fix makes a file, for clients that can', async () => {
  const repository = repositoryOf({ '.git/HEAD': '', Dockerfile: DOCKERFILE, 'conf.yaml': '' });
  const uri = repository.uri('Dockerfile');
  for (const [capabilities, count] of [
    [ABLE, 1],
    [{ ...ABLE, workspace: { ...ABLE.workspace, workspaceEdit: {} } }, 0],
  ] as const) {
    const client = await repository.client(capabilities);
    await client.open(uri, 'dockerfile', DOCKERFILE);
    assert.deepEqual(await rulesAt(client, uri), ['dockerfile/dockerignore-missing']);
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 1, character: 5 }, end: { line: 1, character: 5 } },
      context: { diagnostics: [] },
    });
    const made = actions.filter(({ title }) => title === 'Create .dockerignore');
    assert.equal(made.length, count);
    await client.stop();
    const [create, fill] = made[0]?.edit?.documentChanges ?? [];
    if (!made[0]) continue;
    assert.deepEqual(create, {
      kind: 'create',
      uri: repository.uri('.dockerignore'),
      options: { ignoreIfExists: true },
    });
    assert.ok(fill && 'edits' in fill && fill.textDocument.version === null);
    assert.match(JSON.stringify(fill.edits), /\.git\\n/);
  }
});

test('hears of ignore files, of builds and of files that come and go', async () => {
  const repository = repositoryOf({
    '.git/HEAD': '',
    Dockerfile: DOCKERFILE,
    'conf.yaml': '',
    '.dockerignore': '.git\n',
  });
  const uri = repository.uri('Dockerfile');
  const client = await repository.client(ABLE);
  await client.open(uri, 'dockerfile', DOCKERFILE);
  const finds = (...rules: string[]) => settled(async () => assert.deepEqual(await rulesAt(client, uri), rules));
  await finds();
  await repository.change(client, { '.dockerignore': '.git\n*.yaml\n' });
  await finds('dockerfile/copy-ignored');
  await repository.change(client, {
    '.dockerignore': '.git\n',
    'conf.yaml': undefined,
    'config.yaml': '',
    'compose.yaml': 'services: { a: { build: . } }',
  });
  await finds('dockerfile/copy-source-missing');
  await repository.change(client, { 'conf.yaml': '' });
  await finds();
  await client.stop();
});

function repositoryOf(files: Record<string, string>) {
  const root = scratchFolder('context');
  const uri = (path: string): string => pathToFileURL(join(root, path)).href;
  const write = (path: string, text: string | undefined): void => {
    if (text === undefined) return rmSync(join(root, path));
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    uri,
    async client(capabilities: ClientCapabilities): Promise<TestClient> {
      const client = inProcess();
      client.connection.onRequest('client/registerCapability', () => null);
      await client.initialize({ capabilities, workspaceFolders: [{ uri: uri('').replace(/\/$/, ''), name: 'w' }] });
      return client;
    },
    async change(client: TestClient, changed: Record<string, string | undefined>): Promise<void> {
      for (const [path, text] of Object.entries(changed)) write(path, text);
      const changes = Object.entries(changed).map(([path, text]) => ({
        uri: uri(path),
        type: text === undefined ? 3 : 1,
      }));
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    },
  };
}

async function rulesAt(client: TestClient, uri: string): Promise<unknown[]> {
  const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
}

/** Asks again until the claim holds or time is up. */
async function settled(claim: () => Promise<void>): Promise<void> {
  for (const deadline = Date.now() + 5000; ; ) {
    try {
      return await claim();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
