import { type CharItem, LAST_CODE_POINT } from './charSet.ts';
import { perlClass, unicodeClass } from './namedClasses.ts';
import { fail, scan, type Source } from './source.ts';

/** `\d`, `\pL`, `\p{Greek}` and the like; nothing if the escape is none of these. */
export function escapedClass(source: Source): readonly CharItem[] | undefined {
  const perl = perlClass(source.expression[source.at + 1] ?? '');
  if (perl !== undefined) {
    source.at += 2;
    return perl;
  }
  const property = scan(source, PROPERTY);
  if (property === null) return undefined;
  const [whole, letter, caret, name, single] = property;
  const items = unicodeClass(name ?? single ?? '', (letter === 'P') !== (caret === '^'));
  if (items === undefined) throw fail(source, 'regexpBadRange', whole);
  source.at += whole.length;
  return items;
}

const PROPERTY = /\\([pP])(?:\{(\^?)([^}]*)\}|([^{]))/uy;

const CONTROLS: Readonly<Record<string, number>> = { a: 0x07, f: 0x0c, n: 0x0a, r: 0x0d, t: 0x09, v: 0x0b };

/** `\n`, `\x41`, `\x{1F600}`, `\101`, `\.`: one character. */
export function escapedCodePoint(source: Source): number {
  const [whole, codePoint] = numericEscape(source) ?? simpleEscape(source) ?? [];
  if (whole === undefined || codePoint === undefined || codePoint > LAST_CODE_POINT) {
    throw fail(source, 'regexpBadEscape', whole ?? source.expression.slice(source.at, source.at + 2));
  }
  source.at += whole.length;
  return codePoint;
}

type Escape = readonly [whole: string, codePoint: number];

const HEX = /\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/y;
// A lone digit would refer to a group, which Go's expressions cannot; 0 and two digits or more are octal.
const OCTAL = /\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y;

function numericEscape(source: Source): Escape | undefined {
  const hex = scan(source, HEX);
  if (hex !== null) return [hex[0], Number.parseInt(hex[1] ?? hex[2] ?? '', 16)];
  const octal = scan(source, OCTAL);
  return octal === null ? undefined : [octal[0], Number.parseInt(octal[1] ?? '', 8)];
}

function simpleEscape({ expression, at }: Source): Escape | undefined {
  const whole = expression.slice(at, at + 2);
  const char = whole[1] ?? '';
  const control = CONTROLS[char];
  if (control !== undefined) return [whole, control];
  return /^[!-/:-@[-`{-~\x20]$/.test(char) ? [whole, char.charCodeAt(0)] : undefined;
}
