import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { download, SilentReporter } from '@vscode/test-electron';
import { ROOT } from '../setup.mjs';

/** Long enough for a slow line to answer, short enough that nobody waits for one that never will. */
const DOWNLOAD_IDLE_MILLIS = 5000;

/**
 * The program of a desktop VS Code: the one that `GANTRY_VSCODE` names, else one to download. None where no window can
 * be shown or nothing can be downloaded; the browser workbench serves there.
 */
export async function desktopForTests(): Promise<string | undefined> {
  const chosen = chosenDesktop();
  if (chosen !== undefined) return chosen;
  if (!hasDisplay(process.platform, process.env)) return undefined;
  return downloadDesktop();
}

/** As for tests, but a VS Code that the reader has installed comes before a download. */
export async function desktopForPeople(): Promise<string | undefined> {
  const chosen = chosenDesktop();
  if (chosen !== undefined) return chosen;
  if (!hasDisplay(process.platform, process.env)) return undefined;
  return installedDesktops(process.platform, process.env).find((path) => existsSync(path)) ?? downloadDesktop();
}

function chosenDesktop(): string | undefined {
  const chosen = process.env['GANTRY_VSCODE'];
  if (chosen === undefined || chosen === '' || chosen === 'browser') return undefined;
  if (existsSync(chosen)) return chosen;
  throw new Error(`GANTRY_VSCODE names ${chosen}, which does not exist. Set it to a VS Code program, or unset it.`);
}

/** `GANTRY_VSCODE=browser` asks for the browser workbench where a window could be shown. */
export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (env['GANTRY_VSCODE'] === 'browser') return false;
  if (platform !== 'linux') return true;
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((display) => display !== undefined && display !== '');
}

async function downloadDesktop(): Promise<string | undefined> {
  const timeout = DOWNLOAD_IDLE_MILLIS;
  try {
    console.log('▸ VS Code: looking for a desktop build to download (about 150 MB the first time) …');
    return await download({ timeout, cachePath: join(ROOT, '.vscode-test'), reporter: new SilentReporter() });
  } catch (error) {
    console.log(
      `▸ VS Code: no desktop build can be downloaded (${oneLine(error)}); the browser workbench serves instead.`,
    );
    return undefined;
  }
}

/** Where each platform keeps the program itself, or the `code` command that starts it. */
export function installedDesktops(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') {
    const roots = ['/Applications', join(env['HOME'] ?? '', 'Applications')];
    const names = ['Visual Studio Code', 'Visual Studio Code - Insiders', 'VSCodium'];
    return roots.flatMap((root) =>
      names.map((name) => join(root, `${name}.app`, 'Contents', 'Resources', 'app', 'bin', 'code')),
    );
  }
  if (platform === 'win32') {
    const roots = [`${env['LOCALAPPDATA'] ?? ''}\\Programs`, env['PROGRAMFILES'] ?? ''];
    return roots.flatMap((root) => [`${root}\\Microsoft VS Code\\Code.exe`, `${root}\\VSCodium\\VSCodium.exe`]);
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return ['code', 'code-insiders', 'codium'].flatMap((name) =>
    [...folders, '/snap/bin', '/usr/share/code'].map((folder) => join(folder, name)),
  );
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
