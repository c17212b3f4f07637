import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';

/**
 * Who may import whom. A folder may import itself, the folders and the packages listed here, and nothing else.
 * Read it top to bottom: every line knows only lines above it.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'server/src/core': [],
  'server/src/parse': [
    'server/src/core',
    'yaml',
    'dockerfile-ast',
    'unbash',
    'vscode-languageserver-textdocument',
    'node:crypto',
  ],
  'server/src/workspace': ['server/src/core', 'server/src/parse'],
  'server/src/rules': ['server/src/core', 'server/src/parse', 'server/src/workspace'],
  'server/src/engine': ['server/src/core', 'server/src/parse', 'server/src/workspace', 'server/src/rules', 'yaml'],
  'server/src/services': ['server/src/core', 'server/src/parse', 'server/src/workspace', 'server/src/engine'],
  'server/src/testing': [
    'server/src/core',
    'server/src/parse',
    'server/src/workspace',
    'server/src/engine',
    'server/src/services',
    'node:assert',
    'node:fs',
    'node:os',
    'node:path',
  ],
  'server/src/profile': ['server/src/core', 'server/src/protocol.ts', 'protobufjs', 'node:zlib', 'node:worker_threads'],
  'server/src/host': [
    'server/src/core',
    'server/src/parse',
    'server/src/workspace',
    'node:fs',
    'node:path',
    'node:url',
  ],
  'server/src/lsp': [
    'server/src/core',
    'server/src/parse',
    'server/src/workspace',
    'server/src/rules',
    'server/src/engine',
    'server/src/services',
    'server/src/host',
    'server/src/protocol.ts',
    'vscode-languageserver',
    'vscode-languageserver-textdocument',
    'vscode-uri',
    'node:path',
    'node:url',
  ],
  'server/src/cli': [
    'server/src/core',
    'server/src/parse',
    'server/src/workspace',
    'server/src/rules',
    'server/src/engine',
    'server/src/host',
    'server/src/profile',
    'node:fs',
    'node:os',
    'node:worker_threads',
    'node:path',
    'node:util',
    'node:zlib',
  ],
  'media/src': ['minisearch'],
  'client/src': [
    'server/src/protocol.ts',
    'media/src/protocol.ts',
    'vscode',
    'vscode-languageclient',
    'node:path',
    'node:fs',
    'node:worker_threads',
    'node:crypto',
  ],
};

const IMPORT = /^(?:import|export)\b[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm;

for (const [layer, allowed] of Object.entries(LAYERS)) {
  test(`${layer} imports only what it may`, () => {
    const files = globSync(`${layer}/**/*.ts`, {
      exclude: ['**/*.test.ts', 'server/src/profile/{testing,testdata}/**'],
    });
    assert.ok(files.length > 0, `${layer} has files`);
    const strays = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(IMPORT)]
        .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
        .map((specifier) => (specifier.startsWith('.') ? relative('.', join(dirname(file), specifier)) : specifier))
        .filter((target) => ![layer, ...allowed].some((root) => target === root || target.startsWith(`${root}/`)))
        .map((target) => `${file} → ${target}`),
    );
    assert.deepEqual(strays, []);
  });
}

test('every source folder stands in the table', () => {
  const known = Object.keys(LAYERS);
  const strays = globSync('{server,client,media}/src/*/**/*.ts').filter(
    (file) => !known.some((layer) => file.startsWith(`${layer}/`)),
  );
  assert.deepEqual(strays, []);
});
