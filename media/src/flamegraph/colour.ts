import type { Origin } from './names.ts';

/** Red, green and blue in 0…1, gamma-encoded as in CSS. */
export type Rgb = readonly [red: number, green: number, blue: number];

export interface Swatch {
  readonly fill: string;
  /** Readable on `fill`: at least 4.5:1, in high contrast 7:1. */
  readonly text: string;
  /** '' where the fill alone separates neighbours. */
  readonly border: string;
}

/** The four kinds of theme that VS Code has. */
export type ThemeKind = 'dark' | 'light' | 'hc-dark' | 'hc-light';

interface Tone {
  readonly lightness: number;
  readonly chroma: number;
}

/**
 * In OKLCH, where equal steps look equal, so no hue shouts. The reader's own code is the most colourful and stands out
 * from the background; the runtime has no colour at all.
 */
const TONES: Readonly<Record<ThemeKind, Readonly<Record<Origin, Tone>>>> = {
  dark: {
    own: { lightness: 0.74, chroma: 0.125 },
    dependency: { lightness: 0.5, chroma: 0.055 },
    runtime: { lightness: 0.37, chroma: 0 },
  },
  light: {
    own: { lightness: 0.8, chroma: 0.12 },
    dependency: { lightness: 0.885, chroma: 0.045 },
    runtime: { lightness: 0.915, chroma: 0 },
  },
  'hc-dark': {
    own: { lightness: 0.4, chroma: 0.12 },
    dependency: { lightness: 0.22, chroma: 0.05 },
    runtime: { lightness: 0, chroma: 0 },
  },
  'hc-light': {
    own: { lightness: 0.86, chroma: 0.1 },
    dependency: { lightness: 0.95, chroma: 0.03 },
    runtime: { lightness: 1, chroma: 0 },
  },
};

/** Neighbouring packages differ by at least this many degrees, or share their hue. */
const HUE_STEP = 15;

/** The same package has the same hue in every profile, on every machine: FNV-1a over its path. */
export function packageHue(packagePath: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < packagePath.length; index++) {
    hash = Math.imul(hash ^ packagePath.charCodeAt(index), 0x01000193) >>> 0;
  }
  return (((hash ^ (hash >>> 15)) >>> 0) % (360 / HUE_STEP)) * HUE_STEP;
}

export function frameSwatch(kind: ThemeKind, origin: Origin, hue: number, border: string): Swatch {
  const { lightness, chroma } = TONES[kind][origin];
  const fill = oklch(lightness, chroma, hue);
  return { fill: cssColour(fill), text: cssColour(readableOn(fill)), border: kind.startsWith('hc') ? border : '' };
}

/** Black or white, softened as far as 7:1 allows: hard black on a colour flickers. */
export function readableOn(fill: Rgb): Rgb {
  const end: Rgb = contrast(fill, WHITE) >= contrast(fill, BLACK) ? WHITE : BLACK;
  const softened = mix(end, fill, 0.12);
  return contrast(fill, softened) >= 7 ? softened : end;
}

/** WCAG 2.2: (L1 + 0.05) / (L2 + 0.05). */
export function contrast(one: Rgb, other: Rgb): number {
  const a = luminance(one);
  const b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** `share` of `other` in `one`. */
export function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2): number => one[index] + (other[index] - one[index]) * share;
  return [at(0), at(1), at(2)];
}

/** A text colour that keeps 4.5:1 on `fill`, as close to the wished one as that allows. */
export function legible(wished: Rgb, fill: Rgb): Rgb {
  const end = readableOn(fill);
  for (let share = 0; share < 1; share += 0.1) {
    const candidate = mix(wished, end, share);
    if (contrast(candidate, fill) >= 4.5) return candidate;
  }
  return end;
}

export function cssColour(colour: Rgb): string {
  return `#${colour
    .map((part) =>
      Math.round(clamp(part) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)`, `rgba(…)`; transparency is laid over `backdrop`. */
export function parseColour(text: string, backdrop: Rgb): Rgb | undefined {
  const parts = hexParts(text.trim()) ?? functionParts(text.trim());
  if (parts === undefined) return undefined;
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
  return mix(backdrop, [red, green, blue], clamp(alpha));
}

/** Björn Ottosson's OKLab, hue in degrees. Out of gamut, chroma yields first: the hue is what carries meaning. */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  for (let reduced = chroma; reduced > 0; reduced -= 0.004) {
    const colour = oklab(
      lightness,
      reduced * Math.cos((hue * Math.PI) / 180),
      reduced * Math.sin((hue * Math.PI) / 180),
    );
    if (colour.every((part) => part >= -0.0005 && part <= 1.0005)) return colour;
  }
  return oklab(lightness, 0, 0);
}

function oklab(lightness: number, a: number, b: number): Rgb {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    encode(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    encode(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
  ];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * decode(red) + 0.7152 * decode(green) + 0.0722 * decode(blue);
}

function encode(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}

function decode(part: number): number {
  const bounded = clamp(part);
  return bounded <= 0.04045 ? bounded / 12.92 : ((bounded + 0.055) / 1.055) ** 2.4;
}

function hexParts(text: string): readonly number[] | undefined {
  if (!/^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text)) return undefined;
  const size = text.length > 5 ? 2 : 1;
  const digits = text.slice(1).match(size === 2 ? /../g : /./g) ?? [];
  return digits.map((part) => Number.parseInt(size === 2 ? part : part + part, 16) / 255);
}

function functionParts(text: string): readonly number[] | undefined {
  const inside = /^rgba?\(([^)]*)\)$/i.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const numbers = inside.split(/[\s,/]+/).map((part) => Number.parseFloat(part) / (part.endsWith('%') ? 100 : 1));
  return numbers.map((value, index) => (index < 3 && !inside.includes('%') ? value / 255 : value));
}

function clamp(part: number): number {
  return Math.min(1, Math.max(0, part));
}

const WHITE: Rgb = [1, 1, 1];
const BLACK: Rgb = [0, 0, 0];
