import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workspaceOf } from '../testing/workspaces.ts';
import { createDisk } from './disk.ts';
import { kindAt, treeOf } from './fileTree.ts';
import { createWorkspace } from './snapshot.ts';

/** `folder (what says so)`, `?` behind what is not certain. */
function contextIn(files: Record<string, string>, path: string): string | undefined {
  const workspace = workspaceOf(new Map(Object.entries(files)));
  const file = workspace.dockerfiles.find((each) => each.path === path);
  const context = file && workspace.contextOf(path, file.dockerfile);
  return context && `${context.folder} (${context.saidBy ?? 'likely'})${context.isCertain ? '' : '?'}`;
}

const REPO = { '/w/.git/HEAD': '', '/w/go.mod': '', '/w/api/main.go': '' };

test('what the files of a project agree on', () => {
  const files = { ...REPO, '/w/api/Dockerfile': 'FROM a\nCOPY . .\n' };
  const at = '/w/api/Dockerfile';
  const compose = {
    '/w/deploy/compose.yaml': 'services: { a: { build: { context: .., dockerfile: api/Dockerfile } } }',
  };
  assert.equal(contextIn({ ...files, ...compose }, at), '/w (/w/deploy/compose.yaml)');
  const make = { '/w/Makefile': 'x:\n\tdocker build -f api/Dockerfile .\n' };
  assert.equal(contextIn({ ...files, ...compose, ...make }, at), '/w (/w/deploy/compose.yaml)');
  const other = { '/w/Makefile': 'x:\n\tdocker build api\n' };
  assert.equal(contextIn({ ...files, ...other }, at), '/w/api (/w/Makefile)');
  assert.equal(contextIn({ ...files, ...compose, ...other }, at), undefined);
  const hidden = { '/w/Makefile': 'x:\n\tdocker build -f api/Dockerfile $(DIR)\n' };
  assert.equal(contextIn({ ...files, ...compose, ...hidden }, at), undefined);
  // A build whose Dockerfile is not known says nothing of this one.
  const vague = { '/w/Makefile': 'x:\n\tdocker build $(FLAGS) .\n' };
  assert.equal(contextIn({ ...files, ...compose, ...vague }, at), '/w (/w/deploy/compose.yaml)');
});

test('a script is started from the one folder above it in which its paths exist', () => {
  const files = { ...REPO, '/w/api/Dockerfile': 'FROM a\nCOPY . .\n' };
  const script = (text: string) => ({ ...files, '/w/hack/ci/build.sh': text });
  assert.equal(contextIn(script('docker build -f api/Dockerfile .'), '/w/api/Dockerfile'), '/w (/w/hack/ci/build.sh)');
  assert.equal(contextIn(script('cd api\ndocker build .'), '/w/api/Dockerfile'), '/w/api (/w/hack/ci/build.sh)');
  const two = { ...script('docker build .'), '/w/hack/Dockerfile': 'FROM a\n', '/w/Dockerfile': 'FROM a\nCOPY . .\n' };
  assert.equal(contextIn(two, '/w/Dockerfile'), '/w (likely)');
});

test('workflows start at the repository; a commit is a context, but says nothing alone', () => {
  const files = { ...REPO, '/w/Dockerfile': 'FROM a\nCOPY gone .\n' };
  const workflow = (step: string) => ({ ...files, '/w/.github/workflows/ci.yml': `jobs: { a: { steps: [${step}] } }` });
  const action = 'uses: docker/build-push-action@v6';
  assert.equal(
    contextIn(workflow(`{ ${action}, with: { context: . } }`), '/w/Dockerfile'),
    '/w (/w/.github/workflows/ci.yml)',
  );
  assert.equal(contextIn(workflow(`{ ${action} }`), '/w/Dockerfile'), undefined);
  assert.equal(
    contextIn(workflow(`{ ${action} }, { run: docker build . }`), '/w/Dockerfile'),
    '/w (/w/.github/workflows/ci.yml)',
  );
});

