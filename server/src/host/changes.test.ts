import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchFolder } from '../testing/scratch.ts';
import { apply, readChanges } from './changes.ts';
import { type Indexed, readIndexed } from './files.ts';

async function folderOf(files: Record<string, string>) {
  const root = scratchFolder('changes');
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const indexed = await readIndexed([root]);
  const change = async (...paths: string[]): Promise<string> => {
    const changes = await readChanges(
      paths.map((path) => `${root}/${path}`),
      indexed,
    );
    return changes.map((each) => apply(each, indexed)).join(' ');
  };
  return { root, indexed, write, change };
}

function contents({ texts, diskTexts, folders }: Indexed, root: string): string[] {
  const names = [...folders].flatMap(([folder, entries]) =>
    [...entries].map(([name, kind]) => `${kind} ${`${folder}/${name}`.slice(root.length + 1)}`),
  );
  return [
    ...names,
    ...[...texts, ...diskTexts].map(([path, text]) => `${path.slice(root.length + 1)}: ${text}`),
  ].toSorted();
}

const FILES = { Dockerfile: 'FROM a', '.dockerignore': 'x', 'a/main.go': '', 'node_modules/x/y.js': '' };

test('what is read of a folder', async () => {
  const { root, indexed, write } = await folderOf({ ...FILES, 'hack/x.sh': 'docker build .', 'hack/y.sh': 'true' });
  symlinkSync(join(root, 'a'), join(root, 'link'));
  mkdirSync(join(root, 'empty'));
  write('Makefile', '\tdocker build .\n');
  const again = await readIndexed([root]);
  assert.deepEqual(contents(again, root), [
    '.dockerignore: x',
    'Dockerfile: FROM a',
    'Makefile: \tdocker build .\n',
    'closed link',
    'closed node_modules',
    'file .dockerignore',
    'file Dockerfile',
    'file Makefile',
    'file a/main.go',
    'file hack/x.sh',
    'file hack/y.sh',
    'folder a',
    'folder empty',
    'folder hack',
    'hack/x.sh: docker build .',
  ]);
  assert.notDeepEqual(contents(indexed, root), contents(again, root));
});

test('changes lead to what a new reading would give', async () => {
  const { root, indexed, write, change } = await folderOf(FILES);
  const isFresh = async (): Promise<void> => {
    assert.deepEqual(contents(indexed, root), contents(await readIndexed([root]), root));
  };
  write('b.go', '');
  assert.equal(await change('b.go'), 'listing');
  assert.equal(await change('b.go'), '');
  await isFresh();

  write('.dockerignore', 'y');
  assert.equal(await change('.dockerignore'), 'text');
  await isFresh();

  // A folder with files in it comes as one event.
  write('new/sub/Dockerfile', 'FROM b');
  write('new/sub/compose.yaml', 'services: { a: { build: . } }');
  assert.equal(await change('new'), 'text');
  await isFresh();

  // Or as one of its files, where it has been empty before.
  mkdirSync(join(root, 'empty'));
  await change('empty');
  write('empty/x', '');
  assert.equal(await change('empty/x'), 'text');
  await isFresh();

  renameSync(join(root, 'new'), join(root, 'old'));
  assert.equal(await change('new', 'old'), 'text text');
  await isFresh();

  rmSync(join(root, 'old'), { recursive: true });
  rmSync(join(root, 'b.go'));
  assert.equal(await change('old', 'b.go'), 'text text');
  await isFresh();
});
