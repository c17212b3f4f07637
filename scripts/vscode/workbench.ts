import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run, stop } from '../lib/process.ts';
import { installWorkbench } from './installWorkbench.ts';

export interface WorkbenchOptions {
  /** Holds settings, logs and state; a temporary folder unless the caller wants to keep them. */
  readonly dataDir: string;
  readonly extensionsDir: string;
  /** The user's settings, as settings.json holds them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Workbench {
  /** The address of a window on `folder`. `payload` carries what the desktop takes as arguments. */
  readonly windowUrl: (folder: string, payload?: Readonly<Record<string, string>>) => string;
  /** How the workbench names a file of this machine. */
  readonly remoteUri: (path: string) => string;
  readonly stop: () => Promise<void>;
  /** Resolves with the exit code when the server is gone, for whatever reason. */
  readonly ended: Promise<number>;
}

/** This build asks another gallery than the reader's own VS Code does, so it asks none. */
const OFFLINE = { EXTENSIONS_GALLERY: '{}' };

const START_MILLIS = 30_000;

/**
 * Serves the VS Code workbench on a free loopback port. A secret in the address keeps other users of the machine and
 * other web sites out: whoever reaches a workbench can run programs with it.
 */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const main = await installWorkbench();
  const token = randomBytes(24).toString('base64url');
  const tokenFile = join(options.dataDir, 'connection-token');
  await writeSettings(options);
  await writeFile(tokenFile, token, { mode: 0o600 });
  const server = spawn(
    process.execPath,
    [main, '--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile, ...sharedArguments(options)],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...OFFLINE } },
  );
  // Before any handler that removes its folders, and without giving it time to write to them once more.
  process.prependOnceListener('exit', () => server.kill('SIGKILL'));
  const authority = `127.0.0.1:${await portOf(server)}`;
  return {
    remoteUri: (path) => `vscode-remote://${authority}${pathToFileURL(path).pathname}`,
    windowUrl(folder, payload = {}) {
      const query = new URLSearchParams({ tkn: token, folder: pathToFileURL(folder).pathname });
      query.set('payload', JSON.stringify(Object.entries(payload)));
      return `http://${authority}/?${query.toString()}`;
    },
    stop: () => stop(server),
    ended: once(server, 'exit').then(([code]) => (code as number | null) ?? 1),
  };
}

/** Installs a packed extension, as `code --install-extension FILE` does. */
export async function installExtension(
  vsix: string,
  options: Pick<WorkbenchOptions, 'dataDir' | 'extensionsDir'>,
): Promise<void> {
  const main = await installWorkbench();
  const { code, output } = await run(
    process.execPath,
    [main, '--install-extension', vsix, '--force', ...sharedArguments(options)],
    { env: { ...process.env, ...OFFLINE } },
  );
  if (code !== 0) throw new Error(`VS Code did not install ${vsix}:\n${output}`);
}

function sharedArguments(options: Pick<WorkbenchOptions, 'dataDir' | 'extensionsDir'>): string[] {
  const folders = ['--server-data-dir', options.dataDir, '--extensions-dir', options.extensionsDir];
  return ['--accept-server-license-terms', '--telemetry-level', 'off', ...folders];
}

async function writeSettings({ dataDir, settings }: WorkbenchOptions): Promise<void> {
  const folder = join(dataDir, 'data', 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/** Resolves with the port once the server answers; rejects with its words if it ends or stays silent. */
function portOf(server: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let output = '';
  const fail = (why: string) => reject(new Error(`The browser workbench did not start: ${why}.\n${output}`));
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    const port = /listening on (\d+)/.exec(output)?.[1];
    if (port !== undefined && output.includes('Extension host agent started')) resolve(Number(port));
  };
  server.stdout?.on('data', read);
  server.stderr?.on('data', read);
  server.once('error', (error) => fail(error.message));
  server.once('exit', (code) => fail(`it ended with ${code}`));
  const timer = setTimeout(() => fail(`it did not listen within ${START_MILLIS / 1000} s`), START_MILLIS);
  return promise
    .catch((error: unknown) => {
      server.kill();
      throw error;
    })
    .finally(() => {
      clearTimeout(timer);
      // Its later words are about files that this build leaves out; they must still be read, or the pipe fills up.
      server.stdout?.off('data', read).resume();
      server.stderr?.off('data', read).resume();
    });
}
