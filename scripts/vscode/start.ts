/** What `npm start` does once the dependencies are there: builds, and opens a VS Code with Gantry on samples/. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { exitOnSignals, run } from '../lib/process.ts';
import { seconds } from '../lib/text.ts';
import { ROOT } from '../setup.mjs';
import { desktopForPeople, hasDisplay } from './desktop.ts';
import { startWorkbench } from './workbench.ts';

const HELP = `npm start                  a VS Code with Gantry on samples/
npm start -- --browser     the browser workbench even where a desktop VS Code could be opened
npm start -- --no-open     prints the address without opening a browser

GANTRY_VSCODE=/path/to/code names the desktop VS Code to use.`;

const SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'window.autoDetectColorScheme': true,
  'editor.minimap.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
};

const SAMPLES = join(ROOT, 'samples');

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) console.log(HELP);
else
  await start().catch((error: unknown) => {
    console.error(`\n✖ ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  });

async function start(): Promise<void> {
  if (args.includes('--browser')) process.env['GANTRY_VSCODE'] = 'browser';
  exitOnSignals();
  await build();
  // Settings and state of this window only: the reader's own VS Code stays as it is.
  const home = mkdtempSync(join(tmpdir(), 'gantry-start-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  cpSync(join(import.meta.dirname, 'firstScreen'), join(home, 'extensions', 'gantry-start.first-screen-0.0.1'), {
    recursive: true,
  });
  const desktop = await desktopForPeople();
  await (desktop === undefined ? openInBrowser(home) : openOnDesktop(desktop, home));
}

async function build(): Promise<void> {
  const start = performance.now();
  const { code, output } = await run(process.execPath, ['scripts/build.ts'], { cwd: ROOT });
  if (code !== 0) throw new Error(`Gantry could not be built (scripts/build.ts ended with ${code}):\n${output}`);
  console.log(`▸ Gantry: built in ${seconds(performance.now() - start)}`);
}

async function openOnDesktop(program: string, home: string): Promise<void> {
  const dataDir = join(home, 'data');
  mkdirSync(join(dataDir, 'User'), { recursive: true });
  writeFileSync(join(dataDir, 'User', 'settings.json'), JSON.stringify(SETTINGS));
  console.log(`▸ VS Code: ${program}\n\nClose its window or press Ctrl-C to end.`);
  const window = spawn(
    program,
    [
      SAMPLES,
      '--new-window',
      '--wait',
      '--skip-welcome',
      '--skip-release-notes',
      `--user-data-dir=${dataDir}`,
      `--extensions-dir=${join(home, 'extensions')}`,
      `--extensionDevelopmentPath=${ROOT}`,
      // VS Code refuses to sandbox as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { stdio: 'ignore' },
  );
  process.once('exit', () => window.kill());
  const [code] = (await once(window, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

async function openInBrowser(home: string): Promise<void> {
  console.log('▸ VS Code: starting its browser workbench …');
  const { windowUrl, remoteUri, ended } = await startWorkbench({
    dataDir: join(home, 'data'),
    extensionsDir: join(home, 'extensions'),
    settings: SETTINGS,
  });
  // The workbench is installed below ROOT, and VS Code takes what is below the path of an extension under development
  // for parts of it, its own themes among them. By another name the two are apart.
  const extension = join(home, 'gantry');
  symlinkSync(ROOT, extension, 'junction');
  const url = windowUrl(SAMPLES, { extensionDevelopmentPath: remoteUri(extension), skipWelcome: 'true' });
  console.log(`\nVS Code with Gantry on ${basename(SAMPLES)}/ is at\n\n${url}\n`);
  console.log('Open it in a browser: findings are underlined and listed, profiles/cpu.pprof opens as a flame graph.');
  console.log('Only this machine can reach it. Press Ctrl-C to end.');
  if (!args.includes('--no-open') && isSomebodyThere()) openBrowser(url);
  const code = await ended;
  throw new Error(`The browser workbench ended by itself with ${code}. Run the same command again.`);
}

function isSomebodyThere(): boolean {
  return hasDisplay(process.platform, { ...process.env, GANTRY_VSCODE: '' });
}

/** Opens the reader's own browser. Where that fails, the printed address is enough. */
function openBrowser(url: string): void {
  const [program, ...before] = OPENERS[process.platform] ?? ['xdg-open'];
  const opener = spawn(program ?? '', [...before, url], { stdio: 'ignore', detached: true });
  opener.on('error', () => console.log('(No browser could be opened from here.)'));
  opener.unref();
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
