import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  contrast,
  cssColour,
  frameSwatch,
  legible,
  mix,
  oklch,
  packageHue,
  parseColour,
  readableOn,
  type Rgb,
  type ThemeKind,
} from './colour.ts';

const parsed = (text: string): Rgb => parseColour(text, [0, 0, 0]) ?? assert.fail(`${text} is a colour`);

test('text on a frame is readable in every hue, origin and theme', () => {
  const required: Readonly<Record<ThemeKind, number>> = { dark: 4.5, light: 4.5, 'hc-dark': 7, 'hc-light': 7 };
  for (const [kind, least] of Object.entries(required) as [ThemeKind, number][]) {
    for (const origin of ['own', 'dependency', 'runtime'] as const) {
      for (let hue = 0; hue < 360; hue += 5) {
        const { fill, text } = frameSwatch(kind, origin, hue, '#fff');
        const ratio = contrast(parsed(fill), parsed(text));
        assert.ok(ratio >= least, `${kind} ${origin} ${hue}: ${text} on ${fill} is ${ratio.toFixed(2)}`);
      }
    }
  }
});

test('own code stands out from the background more than a dependency, that more than the runtime', () => {
  for (const [kind, background] of [
    ['dark', '#1f1f1f'],
    ['light', '#ffffff'],
  ] as const) {
    for (let hue = 0; hue < 360; hue += 15) {
      const [own, dependency, runtime] = (['own', 'dependency', 'runtime'] as const).map((origin) =>
        contrast(parsed(frameSwatch(kind, origin, hue, '').fill), parsed(background)),
      );
      assert.ok(own! > dependency! && dependency! > runtime!, `${kind} ${hue}: ${own} > ${dependency} > ${runtime}`);
    }
  }
});

test('the runtime is grey, and high contrast draws borders', () => {
  const [red, green, blue] = parsed(frameSwatch('dark', 'runtime', 120, '').fill);
  assert.ok(Math.max(red, green, blue) - Math.min(red, green, blue) < 0.005);
  assert.equal(frameSwatch('hc-dark', 'own', 0, '#6fc3df').border, '#6fc3df');
  assert.equal(frameSwatch('dark', 'own', 0, '#6fc3df').border, '');
});

test('contrast is that of WCAG', () => {
  assert.equal(contrast([1, 1, 1], [0, 0, 0]), 21);
  // #767676 on white is the well-known lightest grey that passes AA.
  assert.ok(contrast(parsed('#767676'), [1, 1, 1]) >= 4.5);
  assert.ok(contrast(parsed('#777777'), [1, 1, 1]) < 4.5);
});

test('OKLCH gives the corners of sRGB', () => {
  // Published values of the primaries: red oklch(0.628 0.2577 29.23), white oklch(1 0 0).
  assert.equal(cssColour(oklch(1, 0, 0)), '#ffffff');
  assert.equal(cssColour(oklch(0, 0, 0)), '#000000');
  const [red, green, blue] = oklch(0.628, 0.25, 29.23);
  assert.ok(red > 0.98 && green < 0.15 && blue < 0.15, String([red, green, blue]));
});

test('a chroma that no screen can show is reduced, and the colour stays inside', () => {
  for (let hue = 0; hue < 360; hue += 10) {
    assert.ok(
      oklch(0.75, 0.4, hue).every((part) => part >= -0.001 && part <= 1.001),
      String(hue),
    );
  }
});

test('colours are read as themes write them', () => {
  assert.deepEqual(parseColour('#f00', [0, 0, 0]), [1, 0, 0]);
  assert.deepEqual(parseColour(' #00FF00 ', [0, 0, 0]), [0, 1, 0]);
  assert.deepEqual(parseColour('rgb(0, 0, 255)', [0, 0, 0]), [0, 0, 1]);
  assert.deepEqual(
    parseColour('#ffffff80', [0, 0, 0])?.map((part) => Math.round(part * 255)),
    [128, 128, 128],
  );
  assert.deepEqual(parseColour('rgba(255, 255, 255, 0.5)', [0, 0, 0]), [0.5, 0.5, 0.5]);
  assert.equal(parseColour('', [0, 0, 0]), undefined);
  assert.equal(parseColour('var(--x)', [0, 0, 0]), undefined);
});

test('a wished text colour is taken as far as it can be read', () => {
  const fill = parsed('#3a3a3a');
  const wished = parsed('#6b6b6b');
  assert.ok(contrast(wished, fill) < 4.5, 'the wish itself would fail');
  assert.ok(contrast(legible(wished, fill), fill) >= 4.5);
  assert.deepEqual(legible(parsed('#ffffff'), fill), [1, 1, 1]);
  assert.ok(contrast(readableOn(parsed('#808080')), parsed('#808080')) >= 4.5);
  assert.deepEqual(mix([0, 0, 0], [1, 1, 1], 0.25), [0.25, 0.25, 0.25]);
});

test('a package keeps its hue, and packages spread over the circle', () => {
  assert.equal(packageHue('net/http'), packageHue('net/http'));
  const hues = new Set(Array.from({ length: 200 }, (_, index) => packageHue(`github.com/acme/shop/p${index}`)));
  assert.ok(hues.size >= 20, `${hues.size} of 24 hues are used`);
  assert.ok([...hues].every((hue) => hue >= 0 && hue < 360 && hue % 15 === 0));
});
