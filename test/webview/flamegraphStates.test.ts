import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openProfilePanel, pointInGraph, selectedItem, sendProfile } from './flamegraphPanel.ts';
import { closeBrowser, openPanel, settled, type PanelPage } from './harness.ts';
import type { ThemeName } from './themes.ts';

after(closeBrowser);

const ENTRY = 'media/src/flamegraph/main.ts';

async function closed(panel: PanelPage): Promise<void> {
  const problems = panel.problems();
  await panel.close();
  assert.deepEqual(problems, []);
}

test('loading is announced after 300 ms and can be cancelled', { timeout: 60_000 }, async () => {
  const panel = await openPanel({ entry: ENTRY });
  await panel.next('ready');
  const sent = await panel.page.evaluate(() => performance.now());
  await panel.send('loading', { name: 'cpu.pprof' });
  await panel.page.waitForTimeout(150);
  // Asked of the page's own clock, since on a busy machine the answer may come late.
  const early = await panel.page.evaluate(() => ({
    at: performance.now(),
    shown: document.querySelector('button') !== null,
  }));
  assert.ok(!early.shown || early.at - sent >= 300, 'a quick profile does not flash');
  await panel.page.getByRole('button', { name: 'Cancel' }).click();
  await panel.next('cancel');
  assert.equal(await panel.page.locator('h1').textContent(), 'Opening cpu.pprof…');
  assert.deepEqual(await panel.axe(), []);
  await closed(panel);
});

test('a profile that comes quickly is never announced as loading', { timeout: 60_000 }, async () => {
  const panel = await openPanel({ entry: ENTRY });
  await panel.next('ready');
  await panel.send('loading', { name: 'cpu.pprof' });
  await sendProfile(panel);
  await panel.page.waitForTimeout(400);
  assert.equal(await panel.page.locator('h1').textContent(), 'cpu.pprof');
  await closed(panel);
});

test('an error says what and why, and offers one way on', { timeout: 60_000 }, async () => {
  const panel = await openPanel({ entry: ENTRY });
  await panel.next('ready');
  await panel.send('error', { name: '<b>cpu</b>.pprof', message: 'The profile ends at byte 12.' });
  await panel.page.waitForSelector('h1');
  assert.equal(await panel.page.locator('h1').textContent(), '<b>cpu</b>.pprof cannot be shown');
  assert.equal(await panel.page.getByRole('alert').textContent(), 'The profile ends at byte 12.');
  assert.equal(await panel.page.getByRole('button').count(), 1);
  await panel.page.keyboard.press('Enter');
  await panel.next('retry');
  assert.deepEqual(await panel.axe(), []);
  await sendProfile(panel);
  assert.equal(await panel.page.locator('h1').textContent(), 'cpu.pprof', 'and then the profile is shown');
  await closed(panel);
});

test('a profile without values says so and points to another sample type', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel({ stacks: [] });
  assert.equal(await panel.page.locator('main h2').textContent(), 'Nothing was recorded as CPU time');
  assert.ok(await panel.page.getByText('Choose another sample type above.').isVisible());
  assert.ok(await panel.page.getByRole('radio', { name: 'Samples' }).isVisible());
  assert.ok(!(await panel.page.getByRole('grid').isVisible()));
  assert.deepEqual(await panel.axe(), []);
  await closed(panel);
});

test('notices of the engine stand above the graph, the first in full', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel({
    summary: { notices: ['Only 37 samples: shares are ±8%.', 'Two locations are missing.', 'A third.'] },
  });
  const { page } = panel;
  assert.ok(await page.getByText('Only 37 samples: shares are ±8%.').isVisible());
  assert.ok(!(await page.getByText('Two locations are missing.').isVisible()));
  await page.getByRole('button', { name: '2 more' }).click();
  assert.ok(await page.getByText('Two locations are missing.').isVisible());
  await page.locator('.notice').getByRole('button', { name: 'Hide' }).click();
  assert.ok(!(await page.getByText('Only 37 samples').isVisible()));
  await closed(panel);
});

test('an explanation is put away for good', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel();
  await panel.page.getByRole('button', { name: 'Do not show this explanation again' }).click();
  assert.equal((await panel.next('hideHint'))['hint'], 'cpu');
  await settled(panel);
  assert.ok(!(await panel.page.locator('.hint').isVisible()));
  await closed(panel);
  const later = await openProfilePanel({ hiddenHints: ['cpu'] });
  assert.ok(!(await later.page.locator('.hint').isVisible()));
  await closed(later);
});

test('a note is offered where one explains the frame', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel();
  await panel.page.locator('.table-row', { hasText: 'runtime.gcDrain' }).click();
  await panel.page.getByRole('button', { name: 'Note: memory limits and OOMKilled' }).click();
  assert.equal((await panel.next('openNote'))['slug'], 'limits-oomkilled');
  await panel.page.locator('.table-row', { hasText: 'json.Marshal' }).click();
  await settled(panel);
  assert.equal(await panel.page.getByRole('button', { name: /^Note/ }).count(), 0);
  await closed(panel);
});

