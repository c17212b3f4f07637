import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { crumbs, openProfilePanel, pointInGraph, sendProfile } from './flamegraphPanel.ts';
import { closeBrowser, settled } from './harness.ts';

after(closeBrowser);

test('what was shown is shown again after a reload', { timeout: 60_000 }, async () => {
  const first = await openProfilePanel();
  await first.page.mouse.click(...(await pointInGraph(first, 3, 0.1)));
  await first.page.locator('[role=search] input').fill('marshal');
  await first.page.getByRole('radio', { name: 'Top' }).click();
  // State is kept a moment after the last change.
  await first.page.waitForTimeout(400);
  const kept = await first.kept();
  await first.close();

  const second = await openProfilePanel({}, { kept });
  assert.deepEqual((await second.received())[0], { type: 'ready', sampleType: 1 });
  assert.deepEqual(await crumbs(second), ['all', 'main.main', 'http.(*conn).serve', 'cart.(*Cart).Total']);
  assert.equal(await second.page.locator('.search-count').textContent(), '–/2 · 15.0%');
  assert.equal(await second.page.getByRole('radio', { name: 'Top' }).getAttribute('aria-checked'), 'true');
  assert.deepEqual(second.problems(), []);
  await second.close();
});

test('what was kept for another tree is not applied', { timeout: 60_000 }, async () => {
  const view = { nodes: 3, total: 5, span: { from: 1, to: 2 }, zoomed: 2, history: [], selected: 2 };
  const panel = await openProfilePanel({}, { kept: { view, query: 'json' } });
  assert.deepEqual(await crumbs(panel), ['all']);
  assert.equal(
    await panel.page.locator('[role=search] input').inputValue(),
    'json',
    'a query means the same in any tree',
  );
  assert.deepEqual(panel.problems(), []);
  await panel.close();
});

test('a profile that was recorded again takes the place of the old one', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel();
  await sendProfile(panel, { stacks: [[['main.main', 'main.fresh'], 4e9]] });
  await settled(panel);
  assert.equal(await panel.page.locator('main').count(), 1);
  assert.deepEqual(await panel.page.locator('.cell.name[role=gridcell]').allTextContents(), [
    'main.fresh ',
    'main.main ',
  ]);
  // Listeners of the old one are gone: one key is one step.
  await panel.page.locator('[role=search] input').fill('main');
  await panel.page.locator('[role=tree]').focus();
  await panel.page.keyboard.press('n');
  await settled(panel);
  assert.equal(await panel.page.locator('.search-count').textContent(), '1/2 · 100.0%');
  assert.deepEqual(panel.problems(), []);
  await panel.close();
});
