import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bestSuffixes,
  candidatePaths,
  escapedForCache,
  mappingFrom,
  mayLieInWorkspace,
  type SourceEnvironment,
} from './sourcePath.ts';

const environment: SourceEnvironment = {
  modules: [
    { path: 'example.com/shop', folder: '/work/shop' },
    { path: 'example.com/shop/tools', folder: '/work/shop/tools' },
  ],
  mappings: [['/build', '/work/mapped']],
  moduleCaches: ['/home/me/go/pkg/mod'],
  goRoots: ['/usr/local/go'],
};

const nothing: SourceEnvironment = { modules: [], mappings: [], moduleCaches: [], goRoots: [] };

test('an absolute path is tried first, then what the reader has mapped', () => {
  assert.deepEqual(candidatePaths({ file: '/build/cart/total.go', package: 'main' }, environment), [
    '/build/cart/total.go',
    '/work/mapped/cart/total.go',
  ]);
  assert.deepEqual(candidatePaths({ file: '/builder/total.go', package: 'main' }, environment), ['/builder/total.go']);
});

test('the longest mapped prefix wins', () => {
  const mappings = [
    ['/src', '/a'],
    ['/src/shop', '/b/'],
  ] as const;
  assert.deepEqual(candidatePaths({ file: '/src/shop/x.go', package: '' }, { ...nothing, mappings }), [
    '/src/shop/x.go',
    '/b/x.go',
    '/a/shop/x.go',
  ]);
});

test('a path of another machine is never asked for over the network', () => {
  assert.deepEqual(candidatePaths({ file: '//server/share/x.go', package: '' }, nothing), []);
  assert.deepEqual(candidatePaths({ file: '\\\\server\\share\\x.go', package: '' }, nothing), []);
});

test('a container path is found through the package and its module', () => {
  const query = { file: '/app/internal/cart/total.go', package: 'example.com/shop/internal/cart' };
  assert.deepEqual(candidatePaths(query, environment).slice(1), ['/work/shop/internal/cart/total.go']);
  const nested = { file: '/app/tools/gen/gen.go', package: 'example.com/shop/tools/gen' };
  assert.equal(
    candidatePaths(nested, environment)[1],
    '/work/shop/tools/gen/gen.go',
    'the innermost module is tried first',
  );
  const tests = { file: '/app/cart/cart_test.go', package: 'example.com/shop/cart_test' };
  assert.ok(candidatePaths(tests, environment).includes('/work/shop/cart/cart_test.go'));
});

test('-trimpath writes the module path in front', () => {
  const query = { file: 'example.com/shop/cmd/api/main.go', package: 'main' };
  assert.deepEqual(candidatePaths(query, environment), ['/work/shop/cmd/api/main.go']);
});

test('a dependency lies in vendor or in the module cache', () => {
  const expected = [
    '/work/shop/vendor/github.com/BurntSushi/toml/decode.go',
    '/work/shop/tools/vendor/github.com/BurntSushi/toml/decode.go',
    '/home/me/go/pkg/mod/github.com/!burnt!sushi/toml@v1.5.0/decode.go',
  ];
  const trimmed = { file: 'github.com/BurntSushi/toml@v1.5.0/decode.go', package: 'github.com/BurntSushi/toml' };
  assert.deepEqual(candidatePaths(trimmed, environment), expected);
  const cached = {
    file: '/go/pkg/mod/github.com/!burnt!sushi/toml@v1.5.0/decode.go',
    package: 'github.com/BurntSushi/toml',
  };
  assert.deepEqual(candidatePaths(cached, environment).slice(1), expected);
  const vendored = { file: '/src/vendor/golang.org/x/net/http2/frame.go', package: 'golang.org/x/net/http2' };
  assert.ok(candidatePaths(vendored, environment).includes('/work/shop/vendor/golang.org/x/net/http2/frame.go'));
});

test('the standard library lies in GOROOT, wherever it was compiled', () => {
  for (const file of [
    '/usr/lib/go-1.26/src/net/http/server.go',
    'net/http/server.go',
    'C:\\Go\\src\\net\\http\\server.go',
  ]) {
    assert.equal(
      candidatePaths({ file, package: 'net/http' }, environment).at(-1),
      '/usr/local/go/src/net/http/server.go',
      file,
    );
  }
});

test('files of dependencies and of the standard library are not looked for by name', () => {
  assert.equal(mayLieInWorkspace({ file: '/usr/local/go/src/net/http/server.go', package: 'net/http' }), false);
  assert.equal(
    mayLieInWorkspace({
      file: '/go/pkg/mod/golang.org/x/net@v0.50.0/http2/frame.go',
      package: 'golang.org/x/net/http2',
    }),
    false,
  );
  assert.equal(mayLieInWorkspace({ file: '/app/cart/total.go', package: 'example.com/shop/cart' }), true);
  assert.equal(mayLieInWorkspace({ file: '/app/main.go', package: 'main' }), true);
});

test('the file that shares the most trailing folders is meant', () => {
  const query = { file: '/app/internal/cart/total.go', package: 'example.com/other/cart' };
  const paths = ['/w/a/cart/total.go', '/w/b/internal/cart/total.go', '/w/c/total.go'];
  assert.deepEqual(bestSuffixes(query, paths), ['/w/b/internal/cart/total.go']);
  assert.deepEqual(bestSuffixes(query, ['/w/c/total.go']), [], 'a shared name alone means nothing');
  assert.deepEqual(bestSuffixes(query, ['/x/cart/total.go', '/y/cart/total.go']), [
    '/x/cart/total.go',
    '/y/cart/total.go',
  ]);
  assert.deepEqual(bestSuffixes({ file: '/app/main.go', package: 'main' }, ['/w/main.go']), ['/w/main.go']);
  assert.deepEqual(bestSuffixes(query, []), []);
});

test('a choice is remembered as what differs', () => {
  assert.deepEqual(mappingFrom('/app/internal/cart/total.go', '/w/shop/internal/cart/total.go'), ['/app', '/w/shop']);
  assert.deepEqual(mappingFrom('shop/x.go', 'C:\\code\\shop\\x.go'), ['', 'C:/code']);
  assert.equal(mappingFrom('/app/a.go', '/w/b.go'), undefined);
  const [prefix, folder] = mappingFrom('/app/internal/cart/total.go', '/w/shop/internal/cart/total.go') ?? ['', ''];
  const again = candidatePaths(
    { file: '/app/internal/catalog/search.go', package: '' },
    { ...nothing, mappings: [[prefix, folder]] },
  );
  assert.ok(again.includes('/w/shop/internal/catalog/search.go'));
});

test('module cache folders are escaped as Go escapes them', () => {
  assert.equal(
    escapedForCache('github.com/Azure/azure-sdk-for-go@v68.0.0+incompatible'),
    'github.com/!azure/azure-sdk-for-go@v68.0.0+incompatible',
  );
});
