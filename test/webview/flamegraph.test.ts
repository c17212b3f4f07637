import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { crumbs, openProfilePanel, pointInGraph, selectedItem } from './flamegraphPanel.ts';
import { viewOf } from '../../media/src/flamegraph/testing/viewOf.ts';
import { closeBrowser, settled, type PanelPage } from './harness.ts';

after(closeBrowser);

/** Runs a journey and fails it on any script error, refused resource or request. */
function journey(
  name: string,
  run: (panel: PanelPage) => Promise<void>,
  open: () => Promise<PanelPage> = openProfilePanel,
): void {
  test(name, { timeout: 60_000 }, async () => {
    const panel = await open();
    try {
      await run(panel);
      assert.deepEqual(panel.problems(), []);
    } finally {
      await panel.close();
    }
  });
}

journey('a profile opens with its facts, its graph and its functions', async (panel) => {
  const { page } = panel;
  assert.equal(await page.locator('h1').textContent(), 'cpu.pprof');
  assert.equal(await page.locator('.facts').textContent(), 'CPU time 10 s · over 30 s · 7 distinct stacks · api');
  assert.deepEqual(await page.locator('.legend li').allTextContents(), [
    'your code 40.0%',
    'dependencies 30.0%',
    'runtime & std 30.0%',
  ]);
  const rows = await page
    .locator('[role=grid] [role=row]')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  assert.deepEqual(rows[1], ['3 s30.0%', '3 s30.0%', 'http2.(*Framer).WriteData golang.org/x/net/http2']);
  assert.deepEqual(rows[2], ['2 s20.0%', '3.5 s35.0%', 'cart.(*Cart).Total github.com/acme/shop/cart']);
  // It stands at two places, and its total counts both. Equal values go by the full name.
  assert.deepEqual(rows[3], ['1.5 s15.0%', '1.5 s15.0%', 'json.Marshal encoding/json']);
  assert.deepEqual(rows[4], ['1.5 s15.0%', '1.5 s15.0%', 'cart.Price github.com/acme/shop/cart']);
  assert.equal(rows.length, 9, 'a head and eight functions');
});

journey('a click zooms, crumbs and Escape lead back', async (panel) => {
  const { page } = panel;
  // Row 3: Total has 3.5 s of 10, from the left edge.
  await page.mouse.click(...(await pointInGraph(panel, 3, 0.1)));
  await settled(panel);
  assert.deepEqual(await crumbs(panel), ['all', 'main.main', 'http.(*conn).serve', 'cart.(*Cart).Total']);
  assert.match(
    await selectedItem(panel),
    /^github\.com\/acme\/shop\/cart\.\(\*Cart\)\.Total, total 3\.5 s, 35\.0%, self 2 s, cart\/total\.go:41, your code$/,
  );
  // Zoomed in, Price fills 1.5/3.5 of the width.
  await page.mouse.move(...(await pointInGraph(panel, 4, 0.4)));
  await settled(panel);
  assert.match((await page.locator('.tooltip').textContent()) ?? '', /cart\.Price/);
  await page.locator('nav.crumbs button', { hasText: 'main.main' }).click();
  await settled(panel);
  assert.deepEqual(await crumbs(panel), ['all', 'main.main']);
  await page.locator('[role=tree]').focus();
  await page.keyboard.press('Escape');
  await settled(panel);
  assert.equal((await crumbs(panel)).at(-1), 'cart.(*Cart).Total');
  await page.keyboard.press('Escape');
  await settled(panel);
  assert.deepEqual(await crumbs(panel), ['all']);
});

