import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { ROOT } from '../setup.mjs';
import { vsixPath } from '../vsix.ts';
import { launchChromium } from './chromium.ts';
import { installExtension, startWorkbench, type Workbench } from './workbench.ts';

export interface WindowOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the picture for each pixel of the page. */
  readonly scale?: number;
}

/** One VS Code with the packed extension installed, and windows on fresh copies of the samples. */
export interface Editor {
  readonly open: (options?: WindowOptions) => Promise<EditorWindow>;
  readonly close: () => Promise<void>;
}

/** What a person does in a window, in the person's words. */
export interface EditorWindow {
  readonly page: Page;
  /** By its name, with as much of its path as tells it from others. */
  readonly openFile: (name: string, where?: 'here' | 'beside') => Promise<void>;
  readonly runCommand: (title: string) => Promise<void>;
  readonly goTo: (line: number, column: number) => Promise<void>;
  /** Waits for the light bulb beside the cursor, opens what it offers, and goes down to what begins with `title`. */
  readonly openLightBulb: (title: string) => Promise<void>;
  readonly squiggles: Locator;
  /** A line of the active editor that holds this text. */
  readonly line: (text: string) => Locator;
  /** The content of the panel that is open: two frames deep, as VS Code nests webviews. */
  readonly panel: FrameLocator;
  readonly close: () => Promise<void>;
}

const PATIENCE_MILLIS = 20_000;

const SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'window.autoDetectColorScheme': true,
  'git.openRepositoryInParentFolders': 'never',
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'files.autoSave': 'off',
};

export async function startEditor(settings: Readonly<Record<string, unknown>> = {}): Promise<Editor> {
  const home = mkdtempSync(join(tmpdir(), 'gantry-window-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const options = { dataDir: join(home, 'data'), extensionsDir: join(home, 'extensions') };
  mkdirSync(options.extensionsDir);
  await installExtension(vsixPath(), options);
  const workbench = await startWorkbench({ ...options, settings: { ...SETTINGS, ...settings } });
  const browser = await launchChromium();
  let windows = 0;
  return {
    open(windowOptions = {}) {
      windows += 1;
      // Named as its reader would name it: the name stands in the title of every window.
      const folder = join(home, String(windows), 'shop');
      cpSync(join(ROOT, 'samples'), folder, { recursive: true });
      return openWindow(browser, workbench, folder, windowOptions);
    },
    async close() {
      await browser.close();
      await workbench.stop();
    },
  };
}

async function openWindow(
  browser: Browser,
  workbench: Workbench,
  folder: string,
  { colorScheme = 'light', width = 1280, height = 800, scale = 1 }: WindowOptions,
): Promise<EditorWindow> {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, colorScheme });
  context.setDefaultTimeout(PATIENCE_MILLIS);
  const page = await context.newPage();
  await page.goto(workbench.windowUrl(folder));
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  return {
    page,
    async openFile(name, where = 'here') {
      const base = name.slice(name.lastIndexOf('/') + 1);
      await quickInput(page, 'Control+P', name, base, where === 'here' ? 'Enter' : 'Control+Enter');
      await page.locator(`.tab.active[data-resource-name="${base}"]`).first().waitFor();
    },
    runCommand: (title) => quickInput(page, 'F1', `>${title}`, title),
    goTo: (line, column) => quickInput(page, 'Control+P', `:${line}:${column}`, 'Go to'),
    async openLightBulb(title) {
      await showLightBulb(page);
      await openActions(page);
      await goDownTo(page, page.locator('.action-widget'), title);
    },
    squiggles: page.locator('.squiggly-error, .squiggly-warning, .squiggly-info'),
    // The editor draws spaces as non-breaking ones.
    line: (text) => page.locator('.editor-instance .view-line').filter({ hasText: new RegExp(escapeForRegExp(text)) }),
    panel: page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    close: () => context.close(),
  };
}

/** VS Code shows no bulb that it hears of while another input has the focus, but looks again when the cursor moves. */
async function showLightBulb(page: Page): Promise<void> {
  const bulb = page.locator('[class*="lightbulb" i]:visible').first();
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    const seen = await bulb.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (seen) return;
  }
  throw new Error('No light bulb appears at the cursor.');
}

/**
 * VS Code gives up a question for actions with "No code actions available" when an extension announces its own in that
 * very moment, as they do while the window starts. Then a person asks once more; a second no stays one.
 */
async function openActions(page: Page): Promise<void> {
  const list = page.locator('.action-widget .monaco-list-row').first();
  const none = page.locator('.monaco-editor-overlaymessage').getByText('No code actions available');
  await page.keyboard.press('Control+.');
  await list.or(none).first().waitFor();
  if (await list.isVisible()) return;
  await page.keyboard.press('Escape');
  await none.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+.');
}

/** Types into VS Code's input at the top and takes the first offer that begins with what is meant. */
async function quickInput(page: Page, key: string, text: string, offer: string, take = 'Enter'): Promise<void> {
  await page.keyboard.press(key);
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await input.fill(text);
  await goDownTo(page, page.locator('.quick-input-list'), offer);
  await input.press(take);
  await input.waitFor({ state: 'hidden' });
}

/** Moves down a list that the keyboard is in, to the first entry that begins with `title`. */
async function goDownTo(page: Page, list: Locator, title: string): Promise<void> {
  const begins = new RegExp(`^\\s*${escapeForRegExp(title)}`);
  await list.locator('.monaco-list-row').filter({ hasText: begins }).first().waitFor();
  const focused = list.locator('.monaco-list-row.focused');
  while (!begins.test(await focused.innerText())) await page.keyboard.press('ArrowDown');
}

function escapeForRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s');
}
