import assert from 'node:assert/strict';
import { commands, TabInputCustom, TabInputWebview, window } from 'vscode';
import { closeAll, eventually, findingOf, openText, sample } from './support.ts';

suite('Panels', () => {
  teardown(closeAll);

  for (const profile of ['cpu', 'heap', 'mutex', 'goroutine']) {
    test(`${profile}.pprof opens in the profile viewer`, async () => {
      const uri = sample(`profiles/${profile}.pprof`);
      await commands.executeCommand('vscode.open', uri);
      const input = await eventually(activeInput, (now) => now instanceof TabInputCustom);
      assert.ok(input instanceof TabInputCustom);
      assert.equal(input.viewType, 'gantry.profile');
      assert.equal(input.uri.toString(), uri.toString());
    });
  }

  test('the notes open by command', async () => {
    await commands.executeCommand('gantry.openNotes');
    await eventually(webviewType, (type) => type.includes('gantry.notes'));
  });

  test('a finding with a note is explained by the note', async () => {
    await commands.executeCommand('gantry.explain', 'kubernetes/gomemlimit-missing');
    await eventually(webviewType, (type) => type.includes('gantry.notes'));
  });

  test('a finding without a note is explained by its rule page', async () => {
    await commands.executeCommand('gantry.explain', 'dockerfile/latest-tag');
    await eventually(webviewType, (type) => type.includes('markdown.preview'));
  });

  test('without a rule, the finding at the cursor is explained', async () => {
    const { uri } = await openText(sample('worker.Dockerfile'));
    const { range } = await findingOf(uri, 'dockerfile/latest-tag');
    await window.showTextDocument(uri, { selection: range });
    await commands.executeCommand('gantry.explain');
    await eventually(webviewType, (type) => type.includes('markdown.preview'));
  });

  test('only rules are explained', async () => {
    await assert.rejects(async () => commands.executeCommand('gantry.explain', '../../../../etc/passwd'));
    await assert.rejects(async () => commands.executeCommand('gantry.explain', 'dockerfile/no-such-rule'));
  });
});

function activeInput(): unknown {
  return window.tabGroups.activeTabGroup.activeTab?.input;
}

function webviewType(): string {
  const input = activeInput();
  return input instanceof TabInputWebview ? input.viewType : '';
}
