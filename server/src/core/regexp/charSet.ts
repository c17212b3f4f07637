/** A set of characters, asked once for every character of every name. */
export interface CharSet {
  /** 1 for each ASCII character in the set. */
  readonly ascii: Uint8Array;
  /** Asked for the others. */
  readonly has: (codePoint: number) => boolean;
}

/** Part of a set: a range of code points, or a Unicode property as JavaScript writes it, such as `\p{L}`. */
export type CharItem = readonly [first: number, last: number] | string;

export interface CharSetOptions {
  readonly negated: boolean;
  readonly foldCase: boolean;
}

export function charSet(items: readonly CharItem[], options: CharSetOptions): CharSet {
  // A class of one character cannot backtrack, and JavaScript folds case as Go does: by simple case folding.
  const body = items.map((item) => (typeof item === 'string' ? item : `${hex(item[0])}-${hex(item[1])}`)).join('');
  const pattern = new RegExp(`^[${options.negated ? '^' : ''}${body}]$`, options.foldCase ? 'iu' : 'u');
  const has = (codePoint: number): boolean => pattern.test(String.fromCodePoint(codePoint));
  return { ascii: Uint8Array.from({ length: ASCII }, (_, codePoint) => Number(has(codePoint))), has };
}

export function singleChar(codePoint: number): CharSet {
  const ascii = new Uint8Array(ASCII);
  if (codePoint < ASCII) ascii[codePoint] = 1;
  return { ascii, has: (other) => other === codePoint };
}

export function contains(set: CharSet, codePoint: number): boolean {
  return codePoint < ASCII ? set.ascii[codePoint] === 1 : set.has(codePoint);
}

/** All code points that are not in the given ranges, which are sorted and apart. */
export function complement(ranges: readonly (readonly [number, number])[]): readonly CharItem[] {
  const gaps: CharItem[] = [];
  let next = 0;
  for (const [first, last] of ranges) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  return next <= LAST_CODE_POINT ? [...gaps, [next, LAST_CODE_POINT]] : gaps;
}

export const LAST_CODE_POINT = 0x10ffff;
const ASCII = 128;

function hex(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
