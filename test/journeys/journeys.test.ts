import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { ROOT } from '../../scripts/setup.mjs';
import { startEditor, type Editor, type EditorWindow } from '../../scripts/vscode/editorWindow.ts';

/** Pictures of how each journey ended, for a person to look at. Git ignores them. */
const PICTURES = join(ROOT, '.vscode-test', 'journeys');

suite('A person', () => {
  let editor: Editor;
  before(async () => {
    mkdirSync(PICTURES, { recursive: true });
    editor = await startEditor();
  });
  after(() => editor?.close());

  journey('sees a squiggle while typing', async ({ page, openFile, squiggles, line }) => {
    await openFile('report/Dockerfile');
    await line('ENTRYPOINT').waitFor();
    assert.equal(await squiggles.count(), 0);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nENTRYPOINT /report --all');
    await squiggles.first().waitFor();
  });

  journey('applies a fix from the light bulb', async ({ page, openFile, goTo, openLightBulb, squiggles, line }) => {
    await openFile('Dockerfile');
    // The third error is about go.mod: until the folder is read once, there are but two, and counting would go wrong.
    await page.locator('.squiggly-error').nth(2).waitFor();
    await goTo(12, 14);
    await openLightBulb('Run it without a shell');
    const before = await squiggles.count();
    await page.keyboard.press('Enter');
    await line('ENTRYPOINT ["/shop", "-addr", ":8080"]').waitFor();
    await squiggles.nth(before - 1).waitFor({ state: 'detached' });
  });

  journey('opens a profile with a click, searches it and goes to the source', async ({ page, panel }) => {
    await page.getByRole('treeitem', { name: 'profiles' }).click();
    await page.getByRole('treeitem', { name: 'cpu.pprof' }).dblclick();
    await panel.locator('canvas').first().waitFor();
    await panel.getByPlaceholder('Find, or /regexp/').fill('recommend.dot');
    await panel.getByText(/\/1 · 24\.9%/).waitFor();
    await panel.getByText('recommend.dot').first().dblclick();
    await page.locator('.tab.active[data-resource-name="recommend.go"]').waitFor();
  });

  journey('learns from a note why a finding matters', async ({ page, openFile, goTo, openLightBulb, panel }) => {
    await openFile('api.yaml');
    await goTo(47, 25);
    await openLightBulb('Why this matters: kubernetes/gomemlimit-missing');
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'Memory limits, CPU limits and OOMKilled', level: 1 }).waitFor();
  });

  journey('reads Gantry’s notes from the activity bar', async ({ page, panel }) => {
    await page.getByRole('tab', { name: 'Gantry' }).click();
    await page.getByText('Probes and graceful shutdown').click();
    await panel.getByRole('heading', { name: 'Probes and graceful shutdown', level: 1 }).waitFor();
  });

  function journey(name: string, travel: (window: EditorWindow) => Promise<void>): void {
    test(name, async () => {
      const window = await editor.open();
      try {
        await travel(window);
      } finally {
        await window.page.screenshot({ path: join(PICTURES, `${name.replaceAll(/\W+/g, '-')}.png`) });
        await window.close();
      }
    });
  }
});

suite('In a folder that nobody trusts', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor({
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    });
  });
  after(() => editor?.close());

  test('findings are shown all the same', async () => {
    const { page, openFile, squiggles, close } = await editor.open();
    await page.getByText('Restricted Mode').first().waitFor();
    await openFile('Dockerfile');
    await squiggles.first().waitFor();
    await close();
  });
});
