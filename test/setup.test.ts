import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { describe, test } from 'node:test';
import { missingPackages } from '../scripts/setup.mjs';
import { chooseSteps } from '../scripts/testing/steps.ts';
import { parseLaunchArguments } from '../scripts/vscode/arguments.ts';
import { candidates } from '../scripts/vscode/chromium.ts';
import { hasDisplay, installedDesktops } from '../scripts/vscode/desktop.ts';

const LINUX = { os: 'linux', cpu: 'x64' };

describe('what is still to be installed', () => {
  const wanted = {
    packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } },
  };

  test('is everything on a fresh clone', () => {
    assert.deepEqual(missingPackages(wanted, undefined, LINUX), ['node_modules/a', 'node_modules/b']);
  });

  test('is nothing the second time', () => {
    assert.deepEqual(missingPackages(wanted, structuredClone(wanted), LINUX), []);
  });

  test('is what the lock file has in another version', () => {
    const installed = { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } } };
    assert.deepEqual(missingPackages(wanted, installed, LINUX), ['node_modules/b']);
  });

  test('is of an optional package only what this machine can use', () => {
    const optional = (os: string, cpu: string) => ({ version: '1.0.0', optional: true, os: [os], cpu: [cpu] });
    const lock = {
      packages: {
        'node_modules/tool-linux-x64': optional('linux', 'x64'),
        'node_modules/tool-linux-arm64': optional('linux', 'arm64'),
        'node_modules/tool-darwin-arm64': optional('darwin', 'arm64'),
        'node_modules/tool-linux-x64-musl': { ...optional('linux', 'x64'), libc: ['musl'] },
        'node_modules/maybe': { version: '1.0.0', optional: true },
      },
    };
    assert.deepEqual(missingPackages(lock, undefined, LINUX), ['node_modules/tool-linux-x64']);
  });
});

test('the lock file lists the optional packages of every platform, or npm ci refuses it', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const absent = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  assert.deepEqual(absent, []);
});

describe('steps of a test run', () => {
  const names = (...args: string[]) => chooseSteps(args).map(({ name }) => name);

  test('are all of them, in order, without arguments', () => {
    assert.deepEqual(names(), ['check', 'build', 'unit', 'package', 'editor', 'installed', 'journeys']);
  });

  test('bring along what they need', () => {
    assert.deepEqual(names('check'), ['check']);
    assert.deepEqual(names('editor'), ['build', 'editor']);
    assert.deepEqual(names('installed'), ['build', 'package', 'installed']);
  });

  test('are the unit tests of a path where one is given', () => {
    const [, unit] = chooseSteps(['test/setup.test.ts']);
    assert.equal(unit?.args.at(-1), 'test/setup.test.ts');
    assert.equal(unit?.args.filter((arg) => arg.endsWith('.test.ts')).length, 1);
  });

  test('leave the suites for the editor to the editor', () => {
    const unit = chooseSteps(['unit']).at(-1);
    assert.deepEqual(
      unit?.args.filter((arg) => arg.includes('journeys') || arg.includes('test/vscode')),
      [],
    );
  });

  test('have no name but their own', () => {
    assert.throws(() => chooseSteps(['units']), /knows no step “units”/);
    assert.throws(() => chooseSteps(['server/src/nothing']), /finds no file or folder/);
  });
});

describe('the launcher', () => {
  // As @vscode/test-electron 2.5 calls the desktop program.
  const given = [
    '/tmp/shop',
    '--user-data-dir=/tmp/data',
    '--extensions-dir=/tmp/extensions',
    '--no-sandbox',
    '--disable-gpu-sandbox',
    '--disable-updates',
    '--skip-welcome',
    '--skip-release-notes',
    '--disable-workspace-trust',
    '--extensionTestsPath=/tmp/suite/index.cjs',
    '--extensionDevelopmentPath=/tmp/gantry',
  ];

  test('reads the desktop program’s arguments', () => {
    assert.deepEqual(parseLaunchArguments(given), {
      folder: '/tmp/shop',
      extensionsDir: '/tmp/extensions',
      userDataDir: '/tmp/data',
      trustEverything: true,
      developmentPath: '/tmp/gantry',
      testsPath: '/tmp/suite/index.cjs',
    });
  });

  test('trusts nothing that it is not told to trust', () => {
    const { trustEverything } = parseLaunchArguments(given.filter((arg) => arg !== '--disable-workspace-trust'));
    assert.equal(trustEverything, false);
  });

  test('names what is missing', () => {
    assert.throws(() => parseLaunchArguments(given.slice(1)), /needs a folder to open/);
    assert.throws(
      () => parseLaunchArguments(given.filter((arg) => !arg.includes('user-data'))),
      /needs --user-data-dir/,
    );
  });
});

describe('programs are looked for', () => {
  test('on Linux along the path, Chrome before others', () => {
    const found = candidates('linux', { PATH: ['/opt/a', '/opt/b'].join(delimiter) });
    assert.equal(found[0], '/opt/a/google-chrome-stable');
    assert.ok(found.includes('/opt/b/chromium'));
    assert.ok(found.includes('/usr/bin/microsoft-edge'));
  });

  test('on macOS and Windows where installers put them', () => {
    const mac = candidates('darwin', { HOME: '/Users/go' });
    assert.ok(mac.includes('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'));
    assert.ok(mac.includes('/Users/go/Applications/Chromium.app/Contents/MacOS/Chromium'));
    const windows = candidates('win32', {
      PROGRAMFILES: 'C:\\Program Files',
      'PROGRAMFILES(X86)': 'C:\\Program Files (x86)',
    });
    assert.ok(windows.includes('C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'));
    assert.ok(
      installedDesktops('win32', { LOCALAPPDATA: 'C:\\L' }).includes('C:\\L\\Programs\\Microsoft VS Code\\Code.exe'),
    );
    assert.ok(
      installedDesktops('darwin', { HOME: '/Users/go' }).includes(
        '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code',
      ),
    );
  });

  test('and a window is opened only where it can be seen', () => {
    assert.equal(hasDisplay('linux', {}), false);
    assert.equal(hasDisplay('linux', { DISPLAY: ':0' }), true);
    assert.equal(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' }), true);
    assert.equal(hasDisplay('darwin', {}), true);
    assert.equal(hasDisplay('darwin', { GANTRY_VSCODE: 'browser' }), false);
  });
});