test('hostile names are shown as text, and as much of them as anyone reads', { timeout: 60_000 }, async () => {
  const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const panel = await openProfilePanel({
    stacks: [
      [[`main.${markup}`, 'main.\u202egnissecorp.exe'], 40],
      [['x'.repeat(1_000_000)], 30],
      [['\u0000\n\u2028 @ /src/<b>.go:3'], 20],
      [[''], 10],
    ],
  });
  const { page } = panel;
  assert.equal(await page.title(), 'Gantry');
  assert.equal(await page.locator('main img, main script').count(), 0);
  const names = await page.locator('.cell.name[role=gridcell]').allTextContents();
  assert.ok(
    names.some((name) => name.startsWith('main.\\u202egnissecorp.exe')),
    'direction marks are written out',
  );
  assert.ok(names.some((name) => name.startsWith('\\u0000\\u000a\\u2028')));
  assert.ok(names.some((name) => name.includes('(no name)')));
  assert.ok(Math.max(...names.map((name) => name.length)) <= 400);
  await page.mouse.move(...(await pointInGraph(panel, 1, 0.1)));
  await settled(panel);
  assert.match((await page.locator('.tooltip').textContent()) ?? '', /^main\.<img src=x onerror=/);
  await page.mouse.move(...(await pointInGraph(panel, 1, 0.6)));
  await settled(panel);
  const box = await page.locator('.tooltip').boundingBox();
  assert.ok(
    box !== null && box.y >= 0 && box.y + box.height <= 800 && box.x + box.width <= 1280,
    'the tooltip stays on the page',
  );
  await closed(panel);
});

for (const theme of ['dark', 'light', 'hcDark', 'hcLight'] as const satisfies readonly ThemeName[]) {
  test(`nothing is wrong with accessibility in ${theme}`, { timeout: 60_000 }, async () => {
    const panel = await openProfilePanel({ summary: { notices: ['Only 37 samples.', 'Another.'] } }, { theme });
    assert.deepEqual(await panel.axe(), []);
    await panel.page.locator('[role=search] input').fill('json');
    await panel.page.locator('.table-row', { hasText: 'cart.Price' }).click();
    await panel.page.locator('.table-row', { hasText: 'gcDrain' }).hover();
    await panel.page.getByRole('grid').focus();
    await settled(panel);
    assert.deepEqual(await panel.axe(), []);
    await panel.page.keyboard.press('?');
    assert.ok(await panel.page.getByRole('dialog').isVisible());
    assert.deepEqual(await panel.axe(), []);
    await closed(panel);
  });
}

test('the graph is drawn anew when the theme changes', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel();
  const corner = (): Promise<readonly number[]> =>
    panel.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[role=tree] canvas')!;
      return [...canvas.getContext('2d')!.getImageData(2, canvas.height - 2, 1, 1).data];
    });
  assert.deepEqual(await corner(), [0x1f, 0x1f, 0x1f, 255]);
  await panel.setTheme('light');
  await settled(panel);
  assert.deepEqual(await corner(), [255, 255, 255, 255]);
  await panel.setTheme('hcDark');
  await settled(panel);
  assert.deepEqual(await corner(), [0, 0, 0, 255]);
  await closed(panel);
});

test('the focus goes through the page in the order in which it is read', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel();
  const order: string[] = [];
  for (let stop = 0; stop < 15; stop++) {
    await panel.page.keyboard.press('Tab');
    const name = await panel.page.evaluate(() => {
      const element = document.activeElement;
      return element === null || element === document.body
        ? ''
        : (element.getAttribute('aria-label') ?? element.textContent ?? '');
    });
    if (name === '') break;
    order.push(name);
  }
  assert.deepEqual(order, [
    'CPU time',
    'Search the graph',
    'Both',
    'Show everything',
    'Keyboard shortcuts',
    'Do not show this explanation again',
    'all',
    'Call tree, from callers to callees',
    'Width of the table',
    'Filter functions',
    'Functions',
    '▾Self',
    'Total',
    'Function',
  ]);
  await closed(panel);
});

test('everything is there in Chinese', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel({ stacks: [[['main.f', 'main.g'], 10e9]] }, { language: 'zh-CN' });
  assert.equal(
    await panel.page.locator('.facts').textContent(),
    'CPU 时间 10 s · 采集时长 30 s · 7 个不同的调用栈 · api',
  );
  assert.deepEqual(await panel.page.getByRole('radio').allTextContents(), [
    '样本数',
    'CPU 时间',
    '火焰图',
    '并排',
    'Top 表',
  ]);
  await panel.page.keyboard.press('?');
  const texts = await panel.page.evaluate(() => document.body.innerText);
  const latin = texts.match(/\b(?:your|code|total|self|search|frame|show|zoom|filter|functions)\b/gi);
  assert.equal(latin, null, 'no English is left over');
  await closed(panel);
});

test('in a narrow window graph and table take turns', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel({}, { width: 480, height: 700 });
  const { page } = panel;
  assert.ok(await page.getByRole('tree').isVisible());
  assert.ok(!(await page.getByRole('grid').isVisible()));
  await page.getByRole('radio', { name: 'Top' }).click();
  await settled(panel);
  assert.ok(!(await page.getByRole('tree').isVisible()));
  assert.ok(await page.getByRole('grid').isVisible());
  assert.ok(
    await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    'nothing is pushed out of the page',
  );
  await closed(panel);
});

test('thousands of functions scroll with a few dozen rows', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel({
    stacks: Array.from({ length: 5000 }, (_, index) => [['main.main', `main.f${index}`], index + 1] as const),
  });
  const { page } = panel;
  assert.ok((await page.locator('.table-body .table-row').count()) < 80);
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await settled(panel);
  // Sorted by falling self: main.main has none and is the last of 5,001.
  assert.match(await selectedItem(panel), /^main\.main/);
  const last = page.locator('.table-row[aria-selected=true]');
  assert.equal(await last.getAttribute('aria-rowindex'), '5002');
  assert.ok(await last.isVisible());
  await closed(panel);
});
