import assert from 'node:assert/strict';
import {
  commands,
  Diagnostic,
  languages,
  Position,
  Range,
  workspace,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Location,
  type TextDocument,
  type TextEdit,
  type Uri,
  WorkspaceEdit,
} from 'vscode';
import {
  after,
  closeAll,
  codeActions,
  completions,
  eventually,
  findingOf,
  hoverText,
  labels,
  openText,
  openUntitled,
  replace,
  rulesIn,
  sample,
} from './support.ts';

const FORMAT = { tabSize: 4, insertSpaces: true };

suite('Dockerfiles', () => {
  teardown(closeAll);

  test('completion offers what fits, and taking it replaces the word', async () => {
    const document = await openText(sample('worker.Dockerfile'));
    await findingOf(document.uri, 'dockerfile/latest-tag');
    const images = await completions(document.uri, after(document, 'FROM alpine:lat'));
    const tags = labels(images).filter((label) => label.startsWith('golang:'));
    // The module’s own line comes first.
    assert.equal(tags[0], 'golang:1.26-trixie');
    const image = images.items.find(({ label }) => label === 'alpine:3.24');
    assert.ok(image?.range && 'replacing' in image.range);
    assert.equal(document.getText(image.range.replacing), 'alpine:latest');
    assert.deepEqual(labels(await completions(document.uri, after(document, '--from='))).slice(0, 1), ['build']);
    assert.ok(labels(await completions(document.uri, after(document, 'RUN --'))).includes('--mount'));
  });

  test('what another extension shows about an instruction is not shown twice', async () => {
    const document = await openText(sample('worker.Dockerfile'));
    const { uri } = document;
    const { range } = await findingOf(uri, 'dockerfile/latest-tag');
    const line = new Range(range.start.line, 0, range.start.line, 1);
    // As hadolint's extension shows it: it names no source, and looks again only when the file is saved.
    const other = Object.assign(new Diagnostic(line, 'Using latest is prone to errors'), { code: 'DL3007' });
    const peer = languages.createDiagnosticCollection('peer');
    try {
      peer.set(uri, [other]);
      await eventually(
        () => rulesIn(uri),
        (rules) => !rules.includes('dockerfile/latest-tag') && rules.length > 0,
      );
      assert.ok((await codeActions(uri, range, 'quickfix')).some(({ title }) => title.startsWith('Pin it')));
      await replace(document, 'WORKDIR', '# A line more.\nWORKDIR');
      await replace(document, 'EXPOSE 8081', 'EXPOSE 80:8081');
      await findingOf(uri, 'dockerfile/expose-invalid');
      assert.ok(!rulesIn(uri).includes('dockerfile/latest-tag'), 'the other finding has gone with its line');
      await workspace.getConfiguration('gantry.dockerfile').update('overlap', 'show');
      await findingOf(uri, 'dockerfile/latest-tag');
      await workspace.getConfiguration('gantry.dockerfile').update('overlap', undefined);
      await eventually(
        () => rulesIn(uri),
        (rules) => !rules.includes('dockerfile/latest-tag'),
      );
      peer.clear();
      await findingOf(uri, 'dockerfile/latest-tag');
    } finally {
      peer.dispose();
    }
  });

  test('completion puts the missing ARG above', async () => {
    const document = await openUntitled('dockerfile', 'FROM alpine:3.24\nRUN echo $TARGETA\n');
    const { items } = await eventually(
      () => completions(document.uri, after(document, '$TARGETA')),
      (list) => labels(list).includes('TARGETARCH'),
    );
    const edits = items.find(({ label }) => label === 'TARGETARCH')?.additionalTextEdits;
    assert.deepEqual(
      edits?.map(({ newText }) => newText),
      ['ARG TARGETARCH\n'],
    );
  });

  test('hover tells what an image is, and where a stage comes from', async () => {
    const document = await openText(sample('Dockerfile'));
    await findingOf(document.uri, 'dockerfile/root-final');
    assert.match(await hoverText(document, 'golang:1.2'), /Go: 1\.25, unsupported since[^]*Debian 13 \(trixie\)/);
    assert.match(await hoverText(document, '--from=bui'), /Stage 0.*golang:1\.25-trixie/);
    assert.match(await hoverText(document, 'ENTRYPO'), /docs\.docker\.com\/reference\/dockerfile\/#entrypoint/);
  });

  test('the outline goes by stages, and folds and links are there', async () => {
    const { uri } = await openText(sample('worker.Dockerfile'));
    await findingOf(uri, 'dockerfile/latest-tag');
    const symbols = await commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri);
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.length]),
      [
        ['build', 5],
        ['alpine:latest', 5],
      ],
    );
    // Each provider is announced by itself after the start.
    await eventually(
      async () => commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', uri),
      (folds) => folds.some(({ start, end }) => start === 2 && end === 8),
    );
    const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', uri);
    const targets = links.map(({ target }) => target?.toString() ?? '');
    assert.ok(targets.includes('https://hub.docker.com/_/golang'));
    assert.ok(targets.includes(sample('go.mod').toString()), targets.join());
  });

  test('rename changes a stage everywhere, and says why it will not', async () => {
    const document = await openText(sample('Dockerfile'));
    const { uri } = document;
    await findingOf(uri, 'dockerfile/root-final');
    const at = after(document, 'AS bu');
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      uri,
      at,
      'compile',
    );
    assert.ok(await workspace.applyEdit(edit));
    assert.match(document.getText(), /AS compile\n[^]*--from=compile /);
    assert.doesNotMatch(document.getText(), /\bbuild \/out/);
    const places = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', uri, at);
    assert.equal(places.length, 2);
    await assert.rejects(
      Promise.resolve(commands.executeCommand('vscode.prepareRename', uri, new Position(0, 3))),
      /Only stages and variables/,
    );
  });

  test('formatting moves white space alone, once and for all', async () => {
    const document = await openUntitled('dockerfile', 'FROM alpine:3.24  \nRUN one \\\n&& two\n\n\n\nCMD ["x"]\n');
    const edits = await eventually(
      () => format(document.uri),
      (found) => found.length > 0,
    );
    await applyAll(document, edits);
    assert.equal(document.getText(), 'FROM alpine:3.24\nRUN one \\\n    && two\n\nCMD ["x"]\n');
    assert.deepEqual(await format(document.uri), []);
  });
});

async function format(uri: Uri): Promise<TextEdit[]> {
  return (
    (await commands.executeCommand<TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', uri, FORMAT)) ?? []
  );
}

async function applyAll(document: TextDocument, edits: readonly TextEdit[]): Promise<void> {
  const all = new WorkspaceEdit();
  all.set(document.uri, [...edits]);
  assert.ok(await workspace.applyEdit(all));
}
