import assert from 'node:assert/strict';
import {
  commands,
  CompletionItemKind,
  Selection,
  window,
  workspace,
  type DocumentSymbol,
  type FoldingRange,
  type Location,
  type Position,
  type TextDocument,
  type WorkspaceEdit,
} from 'vscode';
import {
  after,
  apply,
  closeAll,
  codeActions,
  completions,
  eventually,
  findingOf,
  hoverText,
  labels,
  openText,
  openUntitled,
  rulesIn,
  sample,
} from './support.ts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.0
`;

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.0
      ports:
        - name: http
          containerPort: 8080
`;

suite('Kubernetes', () => {
  teardown(closeAll);

  test('completion offers the fields that are not there yet, the required ones first', async () => {
    const document = await openUntitled('yaml', `${POD}      \n`);
    const names = labels(await offered(document, end(document), 'livenessProbe'));
    assert.ok(!names.includes('image'), 'image is there already');
    const port = await openUntitled('yaml', POD.replace('containerPort: 8080', ''));
    const fields = await offered(port, after(port, '- name: http\n          '), 'containerPort');
    const sorted = fields.items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    assert.equal(labels({ items: sorted })[0], 'containerPort');
  });

  test('completion knows the values of a field and the ports of the pod', async () => {
    const document = await openUntitled('yaml', `${POD}      imagePullPolicy: \n`);
    assert.deepEqual(
      labels(await offered(document, after(document, 'imagePullPolicy: '), 'IfNotPresent'))
        .filter((label) => /^[A-Z]\w+$/.test(label))
        .toSorted(),
      ['Always', 'IfNotPresent', 'Never'],
    );
    const probe = await openUntitled('yaml', `${POD}      readinessProbe:\n        httpGet:\n          port: \n`);
    await offered(probe, after(probe, '          port: '), 'http');
  });

  test('hover tells what a probe and an amount come to', async () => {
    const document = await openText(sample('deploy/api.yaml'));
    await findingOf(document.uri, 'kubernetes/gomemlimit-missing');
    assert.match(
      await hoverText(document, '          livenessPro'),
      /livenessProbe[^]*Probe[^]*about 30 s after it stops answering/,
    );
    assert.match(await hoverText(document, 'cpu: 250'), /0\.25/);
    assert.match(await hoverText(document, 'memory: 512'), /536[,.]?\s?870[,.]?\s?912/);
  });

  test('the outline goes by objects, and folds are there', async () => {
    const { uri } = await openText(sample('deploy/api.yaml'));
    await findingOf(uri, 'kubernetes/gomemlimit-missing');
    const symbols = await eventually(
      async () => commands.executeCommand<DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', uri),
      (found) => found !== undefined && found.length > 0,
    );
    assert.deepEqual(
      symbols?.map(({ name }) => name),
      ['Deployment/api', 'Service/api', 'PodDisruptionBudget/api'],
    );
    await eventually(
      async () => commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', uri),
      (folds) => folds.some(({ start, end }) => start === 8 && end === 75),
    );
  });

  test('a port is found from where it is used, and renamed everywhere', async () => {
    const document = await openText(sample('deploy/api.yaml'));
    const { uri } = document;
    await findingOf(uri, 'kubernetes/gomemlimit-missing');
    const used = after(document, 'targetPort: ht');
    const definitions = await commands.executeCommand<Location[]>('vscode.executeDefinitionProvider', uri, used);
    assert.deepEqual(
      definitions.map(({ range }) => document.lineAt(range.start).text.trim()),
      ['- name: http'],
    );
    const edit = await commands.executeCommand<WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, used, 'web');
    assert.ok(await workspace.applyEdit(edit));
    assert.match(document.getText(), /- name: web\n\s+containerPort: 8080/);
    assert.match(document.getText(), /targetPort: web/);
    assert.equal(document.getText().match(/port: web$/gm)?.length, 2);
  });

  test('one fix hardens a container, and its finding goes', async () => {
    const document = await openUntitled('yaml', DEPLOYMENT);
    const { range } = await findingOf(document.uri, 'kubernetes/container-hardening');
    const [harden] = await codeActions(document.uri, range, 'quickfix');
    await apply(harden!);
    await eventually(
      () => rulesIn(document.uri),
      (rules) => !rules.includes('kubernetes/container-hardening'),
    );
    assert.match(document.getText(), /securityContext:[^]*allowPrivilegeEscalation: false/);
  });

  test('a line that is begun goes where it belongs', async () => {
    const document = await openUntitled('yaml', DEPLOYMENT);
    await findingOf(document.uri, 'kubernetes/container-hardening');
    await typed(document, '          ports:');
    await lastLine(document, ' '.repeat(12));
    await typed(document, '- name: http');
    await lastLine(document, ' '.repeat(14));
  });

  test('YAML that is not Kubernetes gets nothing, and no YAML is formatted', async () => {
    const compose = await openUntitled('yaml', 'services:\n  web:\n    image: web\n    \n');
    const { uri } = await openText(sample('deploy/api.yaml'));
    await findingOf(uri, 'kubernetes/gomemlimit-missing');
    const { items } = await completions(compose.uri, after(compose, 'image: web\n    '));
    // The editor itself offers every word, and snippets.
    const fields = items.filter(({ kind }) => kind !== CompletionItemKind.Text && kind !== CompletionItemKind.Snippet);
    assert.deepEqual(labels({ items: fields }), []);
    const format = { tabSize: 2, insertSpaces: true };
    assert.deepEqual((await commands.executeCommand('vscode.executeFormatDocumentProvider', uri, format)) ?? [], []);
  });
});

async function offered(document: TextDocument, position: Position, label: string) {
  return eventually(
    () => completions(document.uri, position),
    (list) => labels(list).includes(label),
  );
}

function end(document: TextDocument): Position {
  return document.positionAt(document.getText().trimEnd().length + 1).translate(0, 6);
}

/** Types at the end of the document, as a person does, and then a new line. */
async function typed(document: TextDocument, text: string): Promise<void> {
  const editor = window.activeTextEditor!;
  const last = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new Selection(last, last);
  await commands.executeCommand('type', { text });
  await commands.executeCommand('type', { text: '\n' });
}

async function lastLine(document: TextDocument, text: string): Promise<void> {
  await eventually(
    () => document.lineAt(document.lineCount - 1).text,
    (line) => line === text,
  );
}
