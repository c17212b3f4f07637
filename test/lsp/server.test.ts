import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
} from 'vscode-languageserver/node';
import { scratchFolder } from '../../server/src/testing/scratch.ts';
import { inProcess, spawned, type TestClient } from './client.ts';

const DOCKERFILE = `FROM golang:1.26-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /app .

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT /app
`;

const POD = `apiVersion: v1
kind: Pod
metadata: { name: api }
spec:
  containers:
    - name: api
      image: ghcr.io/acme/api:1.0
      env: [{ name: GOGC, value: "100" }]
      resources:
        limits: { memory: 512Mi }
`;

const PULL: ClientCapabilities = { textDocument: { diagnostic: {}, publishDiagnostics: { relatedInformation: true } } };

const bundle = join(scratchFolder('lsp'), 'server.cjs');
before(() =>
  build({
    entryPoints: ['server/src/lsp/main.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    outfile: bundle,
    logLevel: 'warning',
  }),
);

for (const [name, start] of [
  ['in this process', inProcess],
  ['as a bundle over stdio', () => spawned(process.execPath, [bundle, '--stdio'])],
] as const) {
  suite(`language server ${name}`, () => {
    withClient(start, 'pushes diagnostics to clients that cannot pull, with exact ranges', async (client) => {
      await client.initialize();
      const first = client.pushed('file:///w/Dockerfile');
      await client.open('file:///w/Dockerfile', 'dockerfile', DOCKERFILE);
      const [diagnostic, ...others] = await first;
      assert.deepEqual(others, []);
      assert.equal(diagnostic?.code, 'dockerfile/shell-form-entrypoint');
      assert.equal(diagnostic.range.start.line, 10);

      await client.change('file:///w/Dockerfile', {
        range: { start: { line: 10, character: 11 }, end: { line: 10, character: 15 } },
        text: '["/app"]',
      });
      await settled(async () => assert.deepEqual(client.latest('file:///w/Dockerfile'), []));
    });

    withClient(start, 'answers pull requests, and says nothing about YAML that is not Kubernetes', async (client) => {
      await client.initialize({ capabilities: PULL });
      assert.deepEqual(rules(await pull(client, 'file:///w/pod.yaml', 'yaml', POD)), ['kubernetes/gomemlimit-missing']);
      assert.deepEqual(
        await pull(client, 'file:///w/values.yaml', 'yaml', 'resources:\n  limits: { memory: 512MiB }\n'),
        [],
      );
      assert.equal(client.latest('file:///w/pod.yaml'), undefined, 'a client that pulls is not pushed to');
    });

    withClient(start, 'finds a Dockerfile by language id, whatever its name', async (client) => {
      await client.initialize({ capabilities: PULL });
      assert.deepEqual(rules(await pull(client, 'untitled:Untitled-1', 'dockerfile', DOCKERFILE)), [
        'dockerfile/shell-form-entrypoint',
      ]);
    });

    withClient(start, 'speaks Chinese to those who read it', async (client) => {
      await client.initialize({ capabilities: PULL, locale: 'zh-cn' });
      const [diagnostic] = await pull(client, 'file:///w/pod.yaml', 'yaml', POD);
      assert.match(JSON.stringify(diagnostic?.message), /\p{Script=Han}/u);
    });

    withClient(start, 'offers fixes, then why, then ignoring; the first fix is preferred', async (client) => {
      await client.initialize({ capabilities: PULL, initializationOptions: { commands: ['gantry.explain'] } });
      const [diagnostic] = await pull(client, 'file:///w/Dockerfile', 'dockerfile', DOCKERFILE);
      const actions = await codeActions(client, 'file:///w/Dockerfile', diagnostic!);
      assert.equal(actions[0]?.isPreferred, true);
      assert.ok(actions[0]?.edit?.changes?.['file:///w/Dockerfile']);
      const rule = 'dockerfile/shell-form-entrypoint';
      assert.deepEqual(
        actions.slice(-4).map(({ title }) => title.replace(rule, '…')),
        ['Why this matters: …', 'Ignore … on this line', 'Ignore … in this build stage', 'Ignore … in this file'],
      );
      const why = actions.find(({ title }) => title.startsWith('Why'));
      assert.deepEqual(why?.command?.arguments, [rule]);
    });

    withClient(start, 'does not offer a command that the client does not have', async (client) => {
      await client.initialize({ capabilities: PULL });
      const [diagnostic] = await pull(client, 'file:///w/Dockerfile', 'dockerfile', DOCKERFILE);
      const actions = await codeActions(client, 'file:///w/Dockerfile', diagnostic!);
      assert.ok(actions.every(({ command }) => command === undefined));
    });

    withClient(start, 'an ignore action silences its finding', async (client) => {
      await client.initialize({ capabilities: PULL });
      const [diagnostic] = await pull(client, 'file:///w/Dockerfile', 'dockerfile', DOCKERFILE);
      for (const action of (await codeActions(client, 'file:///w/Dockerfile', diagnostic!)).filter(({ title }) =>
        title.startsWith('Ignore'),
      )) {
        const [edit] = action.edit!.changes!['file:///w/Dockerfile']!;
        const lines = DOCKERFILE.split('\n');
        lines.splice(edit!.range.start.line, 0, edit!.newText.trimEnd());
        assert.deepEqual(
          await pull(client, `file:///w/${action.title.length}/Dockerfile`, 'dockerfile', lines.join('\n')),
          [],
          action.title,
        );
      }
    });

    withClient(start, 'fixes all safe findings at once', async (client) => {
      await client.initialize({ capabilities: PULL });
      await pull(client, 'file:///w/pod.yaml', 'yaml', POD);
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const [action] = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: 'file:///w/pod.yaml' },
        range,
        context: { diagnostics: [], only: ['source.fixAll'] },
      });
      assert.equal(action?.kind, 'source.fixAll.gantry');
      assert.match(JSON.stringify(action?.edit), /GOMEMLIMIT/);
    });

    withClient(start, 'hovers with the summary of the rule and a link to its page', async (client) => {
      await client.initialize({ capabilities: PULL, initializationOptions: { rulePages: 'file:///ext/media/rules' } });
      const [diagnostic] = await pull(client, 'file:///w/Dockerfile', 'dockerfile', DOCKERFILE);
      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri: 'file:///w/Dockerfile' },
        position: diagnostic!.range.start,
      });
      assert.match(
        JSON.stringify(hover.contents),
        /shell-form-entrypoint.*file:\/\/\/ext\/media\/rules\/dockerfile\/shell-form-entrypoint\.md/,
      );
      assert.equal(
        await client.connection.sendRequest('textDocument/hover', {
          textDocument: { uri: 'file:///w/Dockerfile' },
          position: { line: 6, character: 0 },
        }),
        null,
      );
    });

    withClient(start, 'the link of a hover opens the note where the client can', async (client) => {
      await client.initialize({ capabilities: PULL, initializationOptions: { commands: ['gantry.explain'] } });
      const [diagnostic] = await pull(client, 'file:///w/Dockerfile', 'dockerfile', DOCKERFILE);
      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri: 'file:///w/Dockerfile' },
        position: diagnostic!.range.start,
      });
      assert.match(
        JSON.stringify(hover.contents),
        /command:gantry\.explain\?%5B%22dockerfile%2Fshell-form-entrypoint%22%5D/,
      );
    });

    withClient(start, 'settings turn rules off, and a change of settings is heard', async (client) => {
      let settings: unknown = { rules: { 'dockerfile/shell-form-entrypoint': 'off' } };
      client.connection.onRequest('workspace/configuration', () => [settings]);
      await client.initialize({ capabilities: { ...PULL, workspace: { configuration: true } } });
      await settled(async () =>
        assert.deepEqual(await pull(client, 'file:///w/Dockerfile', 'dockerfile', DOCKERFILE), []),
      );
      settings = { rules: { 'dockerfile/shell-form-entrypoint': 'error' } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await settled(async () => {
        const [diagnostic] = await pull(client, 'file:///w/Dockerfile', 'dockerfile', DOCKERFILE);
        assert.equal(diagnostic?.severity, 1);
      });
    });

    withClient(start, 'reads go.mod and Dockerfile together, from the disk and from the editor', async (client) => {
      const folder = scratchFolder('workspace');
      mkdirSync(join(folder, 'vendor'));
      writeFileSync(join(folder, 'go.mod'), 'module example.com/api\n\ngo 1.27\n');
      writeFileSync(join(folder, 'Dockerfile'), DOCKERFILE);
      const [root, dockerfile, goMod] = ['', '/Dockerfile', '/go.mod'].map((path) => pathToFileURL(folder).href + path);
      await client.initialize({ capabilities: PULL, workspaceFolders: [{ uri: root!, name: 'w' }] });
      assert.deepEqual(rules(await pull(client, dockerfile!, 'dockerfile', DOCKERFILE)), [
        'workspace/go-mod-newer-than-image',
        'dockerfile/shell-form-entrypoint',
      ]);

      await client.open(goMod!, 'go.mod', 'module example.com/api\n\ngo 1.26\n');
      await settled(async () =>
        assert.deepEqual(rules(await diagnostics(client, dockerfile!)), ['dockerfile/shell-form-entrypoint']),
      );
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: goMod } });
      await settled(async () => assert.equal((await diagnostics(client, dockerfile!)).length, 2));

      rmSync(join(folder, 'go.mod'));
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: goMod, type: 3 }],
      });
      await settled(async () => assert.equal((await diagnostics(client, dockerfile!)).length, 1));
    });

    withClient(
      start,
      'hears .hadolint.yaml and .gantry.yaml above the folder, beside a Dockerfile and when they change',
      async (client) => {
        const repository = scratchFolder('hadolint');
        mkdirSync(join(repository, '.git'));
        mkdirSync(join(repository, 'services/api'), { recursive: true });
        const config = join(repository, '.hadolint.yaml');
        writeFileSync(config, 'ignored: [DL3007]\n');
        const text = 'FROM alpine:latest\nUSER 65532:65532\n';
        writeFileSync(join(repository, 'services/api/Dockerfile'), text);
        const [root, dockerfile] = ['services', 'services/api/Dockerfile'].map(
          (path) => pathToFileURL(join(repository, path)).href,
        );
        await client.initialize({ capabilities: PULL, workspaceFolders: [{ uri: root!, name: 'w' }] });
        assert.deepEqual(await pull(client, dockerfile!, 'dockerfile', text), []);

        const changed = async (path: string, content: string): Promise<void> => {
          writeFileSync(path, content);
          await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
            changes: [{ uri: pathToFileURL(path).href, type: 2 }],
          });
        };
        const severities = async () => (await diagnostics(client, dockerfile!)).map(({ severity }) => severity);
        await changed(config, '');
        await settled(async () => assert.deepEqual(await severities(), [2]));
        await changed(join(repository, 'services/api/.hadolint.yaml'), 'override: { error: [DL3007] }\n');
        await settled(async () => assert.deepEqual(await severities(), [1]));
        const own = join(repository, 'services/api/.gantry.yaml');
        await changed(own, 'rules: { dockerfile/latest-tag: hint }\n');
        await settled(async () => assert.deepEqual(await severities(), [4]));
        rmSync(own);
        await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: pathToFileURL(own).href, type: 3 }],
        });
        await settled(async () => assert.deepEqual(await severities(), [1]));
      },
    );

    withClient(start, 'a burst of edits ends with the findings of the last text', async (client) => {
      await client.initialize({ capabilities: PULL });
      await pull(client, 'file:///w/pod.yaml', 'yaml', POD);
      const at = { line: 0, character: 0 };
      for (let index = 0; index < 50; index++) {
        await client.change('file:///w/pod.yaml', { range: { start: at, end: at }, text: '#' });
        void diagnostics(client, 'file:///w/pod.yaml').catch(() => undefined);
      }
      await client.change('file:///w/pod.yaml', { text: POD.replace('GOGC', 'GOMEMLIMIT').replace('100', '460MiB') });
      assert.deepEqual(await diagnostics(client, 'file:///w/pod.yaml'), []);
    });
  });
}

function withClient(start: () => TestClient, name: string, body: (client: TestClient) => Promise<void>): void {
  test(name, { timeout: 20_000 }, async () => {
    const client = start();
    try {
      await body(client);
    } finally {
      await client.stop();
    }
  });
}

async function pull(client: TestClient, uri: string, languageId: string, text: string): Promise<Diagnostic[]> {
  await client.open(uri, languageId, text);
  return diagnostics(client, uri);
}

async function diagnostics(client: TestClient, uri: string): Promise<Diagnostic[]> {
  const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return report.kind === 'full' ? report.items : [];
}

function rules(found: readonly Diagnostic[]): unknown[] {
  return found.map(({ code }) => code);
}

function codeActions(client: TestClient, uri: string, { range }: Diagnostic): Promise<CodeAction[]> {
  return client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
}

/** Some notifications take a moment to have an effect; asks again until the claim holds or time is up. */
async function settled(claim: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + 5000;
  for (;;) {
    try {
      return await claim();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
