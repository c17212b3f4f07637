import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { crumbs, openProfilePanel, pointInGraph, selectedItem } from './flamegraphPanel.ts';
import { closeBrowser, settled, type PanelPage } from './harness.ts';

after(closeBrowser);

/** The visible part of the profile, in percent of it, as the minimap shows it. */
async function visiblePart({ page }: PanelPage): Promise<{ readonly left: number; readonly width: number }> {
  return page.locator('.minimap-window').evaluate((element) => ({
    left: Number.parseFloat((element as HTMLElement).style.left),
    width: Number.parseFloat((element as HTMLElement).style.width),
  }));
}

test('Ctrl and wheel zoom at the pointer, Shift and wheel and a drag move, 0 shows everything', {
  timeout: 60_000,
}, async () => {
  const panel = await openProfilePanel();
  const { page } = panel;
  assert.deepEqual(await visiblePart(panel), { left: 0, width: 100 });
  const [x, y] = await pointInGraph(panel, 3, 0.5);
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  for (let notch = 0; notch < 4; notch++) await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await settled(panel);
  const zoomedIn = await visiblePart(panel);
  assert.ok(zoomedIn.width < 50, `four notches show ${zoomedIn.width} %`);
  assert.ok(Math.abs(zoomedIn.left + zoomedIn.width / 2 - 50) < 1, 'what was under the pointer still is');

  await page.mouse.down();
  await page.mouse.move(x - 50, y, { steps: 5 });
  await page.mouse.move(x - 100, y, { steps: 5 });
  await page.mouse.up();
  await settled(panel);
  const dragged = await visiblePart(panel);
  assert.ok(dragged.left > zoomedIn.left, 'dragging to the left shows what is to the right');
  assert.ok(Math.abs(dragged.width - zoomedIn.width) < 0.01, 'and does not zoom');
  assert.deepEqual(await crumbs(panel), ['all'], 'a drag is no click');

  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Shift');
  await settled(panel);
  assert.ok((await visiblePart(panel)).left < dragged.left);

  await page.locator('[role=tree]').focus();
  await page.keyboard.press('0');
  await settled(panel);
  assert.deepEqual(await visiblePart(panel), { left: 0, width: 100 });
  assert.deepEqual(panel.problems(), []);
  await panel.close();
});

test('frames too narrow to draw stand in one rectangle, and a click takes them apart', {
  timeout: 60_000,
}, async () => {
  const thin = Array.from({ length: 50 }, (_, index) => [['main.main', `main.thin${index}`], 1] as const);
  const panel = await openProfilePanel({ stacks: [[['main.main', 'main.wide'], 9950], ...thin] });
  const { page } = panel;
  const [x, y] = await pointInGraph(panel, 2, 0.9975);
  await page.mouse.move(x, y);
  await settled(panel);
  // 50 of 10,000 ns.
  assert.equal(
    await page.locator('.tooltip').textContent(),
    '50 framestotal50 ns0.5%too narrow to draw; click to zoom in',
  );
  await page.mouse.click(x, y);
  await settled(panel);
  const part = await visiblePart(panel);
  assert.ok(Math.abs(part.left - 99.5) < 0.01 && Math.abs(part.width - 0.5) < 0.01, JSON.stringify(part));
  await page.mouse.move(...(await pointInGraph(panel, 2, 0.01)));
  await settled(panel);
  assert.match((await page.locator('.tooltip').textContent()) ?? '', /^main\.thin0total1 ns/);
  assert.deepEqual(panel.problems(), []);
  await panel.close();
});

test('generic functions are named without their type arguments, and said in full by the tooltip', {
  timeout: 60_000,
}, async () => {
  const full = 'example.com/shop/cache.(*LRU[go.shape.struct { Text string "json:\\"text\\"" }]).Get';
  const panel = await openProfilePanel({ stacks: [[['main.main', full], 10]] });
  await panel.page.mouse.click(...(await pointInGraph(panel, 2, 0.5)));
  await settled(panel);
  assert.deepEqual(await crumbs(panel), ['all', 'main.main', 'cache.(*LRU[…]).Get']);
  assert.match(await selectedItem(panel), /^example\.com\/shop\/cache\.\(\*LRU\[…\]\)\.Get, /);
  await panel.page.mouse.move(...(await pointInGraph(panel, 2, 0.6)));
  await settled(panel);
  assert.ok((await panel.page.locator('.tooltip').textContent())?.startsWith(full));
  assert.deepEqual(await panel.axe(), []);
  assert.deepEqual(panel.problems(), []);
  await panel.close();
});

test('an animation ends where it should, in less than 150 ms of frames', { timeout: 60_000 }, async () => {
  const panel = await openProfilePanel({}, { reducedMotion: false });
  const widths: number[] = [];
  await panel.page.exposeFunction('seen', (width: number) => widths.push(width));
  await panel.page.evaluate(() => {
    const element = document.querySelector<HTMLElement>('.minimap-window')!;
    const { seen } = globalThis as unknown as { seen: (width: number) => void };
    new MutationObserver(() => seen(Number.parseFloat(element.style.width))).observe(element, { attributes: true });
  });
  await panel.page.mouse.click(...(await pointInGraph(panel, 3, 0.1)));
  await panel.page.waitForTimeout(500);
  assert.equal((await visiblePart(panel)).width, 35);
  // 120 ms at 60 Hz are eight frames; each narrows the view.
  assert.ok(widths.length <= 10, `${widths.length} frames`);
  assert.deepEqual(
    widths,
    widths.toSorted((one, other) => other - one),
  );
  await panel.close();
});
