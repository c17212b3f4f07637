import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { webviewHtml } from '../../client/src/webview/html.ts';
import { THEMES, type Theme, type ThemeName } from './themes.ts';

export interface PanelOptions {
  /** `media/src/flamegraph/main.ts`: bundled afresh, so a test never sees a stale build. */
  readonly entry: string;
  readonly theme?: ThemeName;
  readonly language?: 'en' | 'zh-CN';
  readonly width?: number;
  readonly height?: number;
  readonly deviceScaleFactor?: number;
  readonly reducedMotion?: boolean;
  /** What an earlier life of the panel has kept with `setState`. */
  readonly kept?: unknown;
}

export interface SentMessage {
  readonly type: string;
  readonly [key: string]: unknown;
}

export interface PanelPage {
  readonly page: Page;
  /** Host → panel. */
  readonly send: (type: string, body?: object) => Promise<void>;
  /** Panel → host, so far. */
  readonly received: () => Promise<readonly SentMessage[]>;
  /** Waits for the first message of this type that was not waited for before, and until what changed with it is shown. */
  readonly next: (type: string) => Promise<SentMessage>;
  readonly kept: () => Promise<unknown>;
  readonly setTheme: (name: ThemeName) => Promise<void>;
  /** `rule: element` for every accessibility violation that axe finds. */
  readonly axe: () => Promise<readonly string[]>;
  /** Script errors, console errors and violations of the content security policy. */
  readonly problems: () => readonly string[];
  readonly close: () => Promise<void>;
}

const ORIGIN = 'https://panel.gantry.test';
const CHROME_PLACES = [
  process.env['CHROME'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

let browser: Promise<Browser> | undefined;

/** Opens a built panel in Chromium as VS Code would: its real page and policy, a stand-in for the editor's interface. */
export async function openPanel(options: PanelOptions): Promise<PanelPage> {
  browser ??= launch();
  const context = await (await browser).newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  const files = await pageFiles(options);
  await page.route('**/*', (route) => {
    const file = files.get(new URL(route.request().url()).pathname);
    if (file === undefined) problems.push(`request: ${route.request().url()}`);
    return file === undefined ? route.abort() : route.fulfill(file);
  });
  await page.addInitScript(standIn, { kept: options.kept, theme: THEMES[options.theme ?? 'dark'] });
  await page.goto(`${ORIGIN}/index.html`);
  const seen = new Map<string, number>();
  const received = (): Promise<readonly SentMessage[]> => page.evaluate(() => globalThis.gantryTest.sent);
  return {
    page,
    received,
    send: (type, body = {}) => page.evaluate((data) => window.postMessage(data, '*'), { ...body, type }),
    next: async (type) => {
      const index = seen.get(type) ?? 0;
      const found = await page.waitForFunction(
        (wanted) => globalThis.gantryTest.sent.filter((message) => message.type === wanted.type)[wanted.index],
        { type, index },
      );
      seen.set(type, index + 1);
      await settled({ page });
      return (await found.jsonValue()) as SentMessage;
    },
    kept: () => page.evaluate(() => globalThis.gantryTest.kept),
    setTheme: (name) => page.evaluate((theme) => globalThis.gantryTest.apply(theme), THEMES[name]),
    axe: () => axeViolations(page),
    problems: () => problems,
    close: () => context.close(),
  };
}

/** Two frames: one in which a change is scheduled, one in which it is shown. */
export async function settled({ page }: Pick<PanelPage, 'page'>): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      ),
  );
}

/** Call it in `after`: the browser is shared by all panels of a test file. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

function launch(): Promise<Browser> {
  const executablePath = CHROME_PLACES.find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined)
    throw new Error('No Chrome, Chromium or Edge found: install one or name it in CHROME.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

interface ServedFile {
  readonly contentType: string;
  readonly body: string;
}

const bundles = new Map<string, Promise<ReadonlyMap<string, string>>>();

async function pageFiles(options: PanelOptions): Promise<ReadonlyMap<string, ServedFile>> {
  const bundle = bundles.get(options.entry) ?? bundlePanel(options.entry);
  bundles.set(options.entry, bundle);
  const outputs = await bundle;
  const html = webviewHtml({
    cspSource: ORIGIN,
    nonce: 'bm9uY2Utb2YtdGhlLXRlc3Q',
    title: 'Gantry',
    language: options.language ?? 'en',
    script: `${ORIGIN}/panel.js`,
    style: `${ORIGIN}/panel.css`,
  });
  return new Map<string, ServedFile>([
    ['/index.html', { contentType: 'text/html', body: html }],
    ['/panel.js', { contentType: 'text/javascript', body: outputs.get('.js') ?? '' }],
    ['/panel.css', { contentType: 'text/css', body: outputs.get('.css') ?? '' }],
    ['/favicon.ico', { contentType: 'image/x-icon', body: '' }],
  ]);
}

/** The same options as scripts/build.ts, in memory. */
async function bundlePanel(entry: string): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    entryPoints: { panel: entry },
    outdir: 'out',
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'chrome128',
    format: 'iife',
    logLevel: 'error',
  });
  return new Map(result.outputFiles.map((file) => [file.path.slice(file.path.lastIndexOf('.')), file.text]));
}

/** Runs in the page before any of its scripts. */
function standIn({ kept, theme }: { readonly kept: unknown; readonly theme: Theme }): void {
  const apply = (next: Theme): void => {
    const root = document.documentElement;
    while (root.style.length > 0) root.style.removeProperty(root.style.item(0));
    for (const [name, value] of Object.entries(next.variables)) root.style.setProperty(`--vscode-${name}`, value);
    document.body.className = next.kind;
  };
  const test: GantryTest = { sent: [], kept, apply };
  Object.assign(globalThis, {
    gantryTest: test,
    acquireVsCodeApi: () => {
      Object.assign(globalThis, {
        acquireVsCodeApi: () => {
          throw new Error('The interface has been acquired before.');
        },
      });
      return {
        postMessage: (message: SentMessage) => test.sent.push(structuredClone(message)),
        getState: () => test.kept,
        setState: (state: unknown) => {
          test.kept = JSON.parse(JSON.stringify(state)) as unknown;
        },
      };
    },
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`);
  });
  const observer = new MutationObserver(() => {
    if (document.body === null) return;
    observer.disconnect();
    apply(theme);
  });
  observer.observe(document, { childList: true, subtree: true });
}

interface GantryTest {
  readonly sent: SentMessage[];
  kept: unknown;
  readonly apply: (theme: Theme) => void;
}

declare global {
  var gantryTest: GantryTest;
}

async function axeViolations(page: Page): Promise<readonly string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    const { violations } = await axe.run();
    return violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`),
    );
  });
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}
