import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clipped,
  isOwnFile,
  originOf,
  packageOf,
  shorterNames,
  shortName,
  visibleText,
  withoutTypeArguments,
} from './names.ts';

test('the package is what stands before the first dot after the last slash', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['main.main', 'main'],
    ['runtime.mallocgc', 'runtime'],
    ['net/http.(*conn).serve', 'net/http'],
    ['github.com/acme/shop/cart.(*Cart).Total', 'github.com/acme/shop/cart'],
    ['github.com/acme/shop/cart.Cart.Total.func1', 'github.com/acme/shop/cart'],
    ['gopkg.in/yaml%2ev3.(*Decoder).Decode', 'gopkg.in/yaml.v3'],
    ['slices.SortFunc[go.shape.[]github.com/acme/shop.Item]', 'slices'],
    ['main.(*Cache[go.shape.string]).Get', 'main'],
    ['type:.eq.github.com/acme/shop.Item', 'runtime'],
    ['go:buildid', 'runtime'],
    ['memeqbody', ''],
    ['std::vector<int>::push_back(int)', ''],
    ['[libc.so.6]', ''],
    ['', ''],
  ];
  for (const [symbol, expected] of cases) assert.equal(packageOf(symbol), expected, symbol);
});

test('own code is that of the modules and of main, grey is the standard library', () => {
  const modules = ['github.com/acme/shop'];
  const cases: readonly (readonly [string, string])[] = [
    ['main', 'own'],
    ['github.com/acme/shop', 'own'],
    ['github.com/acme/shop/cart', 'own'],
    ['github.com/acme/shop_test', 'own'],
    ['github.com/acme/shopping', 'dependency'],
    ['golang.org/x/net/http2', 'dependency'],
    ['vendor/golang.org/x/net/http2/hpack', 'runtime'],
    ['net/http', 'runtime'],
    ['internal/runtime/atomic', 'runtime'],
    ['', 'runtime'],
    // A module named without a dot cannot be downloaded: it is what was built.
    ['shop/cart', 'own'],
  ];
  for (const [path, expected] of cases) assert.equal(originOf(path, modules), expected, path);
});

test('without a workspace, files tell what came from the module cache', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['/home/gopher/shop/cart/total.go', true],
    ['github.com/acme/shop/cart/total.go', true],
    ['C:/Users/gopher/shop/cart/total.go', true],
    ['/root/go/pkg/mod/golang.org/x/net@v0.50.0/http2/frame.go', false],
    ['golang.org/x/net@v0.50.0/http2/frame.go', false],
    ['gopkg.in/yaml.v3@v3.0.1/decode.go', false],
    ['/src/vendor/golang.org/x/net/http2/frame.go', false],
    ['vendor/golang.org/x/net/http2/frame.go', false],
    ['', false],
  ];
  for (const [file, expected] of cases) assert.equal(isOwnFile(file), expected, file);
});

test('names shorten from the left, and a closure keeps the function it is in', () => {
  assert.deepEqual(shorterNames('github.com/acme/shop/cart.(*Cart).Total'), [
    'github.com/acme/shop/cart.(*Cart).Total',
    'cart.(*Cart).Total',
    '(*Cart).Total',
    'Total',
  ]);
  assert.deepEqual(shorterNames('encoding/json.Marshal'), ['encoding/json.Marshal', 'json.Marshal', 'Marshal']);
  assert.deepEqual(shorterNames('main.run.func1'), ['main.run.func1', 'run.func1']);
  assert.deepEqual(shorterNames('main.Cart.Total'), ['main.Cart.Total', 'Cart.Total', 'Total']);
  assert.deepEqual(shorterNames('memeqbody'), ['memeqbody']);
  assert.deepEqual(shorterNames('a.org/b.SortFunc[go.shape.[]a/b.T]'), [
    'a.org/b.SortFunc[go.shape.[]a/b.T]',
    'a.org/b.SortFunc[…]',
    'b.SortFunc[…]',
    'SortFunc[…]',
  ]);
});

test('type arguments go first, brackets that are the name stay', () => {
  assert.equal(
    withoutTypeArguments('cache.(*LRU[go.shape.struct { A []int; F func(x/y.Z) }]).Get'),
    'cache.(*LRU[…]).Get',
  );
  assert.equal(withoutTypeArguments('p.F[int].func1'), 'p.F[…].func1');
  assert.equal(withoutTypeArguments('[libc.so.6]'), '[libc.so.6]');
  assert.equal(withoutTypeArguments('p.Broken[int'), 'p.Broken[int');
  assert.equal(shortName('example.com/shop/cache.(*LRU[go.shape.struct { Text string }]).Get'), 'cache.(*LRU[…]).Get');
  assert.equal(shortName('encoding/json.Marshal'), 'json.Marshal');
  assert.equal(shortName('main.main'), 'main.main');
});

test('characters that would disguise a name are written out', () => {
  assert.equal(visibleText('main.\u202egnissecorp'), 'main.\\u202egnissecorp');
  assert.equal(visibleText('a\u0000b\nc\u200bd'), 'a\\u0000b\\u000ac\\u200bd');
  assert.equal(visibleText('\u{e0041}'), '\\ue0041');
  assert.equal(visibleText('main.(*Größe).计算'), 'main.(*Größe).计算');
});

test('a long name keeps its beginning', () => {
  assert.equal(clipped('abcdef', 6), 'abcdef');
  assert.equal(clipped('abcdefg', 6), 'abcde…');
});
