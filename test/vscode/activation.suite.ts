import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { closeAll, eventually, openText, sample } from './support.ts';

suite('Extension', () => {
  suiteTeardown(closeAll);

  test('is there, in the form that this run is about', () => {
    const extension = extensions.getExtension('gantry.gantry');
    assert.ok(extension);
    const isInstalled = /[\\/]extensions[\\/]gantry\.gantry-\d/.test(extension.extensionPath);
    assert.equal(isInstalled, process.env['GANTRY_TEST_INSTALLED'] === '1', extension.extensionPath);
  });

  test('wakes up with the first Dockerfile', async () => {
    await openText(sample('Dockerfile'));
    const extension = extensions.getExtension('gantry.gantry');
    await eventually(
      () => extension?.isActive,
      (isActive) => isActive === true,
    );
  });

  test('has every command that its manifest offers', async () => {
    const extension = extensions.getExtension('gantry.gantry');
    assert.ok(extension);
    const offered = (extension.packageJSON as Manifest).contributes.commands;
    const known = new Set(await commands.getCommands(true));
    assert.ok(offered.length > 3);
    assert.deepEqual(
      offered.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });
});

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}
