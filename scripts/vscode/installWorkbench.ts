import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { npm, ROOT } from '../setup.mjs';

/**
 * VS Code 1.100, the oldest version that package.json admits, as the npm registry serves it. Newer builds of it do not
 * load an extension under development.
 */
const PACKAGES = { 'code-server': '4.100.3', '@vscode/ripgrep': '1.18.0' };

const HOME = join(ROOT, '.vscode-test', 'server');
const VSCODE = join(HOME, 'node_modules', 'code-server', 'lib', 'vscode');
const MARKER = join(HOME, 'installed.json');

/** Native modules that nobody compiles here, and what stands in for them. */
const STAND_INS = { '@vscode/spdlog': 'spdlog.cjs', 'native-watchdog': 'native-watchdog.cjs' };

/** The entry point of the workbench's server, installed into `.vscode-test/server` the first time it is asked for. */
export async function installWorkbench(): Promise<string> {
  const main = join(VSCODE, 'out', 'server-main.js');
  const standIns = Object.entries(STAND_INS).map(([name, file]) => ({
    name,
    file: join(import.meta.dirname, 'native', file),
  }));
  const wanted = JSON.stringify([PACKAGES, ...standIns.map(({ file }) => readFileSync(file, 'utf8'))]);
  if (existsSync(main) && existsSync(MARKER) && readFileSync(MARKER, 'utf8') === wanted) return main;
  console.log('▸ VS Code: installing its browser workbench from the npm registry (once, about 20 s) …');
  rmSync(HOME, { recursive: true, force: true });
  mkdirSync(HOME, { recursive: true });
  writeFileSync(join(HOME, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
  // Nothing is compiled: what the packages would build is either not needed here or put in its place below.
  const quiet = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const failure = 'The browser workbench could not be installed';
  await npm(['install', '--prefix', HOME, ...quiet], HOME, failure);
  await npm(['install', '--prefix', VSCODE, ...quiet], VSCODE, failure);
  symlinkSync(
    process.platform === 'win32' ? join(VSCODE, 'node_modules') : 'node_modules',
    join(VSCODE, 'node_modules.asar'),
    'junction',
  );
  placeRipgrep();
  for (const { name, file } of standIns) copyFileSync(file, join(VSCODE, 'node_modules', name, 'index.js'));
  writeFileSync(MARKER, wanted);
  return main;
}

/** File search in the editor runs this program. Current releases carry it as a package per platform. */
function placeRipgrep(): void {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const source = join(HOME, 'node_modules', '@vscode', `ripgrep-${process.platform}-${process.arch}`, 'bin', name);
  if (!existsSync(source)) {
    console.log(
      `▸ VS Code: there is no ripgrep for ${process.platform} on ${process.arch}, so files cannot be searched.`,
    );
    return;
  }
  const folder = join(VSCODE, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(folder, { recursive: true });
  copyFileSync(source, join(folder, name));
  chmodSync(join(folder, name), 0o755);
}
