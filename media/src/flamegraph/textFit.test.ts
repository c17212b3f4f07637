import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutToFit, fitName, type Measure } from './textFit.ts';

/** Seven pixels per character, as a monospaced font of 12 px has. */
const mono: Measure = { cell: 7, width: (text) => text.length * 7 };
/** A proportional font, in which i is narrow. */
const proportional: Measure = {
  cell: 0,
  width: (text) => text.replaceAll('i', '').length * 8 + (text.length - text.replaceAll('i', '').length) * 3,
};

test('the longest way to say a name that fits is taken', () => {
  const name = 'github.com/acme/shop/cart.(*Cart).Total';
  const cases: readonly (readonly [number, string])[] = [
    [39, name],
    [38, 'cart.(*Cart).Total'],
    [18, 'cart.(*Cart).Total'],
    [17, '(*Cart).Total'],
    [12, 'Total'],
    [4, 'Tot…'],
    [3, ''],
    [0, ''],
  ];
  for (const [characters, expected] of cases)
    assert.equal(fitName(name, characters * 7, mono), expected, String(characters));
});

test('text never gets wider than its frame', () => {
  for (const measure of [mono, proportional]) {
    for (let available = 0; available < 400; available += 3) {
      const shown = fitName('github.com/acme/shop/wiring.(*Initialiser).initialise', available, measure);
      assert.ok(measure.width(shown) <= available || shown === '', `${shown} in ${available}`);
    }
  }
});

test('a text is cut as late as possible', () => {
  assert.equal(cutToFit('abcdefgh', 35, mono), 'abcd…');
  assert.equal(cutToFit('abcdefgh', 56, mono), 'abcdefgh');
  assert.equal(cutToFit('iiiiiiiiii', 29, proportional), 'iiiiiii…');
});

test('a name of a megabyte is not measured', () => {
  let measured = 0;
  const counting: Measure = {
    cell: 7,
    width: (text) => {
      measured += text.length;
      return text.length * 7;
    },
  };
  assert.equal(fitName('x'.repeat(1_000_000), 70, counting), `${'x'.repeat(9)}…`);
  assert.ok(measured < 1000, `${measured} characters were measured`);
});
