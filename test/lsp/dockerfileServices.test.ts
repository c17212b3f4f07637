import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  SymbolInformation,
} from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../server/src/protocol.ts';
import { asker, begin, DOCKERFILE, opened, POOR, range, RICH, URI, withClient } from './dockerfiles.ts';

test(
  'a client that can be told later hears of the services for Dockerfiles alone',
  withClient(async (client) => {
    const { capabilities, registered } = await begin(client, { capabilities: RICH });
    for (const provider of [
      'completionProvider',
      'documentFormattingProvider',
      'renameProvider',
      'documentSymbolProvider',
    ])
      assert.equal(capabilities[provider as keyof typeof capabilities], undefined, provider);
    assert.equal(capabilities.hoverProvider, true, 'findings in YAML are hovered over, too');
    const services = await registered;
    assert.equal(services.length, 11);
    for (const { registerOptions } of services)
      assert.deepEqual((registerOptions as { documentSelector: unknown }).documentSelector, [
        { language: 'dockerfile' },
      ]);
  }),
);

test(
  'with the client’s own idea of what a Dockerfile is; less beside another extension',
  withClient(async (client) => {
    const dockerfiles = [{ scheme: 'file', language: 'dockerfile' }];
    const { registered } = await begin(client, {
      capabilities: RICH,
      initializationOptions: { dockerfiles, hasDockerfilePeer: true } satisfies InitializationOptions,
    });
    const services = await registered;
    assert.deepEqual(services.map(({ method }) => method.replace('textDocument/', '')).toSorted(), [
      'completion',
      'definition',
      'documentHighlight',
      'documentLink',
      'foldingRange',
      'references',
      'rename',
      'selectionRange',
    ]);
    assert.deepEqual((services[0]!.registerOptions as { documentSelector: unknown }).documentSelector, dockerfiles);
  }),
);

test(
  'a client that cannot gets them at once, and no answer for YAML',
  withClient(async (client) => {
    const { capabilities } = await client.initialize({ capabilities: POOR });
    assert.deepEqual(capabilities.renameProvider, { prepareProvider: true });
    assert.ok(capabilities.completionProvider?.triggerCharacters?.includes('$'));
    await client.open('file:///w/pod.yaml', 'yaml', 'FROM: x\n');
    await client.open('file:///w/Dockerfile.yaml', 'yaml', DOCKERFILE);
    for (const uri of ['file:///w/pod.yaml', 'file:///w/Dockerfile.yaml']) {
      const at = asker(client, uri);
      for (const method of [
        'completion',
        'documentSymbol',
        'foldingRange',
        'documentLink',
        'definition',
        'prepareRename',
      ])
        assert.equal(await at(method, 0, 0), null, method);
      assert.equal(await at('formatting', 0, 0, { options: { tabSize: 4, insertSpaces: true } }), null);
    }
  }),
);

test(
  'completion: edits that replace the word, kinds, documentation and order',
  withClient(async (client) => {
    const at = await opened(client, 'FROM gol|ang:1.2\n', { initializationOptions: { suggestCommand: 'again' } });
    const items = await at.here<CompletionItem[]>('completion');
    const first = items.find(({ label }) => label === 'golang:1.27-trixie');
    assert.deepEqual(first?.textEdit, {
      newText: 'golang:1.27-trixie',
      insert: range(0, 5, 8),
      replace: range(0, 5, 15),
    });
    assert.equal((first.documentation as { kind: string }).kind, 'markdown');
    const ranks = items.map(({ sortText }) => Number(sortText));
    assert.deepEqual(
      ranks,
      ranks.toSorted((a, b) => a - b),
    );
    await client.change(URI, { text: 'FROM a\nCO' });
    const keywords = await at.ask<CompletionItem[]>('completion', 1, 2);
    assert.deepEqual(keywords.find(({ label }) => label === 'COPY')?.command?.command, 'again');
    assert.ok(keywords.some(({ insertTextFormat }) => insertTextFormat === 2));
  }),
);

