import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PanelPage } from './harness.ts';
import { closePanels, COUNTS, notebooks, openEmpty, openNotes } from './notes.support.ts';

closePanels();

describe('the list of topics', () => {
  test('it shows every note with its chapter, and marks the one that is open', async () => {
    const { page } = await openNotes();
    assert.deepEqual(await page.getByRole('navigation', { name: 'Topics' }).getByRole('heading').allTextContents(), [
      'The runtime in a container',
    ]);
    const topics = page.getByRole('navigation', { name: 'Topics' }).getByRole('button');
    assert.equal(await topics.count(), notebooks.en.notes.length);
    assert.equal(await topics.first().getAttribute('aria-current'), 'page');
  });

  test('a click opens a note, and the focus goes to its title', async () => {
    const { page } = await openNotes();
    const topics = page.getByRole('navigation', { name: 'Topics' });
    await topics.getByRole('button', { name: /^Probes and graceful shutdown/ }).click();
    const title = page.getByRole('heading', { level: 1, name: 'Probes and graceful shutdown' });
    await title.waitFor();
    assert.equal(await title.evaluate((element) => element === document.activeElement), true);
  });

  test('a chapter narrows it', async () => {
    const other = { ...notebooks.en.notes[0]!, slug: 'other', title: 'Another topic', chapter: 'language' };
    const wide = {
      ...notebooks.en,
      chapters: [{ id: 'language', title: 'The language' }, ...notebooks.en.chapters],
      notes: [other, ...notebooks.en.notes],
    };
    const { page } = await openNotes({ notebook: wide });
    const topics = page.getByRole('navigation', { name: 'Topics' });
    assert.equal(await topics.getByRole('button').count(), 3);
    await page.getByRole('combobox', { name: 'Chapter' }).selectOption('language');
    assert.deepEqual(await topics.locator('.topic-title').allTextContents(), ['Another topic']);
    assert.deepEqual(await topics.getByRole('heading').allTextContents(), ['The language']);
  });

  test('it counts the findings that a note explains, and follows them', async () => {
    const { page, send } = await openNotes({ counts: COUNTS });
    const first = page.getByRole('navigation', { name: 'Topics' }).getByRole('button').first();
    assert.match(`${await first.textContent()}`, /2 findings/);
    await send('findings', { counts: {} });
    await page.waitForFunction(() => !document.body.textContent?.includes('findings that this note explains'));
    assert.doesNotMatch(`${await first.textContent()}`, /finding/);
  });
});

describe('search', () => {
  test('results stand with their surroundings, marked, and their number is said', async () => {
    const { page } = await openNotes();
    await page.getByRole('searchbox').fill('exit code 137');
    const first = page.getByRole('navigation', { name: 'Topics' }).getByRole('button').first();
    assert.match(`${await first.textContent()}`, /What killed it\?/);
    assert.ok((await first.locator('mark').allTextContents()).includes('137'));
    assert.match(`${await page.getByRole('status').textContent()}`, /^\d+ places? found$/);
  });

  test('a result opens its note at its heading', async () => {
    const { page } = await openNotes();
    await page.getByRole('searchbox').fill('distroless exec');
    await page.getByRole('navigation', { name: 'Topics' }).getByRole('button').first().click();
    const heading = page.locator('#q-exec-distroless');
    assert.equal(await heading.evaluate((element) => element === document.activeElement), true);
    const { top, pane } = await heading.evaluate((element) => ({
      top: element.getBoundingClientRect().top,
      pane: element.closest('.article-pane')!.getBoundingClientRect().top,
    }));
    assert.ok(top - pane >= 0 && top - pane < 60, `${top - pane} px below the top`);
  });

  test('nothing found says so, says what to try, and has one way out', async () => {
    const { page } = await openNotes();
    await page.getByRole('searchbox').fill('zymurgy');
    assert.equal(await page.getByRole('status').textContent(), 'Nothing about “zymurgy”');
    await page.getByText('Try one word of it').waitFor();
    await page.locator('.nothing').getByRole('button', { name: 'Clear the search' }).click();
    assert.equal(await page.getByRole('searchbox').inputValue(), '');
    assert.equal(await page.getByRole('searchbox').evaluate((element) => element === document.activeElement), true);
    assert.equal(await page.locator('.topic').count(), notebooks.en.notes.length);
  });

  test('Chinese is found in the middle of a sentence', async () => {
    const { page } = await openNotes({ locale: 'zh-cn' });
    await page.getByRole('searchbox').fill('存活探针');
    const first = page.locator('.topic').first();
    assert.match(`${await first.textContent()}`, /存活探针要不要检查数据库/);
    assert.ok((await first.locator('mark').allTextContents()).includes('存活探针'));
  });

  test('what a reader types is text, never markup', async () => {
    const { page } = await openNotes();
    await page.getByRole('searchbox').fill('<img src=x onerror=alert(1)>');
    assert.equal(await page.locator('img').count(), 0);
  });
});

