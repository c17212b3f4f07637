import { type CharItem, complement } from './charSet.ts';

/** `\d`, `\s`, `\w` and their complements, which in Go are ASCII. */
export function perlClass(letter: string): readonly CharItem[] | undefined {
  const ranges = PERL[letter.toLowerCase()];
  if (ranges === undefined) return undefined;
  return letter === letter.toLowerCase() ? ranges : complement(ranges);
}

/** The insides of `[:alpha:]` and `[:^alpha:]`. */
export function posixClass(name: string): readonly CharItem[] | undefined {
  const negated = name.startsWith('^');
  const ranges = POSIX[negated ? name.slice(1) : name];
  if (ranges === undefined) return undefined;
  return negated ? complement(ranges) : ranges;
}

/** `\p{name}`: a category or a script. */
export function unicodeClass(name: string, negated: boolean): readonly CharItem[] | undefined {
  const letter = negated ? 'P' : 'p';
  const candidates = [name, `Script=${name}`].map((property) => `\\${letter}{${property}}`);
  const known = candidates.find(isProperty);
  return known === undefined ? undefined : [known];
}

function isProperty(property: string): boolean {
  try {
    return new RegExp(property, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

type Ranges = readonly (readonly [number, number])[];

const DIGIT: Ranges = [[0x30, 0x39]];
const UPPER: Ranges = [[0x41, 0x5a]];
const LOWER: Ranges = [[0x61, 0x7a]];
const WORD: Ranges = [...DIGIT, ...UPPER, [0x5f, 0x5f], ...LOWER];

const PERL: Readonly<Record<string, Ranges>> = {
  d: DIGIT,
  s: [
    [0x09, 0x0a],
    [0x0c, 0x0d],
    [0x20, 0x20],
  ],
  w: WORD,
};

const POSIX: Readonly<Record<string, Ranges>> = {
  alnum: [...DIGIT, ...UPPER, ...LOWER],
  alpha: [...UPPER, ...LOWER],
  ascii: [[0x00, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0x00, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: DIGIT,
  graph: [[0x21, 0x7e]],
  lower: LOWER,
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper: UPPER,
  word: WORD,
  xdigit: [...DIGIT, [0x41, 0x46], [0x61, 0x66]],
};
