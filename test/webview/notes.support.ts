import assert from 'node:assert/strict';
import { after, afterEach } from 'node:test';
import type { NoteLocale, Notebook } from '../../media/src/protocol.ts';
import { readNotebook } from '../../scripts/renderNotes.ts';
import { closeBrowser, openPanel, type PanelOptions, type PanelPage } from './harness.ts';

export const notebooks: Readonly<Record<NoteLocale, Notebook>> = {
  en: readNotebook('en').notebook,
  'zh-cn': readNotebook('zh-cn').notebook,
};

export const COUNTS = { 'kubernetes/gomemlimit-missing': 2, 'kubernetes/probe-timeout-gt-period': 1 };

export interface NotesOptions extends Partial<PanelOptions> {
  readonly locale?: NoteLocale;
  readonly notebook?: Notebook;
  readonly slug?: string;
  readonly anchor?: string;
  readonly counts?: Readonly<Record<string, number>>;
  readonly mayRunCommands?: boolean;
}

let open: PanelPage[] = [];

/** Call it once in a test file: after every test it closes what was opened and asks for scripts that failed. */
export function closePanels(): void {
  afterEach(async () => {
    const problems = open.flatMap((panel) => panel.problems());
    await Promise.all(open.map((panel) => panel.close()));
    open = [];
    assert.deepEqual(problems, [], 'no script error, no breach of the policy');
  });
  after(closeBrowser);
}

/** The page alone, before the host has said anything. */
export async function openEmpty(options: Partial<PanelOptions> = {}): Promise<PanelPage> {
  const panel = await openPanel({ entry: 'media/src/notes/main.ts', ...options });
  panel.page.setDefaultTimeout(5000);
  open.push(panel);
  return panel;
}

/** Opens the panel and tells it what the host would. */
export async function openNotes(options: NotesOptions = {}): Promise<PanelPage> {
  const { locale = 'en', notebook, slug, anchor, counts, mayRunCommands = true, ...rest } = options;
  const panel = await openEmpty({ language: locale === 'en' ? 'en' : 'zh-CN', ...rest });
  await panel.next('ready');
  await panel.send('notebook', { notebook: notebook ?? notebooks[locale], mayRunCommands });
  await panel.send('findings', { counts: counts ?? {} });
  if (slug !== undefined) await panel.send('show', anchor === undefined ? { slug } : { slug, anchor });
  await panel.page.locator('.note').waitFor({ state: 'attached' });
  return panel;
}