describe('the keyboard', () => {
  test('slash searches, arrows walk, Enter opens, Escape clears', async () => {
    const { page } = await openNotes();
    await page.keyboard.press('/');
    await page.keyboard.type('preStop');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focusedIndex(page), 1);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.getByRole('searchbox').evaluate((element) => element === document.activeElement), true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Probes and graceful shutdown' }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('searchbox').inputValue(), '');
  });

  test('everything that can be clicked can be reached with Tab and has a name', async () => {
    const { page } = await openNotes({ counts: COUNTS });
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, summary')]
        .filter((element) => element.offsetParent !== null)
        .filter((element) => element.tabIndex < 0 || (element.textContent || element.ariaLabel || '') === '')
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(nameless, []);
  });

  test('what is wider than the column can be scrolled, and only that is a stop', async () => {
    const { page } = await openNotes({ width: 420, slug: 'limits-oomkilled' });
    await page.waitForFunction(() => document.querySelector('.figure-scroll')?.getAttribute('tabindex') === '0');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.waitForFunction(() => document.querySelector('.figure-scroll')?.hasAttribute('tabindex') === false);
  });
});

describe('what a note reaches', () => {
  test('a rule opens its page, a number the finding, a snippet the editor', async () => {
    const { page, next } = await openNotes({ counts: COUNTS });
    await page.locator('.concerns').getByRole('button', { name: 'kubernetes/gomemlimit-missing', exact: true }).click();
    assert.deepEqual(await next('openRule'), { type: 'openRule', id: 'kubernetes/gomemlimit-missing' });
    await page.getByRole('button', { name: /Go to the first of 2 findings/ }).click();
    assert.deepEqual(await next('openFinding'), { type: 'openFinding', id: 'kubernetes/gomemlimit-missing' });
    await page.locator('.concerns').getByRole('button', { name: 'gk-resources-go' }).click();
    assert.deepEqual(await next('insertSnippet'), { type: 'insertSnippet', prefix: 'gk-resources-go' });
    await page.locator('.body').getByRole('button', { name: 'kubernetes/invalid-quantity' }).click();
    assert.deepEqual(await next('openRule'), { type: 'openRule', id: 'kubernetes/invalid-quantity' });
  });

  test('a source opens outside, by the host alone', async () => {
    const { page, next } = await openNotes();
    await page.getByRole('link', { name: /a guide to the garbage collector/ }).click();
    assert.deepEqual(await next('openExternal'), {
      type: 'openExternal',
      url: 'https://go.dev/doc/gc-guide#Memory_limit',
    });
    assert.match(page.url(), /index\.html$/);
  });

  test('another note opens in place', async () => {
    const { page } = await openNotes();
    await page.locator('.body').getByRole('button', { name: 'Probes and graceful shutdown' }).click();
    await page.getByRole('heading', { level: 1, name: 'Probes and graceful shutdown' }).waitFor();
  });

  test('code is copied, inserted, or typed into the terminal, as it stands in the note', async () => {
    const { page, next } = await openNotes({ slug: 'limits-oomkilled' });
    const yaml = page.locator('.code[data-language="yaml"]').first();
    await yaml.getByRole('button', { name: 'Copy' }).click();
    const { text } = await next('copy');
    assert.match(String(text), /^resources:\n  requests:\n[\s\S]*    value: 460MiB\n$/);
    assert.equal(await page.getByRole('status').textContent(), 'Copied');
    await yaml.getByRole('button', { name: 'Insert at the cursor' }).click();
    assert.deepEqual(await next('insert'), { type: 'insert', text, language: 'yaml' });
    const command = page.locator('.code[data-language="sh"]', { hasText: 'cpu.stat' });
    await command.getByRole('button', { name: /terminal/ }).click();
    assert.deepEqual(await next('typeInTerminal'), {
      type: 'typeInTerminal',
      text: 'kubectl exec deploy/api -- cat /sys/fs/cgroup/cpu.stat',
    });
  });

  test('several commands are never typed: a line break would run the first', async () => {
    const { page } = await openNotes();
    const two = page.locator('.code[data-language="sh"]', { hasText: 'kubectl events' });
    assert.deepEqual(await two.getByRole('button').evaluateAll(labels), ['Copy']);
  });

  test('in a workspace that is not trusted nothing goes to a terminal', async () => {
    const { page } = await openNotes({ mayRunCommands: false });
    assert.equal(await page.getByRole('button', { name: /terminal/ }).count(), 0);
  });

  test('the outline jumps and shows where the reader is', async () => {
    const { page } = await openNotes();
    const outline = page.getByRole('navigation', { name: 'On this page' });
    await outline.getByRole('button', { name: /CPU use is low/ }).click();
    await page.waitForFunction(
      () =>
        document.querySelector('.outline-pane [aria-current]')?.textContent === 'CPU use is low, yet p99 is high. Why?',
    );
  });
});

