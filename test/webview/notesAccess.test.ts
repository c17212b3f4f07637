import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { closePanels, COUNTS, openNotes } from './notes.support.ts';
import type { ThemeName } from './themes.ts';

closePanels();

describe('at every size', () => {
  test('narrow, the list and the note take turns', async () => {
    const { page } = await openNotes({ width: 360, slug: 'limits-oomkilled' });
    assert.equal(await page.locator('.topics-pane').isVisible(), false);
    await page.getByRole('button', { name: 'Back to the topics' }).click();
    assert.equal(await page.locator('.article-pane').isVisible(), false);
    await page.locator('.topic').last().click();
    assert.equal(await page.locator('.article-pane').isVisible(), true);
  });

  for (const width of [240, 320, 640, 1000, 1800]) {
    test(`${width} px: nothing is cut off, nothing scrolls sideways but code and drawings`, async () => {
      for (const slug of ['limits-oomkilled', 'probes-shutdown']) {
        const { page } = await openNotes({ width, slug });
        const wide = await page.evaluate(() =>
          [
            ...document.querySelectorAll<HTMLElement>(
              '.page, .bar, .topics-pane, .article-pane, .outline-pane, .concerns, .callout',
            ),
          ]
            .filter((element) => element.offsetParent !== null && element.scrollWidth > element.clientWidth + 1)
            .map((element) => element.className),
        );
        assert.deepEqual(wide, []);
      }
    });
  }

  test('wide, the reading column keeps to about 70 characters', async () => {
    const { page } = await openNotes({ width: 1800 });
    const characters = await page
      .locator('.body > p')
      .first()
      .evaluate((paragraph) => {
        const range = document.createRange();
        range.setStart(paragraph.firstChild!, 0);
        range.setEnd(paragraph.firstChild!, 40);
        return (paragraph.getBoundingClientRect().width / range.getBoundingClientRect().width) * 40;
      });
    assert.ok(characters > 55 && characters < 90, `${characters.toFixed(0)} characters`);
  });
});

describe('accessibility', () => {
  for (const theme of ['dark', 'light', 'hcDark', 'hcLight'] as const satisfies ThemeName[]) {
    for (const locale of ['en', 'zh-cn'] as const) {
      test(`axe finds nothing in ${theme}, ${locale}: note, results, empty result`, async () => {
        const { axe, page, send } = await openNotes({ theme, locale, slug: 'limits-oomkilled', counts: COUNTS });
        assert.deepEqual(await axe(), [], 'limits-oomkilled');
        await send('show', { slug: 'probes-shutdown' });
        assert.deepEqual(await axe(), [], 'probes-shutdown');
        await page.getByRole('searchbox').fill('SIGTERM');
        assert.deepEqual(await axe(), [], 'results');
        await page.getByRole('searchbox').fill('zymurgy');
        assert.deepEqual(await axe(), [], 'empty result');
      });
    }
  }

  test('axe finds nothing in a narrow panel, in either view', async () => {
    const { page, axe } = await openNotes({ width: 340, slug: 'probes-shutdown', counts: COUNTS });
    assert.deepEqual(await axe(), []);
    await page.getByRole('button', { name: 'Back to the topics' }).click();
    assert.deepEqual(await axe(), []);
  });

  test('a drawing has a name and a description', async () => {
    const { page } = await openNotes({ slug: 'limits-oomkilled' });
    const drawing = page.getByRole('img', { name: 'A live heap of 300 MiB under limits.memory 512Mi' });
    const id = await drawing.getAttribute('aria-describedby');
    assert.match(`${await page.locator(`#${id}`).textContent()}`, /is killed before that/);
  });
});
