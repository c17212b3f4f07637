/** `node scripts/screenshots.ts`: takes the README's pictures in a real VS Code, light and dark, into media/screenshots. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './lib/process.ts';
import { reduceColours } from './lib/png.ts';
import { ROOT } from './setup.mjs';
import { startEditor, type EditorWindow } from './vscode/editorWindow.ts';

const FOLDER = join(ROOT, 'media', 'screenshots');
/** A picture that takes longer to load than to understand is too big. */
const MOST_BYTES = 200_000;

/** What is seen on each picture, and how a person gets there. */
const PICTURES: Readonly<Record<string, (window: EditorWindow) => Promise<void>>> = {
  async findings({ page, openFile, runCommand, goTo, openLightBulb }) {
    await runCommand('Problems: Focus on Problems View');
    await openFile('Dockerfile');
    await openFile('api.yaml', 'beside');
    await page.locator('.markers-panel').getByText('kubernetes/gomemlimit-missing').waitFor();
    await goTo(47, 25);
    await openLightBulb('Set GOMEMLIMIT');
  },

  async profile({ page, openFile, panel }) {
    await openFile('cpu.pprof');
    await panel.locator('canvas').first().waitFor();
    await page.mouse.move(0, 0);
  },

  async note({ page, openFile, goTo, openLightBulb, panel }) {
    await openFile('api.yaml');
    await goTo(47, 25);
    await openLightBulb('Why this matters');
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'Memory limits' }).waitFor();
  },

  async hover({ page, openFile, goTo, runCommand, squiggles }) {
    await openFile('api.yaml');
    await goTo(47, 25);
    await squiggles.first().waitFor();
    await runCommand('Show or Focus Hover');
    await page.locator('.monaco-hover:visible').getByText('kubernetes/gomemlimit-missing').first().waitFor();
  },
};

const { code, output } = await run(process.execPath, ['scripts/package.ts'], { cwd: ROOT });
if (code !== 0) throw new Error(output);
mkdirSync(FOLDER, { recursive: true });
const editor = await startEditor({ 'editor.stickyScroll.enabled': false });
try {
  for (const [name, arrange] of Object.entries(PICTURES)) {
    for (const colorScheme of ['light', 'dark'] as const) await take(`${name}-${colorScheme}`, arrange, colorScheme);
  }
} finally {
  await editor.close();
}

async function take(name: string, arrange: (window: EditorWindow) => Promise<void>, colorScheme: 'light' | 'dark') {
  const window = await editor.open({ colorScheme, width: 1200, height: 780, scale: 1.5 });
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await arrange(window);
  // What fades in has to be there, and the mouse must not hover over anything.
  await window.page.waitForTimeout(1000);
  const picture = reduceColours(await window.page.screenshot({ animations: 'disabled' }));
  await window.close();
  writeFileSync(join(FOLDER, `${name}.png`), picture);
  console.log(`${name}.png  ${Math.round(picture.length / 1000)} kB`);
  if (picture.length > MOST_BYTES) throw new Error(`${name}.png has more than ${MOST_BYTES / 1000} kB.`);
}