describe('the language', () => {
  test('it is asked of the host, and the place in the note stays', async () => {
    const { page, send, next } = await openNotes({ slug: 'probes-shutdown', anchor: 'q-loopback' });
    const before = await page.locator('#q-loopback').evaluate((element) => element.getBoundingClientRect().top);
    await page.getByRole('button', { name: '中文' }).click();
    assert.deepEqual(await next('switchLocale'), { type: 'switchLocale', locale: 'zh-cn' });
    await send('notebook', { notebook: notebooks['zh-cn'], mayRunCommands: true });
    await page.getByRole('heading', { level: 1, name: '探针与优雅停机' }).waitFor();
    const after = await page.locator('#q-loopback').evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(Math.abs(after - before) < 2, `${before} → ${after}`);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
    assert.equal(await page.getByRole('button', { name: '中文' }).getAttribute('aria-pressed'), 'true');
    assert.equal(
      await page.getByRole('button', { name: '中文' }).evaluate((element) => element === document.activeElement),
      true,
    );
  });

  test('no word of the other language is left in the panel', async () => {
    const { page } = await openNotes({ locale: 'zh-cn' });
    const english = await page.evaluate(() =>
      [...document.querySelectorAll('button, h1, h2, option, label, [aria-label], [placeholder]')]
        .map(
          (element) =>
            element.getAttribute('aria-label') ?? element.getAttribute('placeholder') ?? element.textContent ?? '',
        )
        .filter((text) => /\b(?:the|of|search|copy|insert|open|topics|sources|checks|on|chapters)\b/i.test(text)),
    );
    assert.deepEqual(english, []);
  });
});

describe('what is kept', () => {
  test('note, language, search and place survive hiding the panel', async () => {
    const { page, kept } = await openNotes({ slug: 'probes-shutdown' });
    await page.evaluate(() => document.querySelector('.article-pane')?.scrollTo(0, 700));
    await page.waitForFunction(() => (globalThis.gantryTest.kept as { scroll?: number }).scroll === 700);
    const state = await kept();
    const panel = await openEmpty({ kept: state });
    assert.deepEqual(await panel.next('ready'), { type: 'ready', locale: 'en' });
    await panel.send('notebook', { notebook: notebooks.en, mayRunCommands: true });
    await panel.page.getByRole('heading', { level: 1, name: 'Probes and graceful shutdown' }).waitFor();
    assert.equal(await panel.page.evaluate(() => document.querySelector('.article-pane')?.scrollTop), 700);
  });

  test('what an older version kept does no harm', async () => {
    for (const kept of [
      'text',
      7,
      null,
      { slug: 7, scroll: 'x', locale: 'tlh', query: [], chapter: {} },
      { slug: 'gone', chapter: 'gone' },
    ]) {
      const { page } = await openNotes({ kept });
      assert.equal(await page.locator('.topic').count(), notebooks.en.notes.length);
    }
  });
});

describe('the states', () => {
  test('loading shows after 300 ms, not before', async () => {
    const panel = await openEmpty();
    const { page } = panel;
    // The page's own clock starts before its script does, so nothing may show before it says 300.
    const early = await page.evaluate(() => ({
      at: performance.now(),
      shown: document.body.textContent?.includes('Opening the notes…') ?? false,
    }));
    assert.ok(!early.shown || early.at >= 300);
    await page.locator('h1', { hasText: 'Opening the notes…' }).waitFor();
    assert.deepEqual(await panel.axe(), []);
  });

  test('a failure says what, and its button tries again', async () => {
    const panel = await openEmpty();
    await panel.next('ready');
    await panel.send('failed', { message: 'The disk is gone.' });
    await panel.page.getByText('The disk is gone.', { exact: true }).waitFor();
    assert.deepEqual(await panel.axe(), []);
    await panel.page.getByRole('button', { name: 'Try again' }).click();
    await panel.next('ready');
  });

  test('a note asked for before the notes have arrived is opened when they do', async () => {
    const panel = await openEmpty();
    await panel.next('ready');
    await panel.send('show', { slug: 'probes-shutdown', anchor: 'q-zero-drop' });
    await panel.send('notebook', { notebook: notebooks.en, mayRunCommands: true });
    await panel.page.waitForFunction(() => document.activeElement?.id === 'q-zero-drop');
  });
});

function focusedIndex(page: PanelPage['page']): Promise<number> {
  return page.evaluate(() => [...document.querySelectorAll('.topic')].indexOf(document.activeElement as Element));
}

function labels(buttons: readonly Element[]): (string | null)[] {
  return buttons.map((button) => button.getAttribute('aria-label'));
}
