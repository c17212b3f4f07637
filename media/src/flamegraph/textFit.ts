import { shorterNames } from './names.ts';

export interface Measure {
  /** Width of a text in CSS pixels. */
  readonly width: (text: string) => number;
  /** Width of one character in a monospaced font, else 0. */
  readonly cell: number;
}

/** Nobody reads two letters and an ellipsis. */
const SHORTEST = 3;

/** The longest way to say a name that fits, '' if none does. Text never leaves its frame. */
export function fitName(name: string, available: number, measure: Measure): string {
  const names = shorterNames(name);
  for (const candidate of names) if (fits(candidate, available, measure)) return candidate;
  return cutToFit(names.at(-1) ?? '', available, measure);
}

/** The beginning of a text with an ellipsis, '' if too little of it would be left. */
export function cutToFit(text: string, available: number, measure: Measure): string {
  if (fits(text, available, measure)) return text;
  let low = 0;
  let high = Math.min(text.length, measure.cell > 0 ? Math.floor(available / measure.cell) : text.length);
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (fits(`${text.slice(0, middle)}…`, available, measure)) low = middle;
    else high = middle - 1;
  }
  return low < SHORTEST ? '' : `${text.slice(0, low)}…`;
}

/** A canvas's measure, without asking it for what a monospaced font makes plain. */
export function measureOf(context: CanvasRenderingContext2D): Measure {
  const width = (text: string): number => context.measureText(text).width;
  const narrow = width('i');
  const cell = Math.abs(narrow - width('W')) < 0.01 ? narrow : 0;
  const known = new Map<string, number>();
  return {
    cell,
    width: (text) => {
      if (cell > 0 && ASCII.test(text)) return text.length * cell;
      const found = known.get(text) ?? width(text);
      if (known.size > 20_000) known.clear();
      known.set(text, found);
      return found;
    },
  };
}

function fits(text: string, available: number, measure: Measure): boolean {
  // No character that a name is likely to hold is narrower than a third of a cell: a megabyte is not even measured.
  if (measure.cell > 0 && text.length * measure.cell > available * 3) return false;
  return measure.width(text) <= available;
}

const ASCII = /^[\x20-\x7e]*$/;