journey('the graph is used by keys alone', async (panel) => {
  const { page } = panel;
  await page.locator('[role=tree]').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await settled(panel);
  assert.match(await selectedItem(panel), /Total, total 3\.5 s/, 'down leads to the widest callee');
  await page.keyboard.press('ArrowRight');
  await settled(panel);
  assert.match(await selectedItem(panel), /WriteData, total 3 s, 30\.0%, self 3 s, http2\/frame\.go:620, dependency$/);
  assert.match(
    (await page.locator('.tooltip').textContent()) ?? '',
    /WriteData.*total3 s30\.0%.*http2\/frame\.go:620/,
    'the tooltip comes without a pointer',
  );
  await page.keyboard.press('Enter');
  await settled(panel);
  assert.equal((await crumbs(panel)).at(-1), 'http2.(*Framer).WriteData');
  await page.keyboard.press('F12');
  const { name, file, line, package: packagePath } = await panel.next('openSource');
  assert.deepEqual(
    { name, file, line, packagePath },
    {
      name: 'golang.org/x/net/http2.(*Framer).WriteData',
      file: '/go/pkg/mod/golang.org/x/net@v0.50.0/http2/frame.go',
      line: 620,
      packagePath: 'golang.org/x/net/http2',
    },
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await settled(panel);
  assert.match(await selectedItem(panel), /^all, total 10 s, 100\.0%/);
  assert.deepEqual(await crumbs(panel), ['all']);
  await page.keyboard.press('End');
  await settled(panel);
  assert.match(
    await selectedItem(panel),
    /cart\.Price, total 1\.5 s, 15\.0%, self 1\.5 s, cart\/price\.go:7, your code · inlined$/,
  );
});

journey('the tree around the selection is there for screen readers', async (panel) => {
  const { page } = panel;
  await page.locator('[role=tree]').focus();
  for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await settled(panel);
  const items = await page
    .locator('[role=treeitem]')
    .evaluateAll((all) =>
      all.map((item) =>
        [
          item.ariaLevel,
          item.ariaPosInSet,
          item.ariaSetSize,
          item.ariaExpanded,
          item.ariaSelected,
          item.textContent?.split(',')[0],
        ].join(' '),
      ),
    );
  assert.deepEqual(items, [
    '1 1 1 true false all',
    '2 1 2 true false main.main',
    '3 1 2 true true net/http.(*conn).serve',
    '4 1 3 false false github.com/acme/shop/cart.(*Cart).Total',
    '4 2 3  false golang.org/x/net/http2.(*Framer).WriteData',
    '4 3 3  false encoding/json.Marshal',
    '3 2 2  false encoding/json.Marshal',
  ]);
});

journey('a search counts places and what they cover, n steps through them, widest first', async (panel) => {
  const { page } = panel;
  await page.locator('[role=tree]').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('MARSHAL');
  await settled(panel);
  assert.equal(await page.locator('.search-count').textContent(), '–/2 · 15.0%');
  assert.equal(
    await page.locator('[role=search] [role=status]').textContent(),
    '2 places in 1 functions, 15.0% of the total',
  );
  await page.keyboard.press('Enter');
  await settled(panel);
  assert.equal(await page.locator('.search-count').textContent(), '1/2 · 15.0%');
  assert.match(await selectedItem(panel), /json\.Marshal, total 1 s/);
  await page.locator('[role=tree]').focus();
  await page.keyboard.press('n');
  await settled(panel);
  assert.match(await selectedItem(panel), /json\.Marshal, total 500 ms/);
  await page.keyboard.press('Shift+N');
  await settled(panel);
  assert.equal(await page.locator('.search-count').textContent(), '1/2 · 15.0%');
  await page.locator('[role=search] input').fill('/Price|gcDrain/');
  await settled(panel);
  assert.equal(await page.locator('.search-count').textContent(), '–/2 · 30.0%');
  await page.locator('[role=search] input').fill('no such function');
  await settled(panel);
  assert.equal(await page.locator('.search-count').textContent(), 'No match');
  await page.keyboard.press('Escape');
  await settled(panel);
  assert.equal(await page.locator('[role=search] input').inputValue(), '');
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute('role')),
    'tree',
    'Escape returns to the graph',
  );
});