test(
  'completion: plain for those who can show no more',
  withClient(async (client) => {
    const at = await opened(client, 'FROM a\nCO|', { capabilities: POOR });
    const items = await at.here<CompletionItem[]>('completion');
    const copy = items.find(({ label }) => label === 'COPY');
    assert.deepEqual(copy?.textEdit, { newText: 'COPY ', range: range(1, 0, 2) });
    assert.match((copy.documentation as { value: string }).value, /^Copies files.*Reference <https:/);
    assert.ok(items.every(({ insertTextFormat, command }) => insertTextFormat === undefined && command === undefined));
  }),
);

test(
  'completion: an ARG that the stage lacks comes with the variable',
  withClient(async (client) => {
    const at = await opened(client, 'FROM a\nRUN echo $TARGETA|\n');
    const items = await at.here<CompletionItem[]>('completion');
    assert.deepEqual(items.find(({ label }) => label === 'TARGETARCH')?.additionalTextEdits, [
      { range: range(1, 0, 0), newText: 'ARG TARGETARCH\n' },
    ]);
  }),
);

test(
  'hover: an image with what is known of it, and a finding below',
  withClient(async (client) => {
    const at = await opened(client, 'FROM alpine:lat|est\nUSER 65532:65532\nCMD ["/x"]\n');
    await client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
    const { contents, range: on } = await at.here<Hover>('hover');
    const { value } = contents as { value: string };
    assert.match(value, /^\*\*alpine:latest\*\*\n\n- C library: musl[^]*\n\n\*\*dockerfile\/latest-tag\*\* — /);
    assert.deepEqual(on, range(0, 5, 18));
  }),
);

test(
  'hover: in the reader’s language, and without marks for those who do not show them',
  withClient(async (client) => {
    const at = await opened(client, 'FR|OM alpine:3.24\n', { capabilities: POOR, locale: 'zh-cn' });
    assert.deepEqual((await at.here<Hover>('hover')).contents, {
      kind: 'plaintext',
      value:
        'FROM — 以镜像、前面的阶段或空白（scratch）为基础开启一个阶段。 参考 <https://docs.docker.com/reference/dockerfile/#from>',
    });
  }),
);

test(
  'symbols: a tree by stage, or a list',
  withClient(async (client) => {
    const { ask } = await opened(client, `|${DOCKERFILE}`);
    const tree = await ask<DocumentSymbol[]>('documentSymbol', 0, 0);
    assert.deepEqual(
      tree.map(({ name, children }) => [name, children?.map((child) => child.name)]),
      [
        ['build', ['ARG VERSION', 'RUN go build -ldflags="-X main.v=$VERSION" -o /api .']],
        ['gcr.io/distroless/static-debian13:nonroot', ['COPY /api /api', 'ENTRYPOINT ["/api"]']],
      ],
    );
  }),
);

test(
  'symbols: the list',
  withClient(async (client) => {
    const { ask } = await opened(client, `|${DOCKERFILE}`, { capabilities: POOR });
    const list = await ask<SymbolInformation[]>('documentSymbol', 0, 0);
    assert.deepEqual(list.map(({ name }) => name).slice(0, 3), [
      'build golang:1.26-trixie',
      'ARG VERSION',
      'RUN go build -ldflags="-X main.v=$VERSION" -o /api .',
    ]);
  }),
);

test(
  'folds, no more of them than the client wants',
  withClient(async (client) => {
    const limited = {
      ...RICH,
      textDocument: { ...RICH.textDocument, foldingRange: { dynamicRegistration: true, rangeLimit: 1 } },
    };
    const { ask } = await opened(client, `|${DOCKERFILE}`, { capabilities: limited });
    assert.deepEqual(await ask<FoldingRange[]>('foldingRange', 0, 0), [{ startLine: 0, endLine: 2, kind: 'region' }]);
  }),
);
