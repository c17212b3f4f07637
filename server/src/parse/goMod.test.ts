import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseGoMod } from './goMod.ts';

const TEXT = `// a comment
module example.com/shop/v2 // trailing

go 1.25.3
toolchain go1.26.1

require github.com/mattn/go-sqlite3 v1.14.22
require (
	github.com/KimMachineGun/automemlimit v0.7.0
	golang.org/x/sys v0.30.0 // indirect
)

replace example.com/other => ../other
`;

test('reads module, go, toolchain and requirements with their places', () => {
  const { path, go, toolchain, requires } = parseGoMod(TEXT);
  assert.equal(path, 'example.com/shop/v2');
  assert.equal(go?.version, '1.25.3');
  assert.equal(TEXT.slice(go?.span.start, go?.span.end), '1.25.3');
  assert.equal(toolchain?.version, '1.26.1');
  assert.equal(TEXT.slice(toolchain?.span.start, toolchain?.span.end), 'go1.26.1');
  assert.deepEqual(
    requires.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    [
      { path: 'github.com/KimMachineGun/automemlimit', version: 'v0.7.0', indirect: false },
      { path: 'github.com/mattn/go-sqlite3', version: 'v1.14.22', indirect: false },
      { path: 'golang.org/x/sys', version: 'v0.30.0', indirect: true },
    ],
  );
});

test('what is half-typed gives what is certain', () => {
  assert.deepEqual(parseGoMod('module\ngo\nrequire (').requires, []);
  assert.equal(parseGoMod('module\ngo').go, undefined);
  assert.equal(parseGoMod('module "example.com/quoted"\n').path, 'example.com/quoted');
  assert.equal(parseGoMod('module a\r\ngo 1.26\r\n').go?.version, '1.26');
  assert.equal(parseGoMod('go 1.26\ntoolchain default\n').toolchain, undefined);
  assert.equal(parseGoMod('module x\n// go 1.20\n').go, undefined);
});

test('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseGoMod(`${text}\nrequire (${text}`)));
});
