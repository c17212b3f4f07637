import assert from 'node:assert/strict';
import { commands, workspace, type Hover, type MarkdownString } from 'vscode';
import { readFaults } from '../samples.support.ts';
import {
  closeAll,
  eventually,
  findingOf,
  findings,
  openText,
  openUntitled,
  replace,
  rulesIn,
  sample,
} from './support.ts';

const COMPOSE = `services:
  api:
    image: acme/shop:1.4.0
    mem_limit: 512m
`;

const POD = `apiVersion: v1
kind: Pod
metadata: { name: api }
spec:
  containers:
    - name: api
      image: registry.example.com/acme/other:1.0.0
      resources: { limits: { memory: 128MiB } }
`;

suite('Findings', () => {
  teardown(closeAll);

  for (const file of [
    'Dockerfile',
    'worker.Dockerfile',
    'deploy/api.yaml',
    'deploy/worker.yaml',
    'deploy/report.yaml',
  ]) {
    test(`${file} shows exactly the faults that the samples’ README lists`, async () => {
      const faults = readFaults('README.md', sample('').fsPath).filter((fault) => fault.file === file);
      const expected = faults.map(({ rule }) => rule).toSorted();
      assert.ok(expected.length > 0);
      await openText(sample(file));
      await eventually(
        () => rulesIn(sample(file)),
        (rules) => rules.join() === expected.join(),
      );
    });
  }

  test('a file without faults shows none', async () => {
    await openText(sample('cmd/report/Dockerfile'));
    // Its neighbour is asked after it, so an answer there means that this one has been looked at.
    await openText(sample('Dockerfile'));
    await findingOf(sample('Dockerfile'), 'dockerfile/copy-all-before-mod');
    assert.deepEqual(rulesIn(sample('cmd/report/Dockerfile')), []);
  });

  test('a finding underlines the text that is at fault, and its code links to a page', async () => {
    const document = await openText(sample('worker.Dockerfile'));
    const { range, code } = await findingOf(document.uri, 'dockerfile/latest-tag');
    // The image or its tag, but not the instruction around it.
    assert.match(document.getText(range), /^(?:alpine:)?latest$/);
    assert.ok(typeof code === 'object');
    assert.match(code.target.path, /\/media\/rules\/dockerfile\/latest-tag\.md$/);
    await workspace.fs.stat(code.target);
  });

  test('hovering over a finding tells what the rule is about', async () => {
    const document = await openText(sample('worker.Dockerfile'));
    const { range } = await findingOf(document.uri, 'dockerfile/latest-tag');
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, range.start);
    const text = hovers.flatMap(({ contents }) => contents).map((content) => (content as MarkdownString).value);
    assert.match(text.join('\n'), /dockerfile\/latest-tag/);
  });

  test('typing brings a finding, and taking it back clears it', async () => {
    const document = await openText(sample('cmd/report/Dockerfile'));
    const entrypoint = /^ENTRYPOINT \["(.+)"\]$/m.exec(document.getText());
    assert.ok(entrypoint);
    await replace(document, entrypoint[0], `ENTRYPOINT ${entrypoint[1] ?? ''}`);
    await findingOf(document.uri, 'dockerfile/shell-form-entrypoint');
    await commands.executeCommand('undo');
    await eventually(
      () => findings(document.uri).length,
      (count) => count === 0,
    );
  });

  test('YAML that is not Kubernetes is left alone, until it becomes Kubernetes', async () => {
    const document = await openUntitled('yaml', COMPOSE);
    await openUntitled('yaml', POD).then((pod) => findingOf(pod.uri, 'kubernetes/invalid-quantity'));
    assert.deepEqual(findings(document.uri), []);
    await replace(document, COMPOSE, POD);
    await findingOf(document.uri, 'kubernetes/invalid-quantity');
  });

  test('a file without a name is checked, too', async () => {
    const document = await openUntitled('dockerfile', 'FROM alpine:latest\nUSER 65532:65532\n');
    await findingOf(document.uri, 'dockerfile/latest-tag');
  });

  test('a restarted server knows the open files and hears what is typed', async () => {
    const document = await openText(sample('Dockerfile'));
    await findingOf(document.uri, 'dockerfile/root-final');
    await commands.executeCommand('gantry.restartServer');
    await replace(document, 'FROM scratch', 'FROM alpine:latest');
    await findingOf(document.uri, 'dockerfile/latest-tag');
    await findingOf(document.uri, 'dockerfile/root-final');
  });

  test('a go.mod that changes on disk changes what its Dockerfile is told', async () => {
    const goMod = sample('go.mod');
    const { uri } = await openText(sample('Dockerfile'));
    const rule = 'workspace/go-mod-newer-than-image';
    await findingOf(uri, rule);
    const original = await workspace.fs.readFile(goMod);
    try {
      await workspace.fs.writeFile(goMod, Buffer.from('module example.com/shop\n\ngo 1.24.0\n'));
      await eventually(
        () => rulesIn(uri),
        (rules) => rules.length > 0 && !rules.includes(rule),
      );
    } finally {
      await workspace.fs.writeFile(goMod, original);
    }
    await findingOf(uri, rule);
  });

  test('closing and opening again gives the same findings', async () => {
    const uri = sample('Dockerfile');
    await openText(uri);
    await findingOf(uri, 'dockerfile/root-final');
    const before = rulesIn(uri);
    await closeAll();
    await openText(uri);
    await eventually(
      () => rulesIn(uri),
      (rules) => rules.join() === before.join(),
    );
  });
});
