/**
 * `npm run bench`: Gantry and its peers, measured side by side in one run. `npm run bench -- lsp profile` runs some.
 * Peers are installed into .bench/ only for this; one that cannot be had is printed as absent.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const PEERS = ['yaml-language-server@2.0.0', 'dockerfile-language-server-nodejs@0.15.0'];
const BENCHES = {
  lsp: 'bench/lsp.ts',
  keystroke: 'bench/keystroke.ts',
  services: 'bench/services.ts',
  profile: 'bench/profile.ts',
  flamegraph: 'bench/flamegraph.ts',
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in BENCHES));
if (unknown) {
  console.error(`bench: there is no "${unknown}"; choose from ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

installPeers();
run('scripts/build.ts', '--production');
console.log(
  `\nMachine: ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}\n`,
);
for (const [name, file] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`## ${name}\n`);
  run(file);
  console.log();
}

function installPeers(): void {
  if (existsSync('.bench/node_modules/yaml-language-server')) return;
  mkdirSync('.bench', { recursive: true });
  writeFileSync('.bench/package.json', '{ "private": true }\n');
  console.log(`Installing ${PEERS.join(' and ')} into .bench/ …`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(
    npm,
    ['install', '--prefix', '.bench', '--ignore-scripts', '--no-audit', '--no-fund', ...PEERS],
    { stdio: 'ignore' },
  );
  if (status !== 0) console.log('The peers could not be installed; they will be shown as absent.');
}

function run(script: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