test('where nothing is said, the nearest folder that has all that is copied', () => {
  const at = '/w/api/Dockerfile';
  const copying = (...sources: string[]) => ({ ...REPO, [at]: `FROM a\nCOPY ${sources.join(' ')} /x/\n` });
  assert.equal(contextIn(copying('main.go'), at), '/w/api (likely)');
  assert.equal(contextIn(copying('go.mod', 'api/main.go'), at), '/w (likely)');
  assert.equal(contextIn(copying('go.mod', 'api/other.go'), at), '/w (likely)?');
  assert.equal(contextIn(copying('go.mod', 'main.go'), at), undefined);
  assert.equal(contextIn(copying('nothing'), at), undefined);
  assert.equal(contextIn(copying('.'), at), undefined);
  assert.equal(contextIn({ ...REPO, '/w/Dockerfile': 'FROM a\nCOPY . .\n' }, '/w/Dockerfile'), '/w (likely)');
  // Beyond the repository nothing is looked for.
  assert.equal(contextIn({ ...copying('above'), '/above': '' }, at), undefined);
});

test('stages that builds ask for', () => {
  const dockerfile = { '/w/Dockerfile': 'FROM a AS prod\nFROM prod AS debug\n' };
  const targets = (files: Record<string, string>) => {
    const { all, only } = workspaceOf(new Map(Object.entries({ ...dockerfile, ...files }))).targetsOf('/w/Dockerfile');
    return [[...all].toSorted(), only];
  };
  const service = (target: string) => `services: { a: { build: { context: ., target: ${target} } } }`;
  assert.deepEqual(targets({}), [[], undefined]);
  assert.deepEqual(targets({ '/w/compose.yaml': service('Prod') }), [['prod'], 'prod']);
  assert.deepEqual(targets({ '/w/compose.yaml': service('prod'), '/w/compose.dev.yaml': service('debug') }), [
    ['debug', 'prod'],
    'prod',
  ]);
  assert.deepEqual(targets({ '/w/compose.yaml': service('dev') }), [['dev'], undefined]);
  assert.deepEqual(targets({ '/w/compose.yaml': service('prod'), '/w/Makefile': 'x:\n\tdocker build .\n' }), [
    ['prod'],
    undefined,
  ]);
  assert.deepEqual(targets({ '/w/compose.yaml': service('$X') }), [[], undefined]);
});

test('what is not known is not missing', () => {
  const tree = treeOf(['/w/a/b.go']);
  const folders = new Map(tree.folders).set(
    '/w',
    new Map([
      ['a', 'folder'],
      ['node_modules', 'closed'],
    ] as const),
  );
  const kinds = ['/w/a/b.go', '/w/a', '/w/a/c', '/w/a/c/d', '/w/a/b.go/c', '/w/x/y', '/w/node_modules/x', '/v'].map(
    (path) => kindAt({ folders, isCurrent: true }, path),
  );
  assert.deepEqual(kinds, ['file', 'folder', 'missing', 'missing', 'missing', 'missing', undefined, 'missing']);
  assert.equal(kindAt({ folders: new Map(), isCurrent: true }, '/w/a'), undefined);
});

test('a disk that has not changed keeps the workspace, and files keep what was read from them', () => {
  const texts = new Map([['/w/Dockerfile', 'FROM a\n']]);
  const onDisk = new Map([
    ['/w/compose.yaml', 'services: {}'],
    ['/w/.dockerignore', 'a'],
  ]);
  const disk = createDisk(onDisk, treeOf(['/w/Dockerfile']));
  const first = createWorkspace(texts, undefined, disk);
  assert.equal(createWorkspace(new Map(texts), first), first);
  const next = createDisk(new Map(onDisk).set('/w/.dockerignore', 'b'), disk.tree, disk);
  const second = createWorkspace(texts, first, next);
  assert.notEqual(second, first);
  assert.equal(second.dockerfiles[0], first.dockerfiles[0]);
  assert.equal(second.disk.buildFiles[0], first.disk.buildFiles[0]);
});
