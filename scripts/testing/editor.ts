/**
 * Runs the suite of test/vscode inside a real VS Code: on the extension as it is being developed, or with `--installed`
 * on the packed VSIX. A desktop VS Code where one can be had, else the browser workbench through our launcher.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { exitOnSignals, run } from '../lib/process.ts';
import { ROOT } from '../setup.mjs';
import { desktopForTests } from '../vscode/desktop.ts';
import { installExtension } from '../vscode/workbench.ts';
import { vsixPath } from '../vsix.ts';

const installed = process.argv.includes('--installed');
const scratch = mkdtempSync(join(tmpdir(), 'gantry-editor-'));
const folders = { dataDir: join(scratch, 'data'), extensionsDir: join(scratch, 'extensions') };

exitOnSignals();
process.once('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
process.exitCode = await runSuite();

async function runSuite(): Promise<number> {
  // A copy, so that a test that saves never changes the samples.
  const workspace = join(scratch, 'shop');
  cpSync(join(ROOT, 'samples'), workspace, { recursive: true });
  const desktop = await desktopForTests();
  if (installed) await install(desktop);
  console.log(`  in ${desktop === undefined ? 'the browser workbench' : desktop}`);
  const launchArgs = [workspace, `--user-data-dir=${folders.dataDir}`, `--extensions-dir=${folders.extensionsDir}`];
  return runTests({
    vscodeExecutablePath: desktop ?? process.execPath,
    launchArgs: desktop === undefined ? [join(ROOT, 'scripts', 'vscode', 'launcher.ts'), ...launchArgs] : launchArgs,
    extensionDevelopmentPath: installed ? emptyExtension() : ROOT,
    extensionTestsPath: await bundleSuite(),
    extensionTestsEnv: { GANTRY_TEST_INSTALLED: installed ? '1' : '' },
  }).catch(() => 1);
}

/** The extension host loads one CommonJS file. Mocha stays outside the bundle and is found from where the bundle lies. */
async function bundleSuite(): Promise<string> {
  const outfile = join(ROOT, '.vscode-test', 'suite', 'index.cjs');
  await build({
    entryPoints: [join(ROOT, 'test', 'vscode', 'index.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
    outfile,
  });
  return outfile;
}

async function install(desktop: string | undefined): Promise<void> {
  mkdirSync(folders.extensionsDir, { recursive: true });
  if (desktop === undefined) return installExtension(vsixPath(), folders);
  const [cli = '', ...args] = resolveCliArgsFromVSCodeExecutablePath(desktop, { reuseMachineInstall: true });
  const places = [`--user-data-dir=${folders.dataDir}`, `--extensions-dir=${folders.extensionsDir}`];
  const { code, output } = await run(cli, [...args, ...places, '--install-extension', vsixPath()], {
    shell: process.platform === 'win32',
  });
  if (code !== 0) throw new Error(`VS Code did not install ${vsixPath()}:\n${output}`);
}

/** VS Code runs tests only beside an extension under development: this one does nothing. */
function emptyExtension(): string {
  const folder = join(scratch, 'empty');
  mkdirSync(folder);
  const manifest = { name: 'empty', publisher: 'gantry-test', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