journey('the table sorts, filters, follows the keys and leads into the graph', async (panel) => {
  const { page } = panel;
  const names = async (): Promise<string[]> => {
    await settled(panel);
    const cells = await page.locator('[role=grid] [role=row] .cell.name[role=gridcell]').allTextContents();
    return cells.map((text) => text.split(' ')[0] ?? '');
  };
  await page.getByRole('columnheader', { name: 'Total' }).getByRole('button').click();
  assert.deepEqual((await names()).slice(0, 3), ['main.main', 'http.(*conn).serve', 'cart.(*Cart).Total']);
  assert.equal(await page.getByRole('columnheader', { name: 'Total' }).getAttribute('aria-sort'), 'descending');
  await page.getByRole('columnheader', { name: 'Total' }).getByRole('button').click();
  assert.equal((await names()).at(-1), 'main.main');
  await page.getByRole('columnheader', { name: 'Function' }).getByRole('button').click();
  assert.deepEqual((await names()).slice(0, 2), ['json.Marshal', 'cart.(*Cart).Total'], 'by full name');
  await page.getByLabel('Filter functions').fill('cart');
  assert.deepEqual(await names(), ['cart.(*Cart).Total', 'cart.Price']);
  assert.equal(await page.locator('.table-filter [role=status]').textContent(), '2 functions');
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await settled(panel);
  assert.match(await selectedItem(panel), /cart\.Price/, 'the graph follows');
  await page.keyboard.press('Enter');
  await settled(panel);
  assert.equal((await crumbs(panel)).at(-1), 'cart.Price');
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute('role')),
    'tree',
    'Enter goes on in the graph',
  );
  await page.getByLabel('Filter functions').fill('zzz');
  await settled(panel);
  assert.ok(await page.getByText('No function has this in its name.').isVisible());
});

journey('hovering one lights the other', async (panel) => {
  const { page } = panel;
  await page.mouse.move(...(await pointInGraph(panel, 3, 0.1)));
  await settled(panel);
  assert.deepEqual(await page.locator('.table-row.lit .name-parts').allTextContents(), [
    'cart.(*Cart).Total github.com/acme/shop/cart',
  ]);
  const overlay = (): Promise<number> =>
    page.evaluate(() => {
      const canvas = document.querySelectorAll<HTMLCanvasElement>('[role=tree] canvas')[1]!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
    });
  await page.mouse.move(640, 10);
  await settled(panel);
  assert.equal(await overlay(), 0, 'nothing is outlined');
  await page.locator('.table-row', { hasText: 'json.Marshal' }).hover();
  await settled(panel);
  assert.ok((await overlay()) > 100, 'the places of json.Marshal are outlined');
});

journey('a double click opens the source of the frame that was clicked first', async (panel) => {
  // Serve in row 2 fills 8 s of 10; the first click zooms to it.
  await panel.page.mouse.dblclick(...(await pointInGraph(panel, 2, 0.5)));
  const { file, line } = await panel.next('openSource');
  assert.deepEqual({ file, line }, { file: '/usr/local/go/src/net/http/server.go', line: 1907 });
});

journey('the menu of a frame zooms, opens, searches and copies', async (panel) => {
  const { page } = panel;
  await page.mouse.click(...(await pointInGraph(panel, 3, 0.1)), { button: 'right' });
  await settled(panel);
  assert.deepEqual(await page.getByRole('menuitem').allTextContents(), [
    'Zoom in hereEnter',
    'Open sourceF12',
    'Find every place of this function',
    'Copy name',
    'Show everything0',
  ]);
  assert.deepEqual(await panel.axe(), []);
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  assert.equal((await panel.next('copy'))['text'], 'github.com/acme/shop/cart.(*Cart).Total');
  await page.locator('[role=tree]').focus();
  await page.keyboard.press('Shift+F10');
  await settled(panel);
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('menu').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'tree', 'the focus returns');
});

journey('another sample type is asked for, and shown when it comes', async (panel) => {
  const { page } = panel;
  await page.getByRole('radio', { name: 'Samples' }).click();
  assert.equal((await panel.next('selectSampleType'))['index'], 0);
  assert.equal(await page.getByRole('radio', { name: 'Samples' }).getAttribute('aria-checked'), 'true');
  await panel.send('view', {
    view: viewOf(
      [
        [['main.main', 'main.a'], 600],
        [['main.main'], 400],
      ],
      0,
    ),
  });
  await page.waitForFunction(() => document.querySelector('.facts')?.textContent?.startsWith('Samples 1,000'));
  assert.match((await page.locator('.hint').textContent()) ?? '', /^Samples: how often the profiler looked/);
  await page.waitForTimeout(300);
  assert.equal(((await panel.kept()) as { sampleType: number }).sampleType, 0, 'a reload asks for it again');
});
