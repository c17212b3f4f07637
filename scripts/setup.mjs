/**
 * What `npm start` and `npm test` do first. It runs before anything is installed, on whatever Node the machine has,
 * so it is plain JavaScript without dependencies. Everything after it runs on the Node that the lock file pins.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = 20;
const PINNED_NODE = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Installs what is missing and then runs a script of this project on the pinned Node, with its exit code as ours.
 * @param {string} script
 */
export async function setUpThenRun(script) {
  try {
    const { node } = await setup();
    process.exitCode = await runOn(node, join(ROOT, 'scripts', script), process.argv.slice(2));
  } catch (error) {
    console.error(`\n✖ ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/**
 * Brings the dependencies up to the lock file and returns the Node that it pins.
 * @returns {Promise<{ node: string }>}
 */
export async function setup() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new Error(
      `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer, then run the same command again.`,
    );
  }
  const missing = missingPackages(readLock('package-lock.json'), readLock('node_modules/.package-lock.json'));
  if (missing.length > 0) {
    console.log(`▸ Dependencies: ${missing.length} packages to install (npm ci, about half a minute) …`);
    await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], ROOT, 'The dependencies could not be installed');
  }
  if (!existsSync(PINNED_NODE)) {
    console.log('▸ Dependencies: unpacking the pinned Node (its install script had been skipped) …');
    await npm(['rebuild', 'node', '--ignore-scripts=false'], ROOT, 'The pinned Node could not be unpacked');
  }
  return { node: PINNED_NODE };
}

/**
 * @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lock
 * @typedef {{ os: string, cpu: string }} Machine
 */

/**
 * The packages of `wanted` that `installed` lacks or has in another version.
 * @param {Lock | undefined} wanted
 * @param {Lock | undefined} installed
 * @param {Machine} machine
 * @returns {string[]}
 */
export function missingPackages(wanted, installed, machine = { os: process.platform, cpu: process.arch }) {
  return Object.entries(wanted?.packages ?? {})
    .filter(([path, entry]) => path !== '' && isNeeded(entry, machine))
    .filter(([path, entry]) => installed?.packages?.[path]?.version !== entry.version)
    .map(([path]) => path);
}

/**
 * npm installs an optional package where it can. Certain it is only of those that name this very machine; a C library
 * would have to be guessed.
 * @param {LockEntry} entry
 * @param {Machine} machine
 */
function isNeeded({ optional = false, os = [], cpu = [], libc = [] }, machine) {
  return !optional || (os.includes(machine.os) && cpu.includes(machine.cpu) && libc.length === 0);
}

/**
 * @param {string} path
 * @returns {Lock | undefined}
 */
function readLock(path) {
  const file = join(ROOT, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Runs npm in a folder and throws a message that says what failed, where, and what to do.
 * @param {string[]} args
 * @param {string} folder
 * @param {string} failure
 */
export async function npm(args, folder, failure) {
  const [program, ...before] = npmCommand();
  const code = await runShown(program, [...before, ...args], { cwd: folder, shell: program === 'npm.cmd' });
  if (code === 0) return;
  throw new Error(
    `${failure}: \`npm ${args.join(' ')}\` ended with ${code} in ${folder}. npm's own message stands above. ` +
      'Check the network and `npm config get registry`, then run the same command again.',
  );
}

/**
 * The npm that started us, through Node, so that no shell is needed on Windows; npm from the path otherwise.
 * @returns {[string, ...string[]]}
 */
function npmCommand() {
  const cli = process.env['npm_execpath'];
  if (cli !== undefined && /npm-cli\.[cm]?js$/.test(cli)) return [process.execPath, cli];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/**
 * @param {string} node
 * @param {string} script
 * @param {string[]} args
 */
function runOn(node, script, args) {
  const path = [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return runShown(node, [script, ...args], { cwd: ROOT, env: { ...process.env, PATH: path } });
}

/**
 * Runs a program with our own input and output. Ctrl-C reaches it through the terminal; we stay until it has cleaned up.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
function runShown(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: 'inherit' });
    const wait = () => undefined;
    const terminate = () => void child.kill('SIGTERM');
    process.on('SIGINT', wait).on('SIGTERM', terminate);
    // npm ends without a word to us where it is told to: then nobody is left who could press Ctrl-C.
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && process.env['npm_lifecycle_event'] && terminate(), 1000);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      process.off('SIGINT', wait).off('SIGTERM', terminate);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}
