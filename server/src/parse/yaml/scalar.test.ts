import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from './document.ts';
import { asMap, get } from './node.ts';
import { booleanOf, integerOf, isNull, resolvePlain, stringOf } from './scalar.ts';

/** What go.yaml.in/yaml/v2 2.4.2 unmarshals `a: <text>` to. */
const RESOLVED: readonly [string, string, unknown?][] = [
  ['y', 'bool', true],
  ['Yes', 'bool', true],
  ['on', 'bool', true],
  ['N', 'bool', false],
  ['off', 'bool', false],
  ['yES', 'string', 'yES'],
  ['', 'null'],
  ['~', 'null'],
  ['Null', 'null'],
  ['0777', 'int', 511n],
  ['0o17', 'int', 15n],
  ['0x1F', 'int', 31n],
  ['0b101', 'int', 5n],
  ['1_000', 'int', 1000n],
  ['+1', 'int', 1n],
  ['-9223372036854775808', 'int', -9_223_372_036_854_775_808n],
  ['18446744073709551615', 'int', 18_446_744_073_709_551_615n],
  ['18446744073709551616', 'float', 18_446_744_073_709_552_000],
  ['08', 'float', 8],
  ['1e3', 'float', 1000],
  ['1.', 'float', 1],
  ['.5', 'float', 0.5],
  ['.inf', 'float', Number.POSITIVE_INFINITY],
  ['1e400', 'string', '1e400'],
  ['12:30:00', 'string', '12:30:00'],
  ['512Mi', 'string', '512Mi'],
  ['_1', 'string', '_1'],
  ['-', 'string', '-'],
];

for (const [text, type, value] of RESOLVED) {
  test(`plain ${JSON.stringify(text)} is ${type}`, () => {
    assert.deepEqual(resolvePlain(text), type === 'null' ? { type } : { type, value });
  });
}

function field(text: string) {
  return get(asMap(parseDocument(text).root), 'a');
}

test('quotes and tags decide before the text does', () => {
  assert.equal(stringOf(field('a: "yes"')), 'yes');
  assert.equal(stringOf(field("a: '0777'")), '0777');
  assert.equal(stringOf(field('a: !!str 5')), '5');
  assert.equal(integerOf(field('a: !!int "5"')), 5);
  assert.equal(stringOf(field('a: |\n  5\n')), '5\n');
  assert.equal(stringOf(field('a: !secret db')), 'db');
});

test('a value of another type is none', () => {
  assert.equal(integerOf(field('a: "5"')), undefined);
  assert.equal(integerOf(field('a: 5.5')), undefined);
  assert.equal(integerOf(field('a: 5.0')), 5);
  assert.equal(booleanOf(field('a: "true"')), undefined);
  assert.equal(booleanOf(field('a: yes')), true);
  assert.equal(stringOf(field('a: 5')), undefined);
  assert.equal(isNull(field('a:')), true);
  assert.equal(isNull(field('b:')), false);
});
