import { IS_SPACE } from './lines.ts';
import type { Flag, Word } from './model.ts';
import { concat, coveringSpan, slice, type Traced } from './traced.ts';

/** The white space that separates arguments; BuildKit knows fewer kinds here. */
const GAP = /[\t\v\f\r ]+/g;

export function wordOf(source: Traced): Word {
  return { text: source.text, span: coveringSpan(source), traced: source };
}

/** By hand: a regular expression for the trailing part would take quadratic time on a long gap. */
export function trim(source: Traced): Traced {
  const { text } = source;
  let from = 0;
  let to = text.length;
  while (from < to && IS_SPACE.test(text.charAt(from))) from++;
  while (to > from && IS_SPACE.test(text.charAt(to - 1))) to--;
  return from === 0 && to === text.length ? source : slice(source, from, to);
}

/** The text before the first gap, and what follows it. */
export function splitOnce(source: Traced): readonly [Traced, Traced | undefined] {
  const gap = new RegExp(GAP).exec(source.text);
  if (!gap) return [source, undefined];
  return [slice(source, 0, gap.index), slice(source, gap.index + gap[0].length)];
}

/** The arguments of FROM, COPY, EXPOSE, …: quotes mean nothing here. */
export function plainWords(source: Traced): Word[] {
  if (source.text === '') return [];
  const words: Word[] = [];
  let at = 0;
  for (const gap of source.text.matchAll(GAP)) {
    words.push(wordOf(slice(source, at, gap.index)));
    at = gap.index + gap[0].length;
  }
  words.push(wordOf(slice(source, at)));
  return words;
}

/** The arguments of ENV, LABEL and ARG: spaces in quotes or after an escape character do not separate. Quotes are kept. */
export function quotedWords(source: Traced, escape: string): Word[] {
  const { text } = source;
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    if (IS_SPACE.test(text.charAt(at))) {
      at++;
      continue;
    }
    const { end, kept } = scanQuotedWord(text, at, escape);
    if (kept > at) words.push(wordOf(slice(source, at, kept)));
    at = end;
  }
  return words;
}

/** Where the word ends, and what is left of it without an escape character that has nothing to escape. */
function scanQuotedWord(text: string, start: number, escape: string): { end: number; kept: number } {
  let quote = '';
  let at = start;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === escape && quote !== "'") {
      at++;
      if (at === text.length) return { end: at, kept: at - 1 };
    } else if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (IS_SPACE.test(char)) {
      break;
    }
  }
  return { end: at, kept: at };
}

export interface FlagsAndRest {
  readonly flags: readonly Flag[];
  readonly rest: Traced;
}

/** BuildKit looks at bytes here, of which only these are white space on their own. */
const FLAG_GAP = /[\t-\r ]/;

/** Takes the leading `--name=value` words off; a lone `--` ends them. Quotes and escapes in them are resolved. */
export function splitFlags(source: Traced, escape: string): FlagsAndRest {
  const { text } = source;
  const flags: Flag[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && FLAG_GAP.test(text.charAt(at))) at++;
    if (!text.startsWith('--', at)) return { flags, rest: slice(source, at) };
    const { end, kept } = scanFlag(text, at, escape);
    const word = concat(kept.map(([from, to]) => slice(source, from, to)));
    if (word.text === '--') return { flags, rest: slice(source, end) };
    flags.push(flagOf(word, slice(source, at, end)));
    at = end;
  }
}

/** Where a flag ends, and the stretches of it that remain when quotes and escapes are gone. */
function scanFlag(text: string, start: number, escape: string): { end: number; kept: [number, number][] } {
  const kept: [number, number][] = [];
  let quote = '';
  let from = start;
  let at = start;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    const isQuote = quote === '' ? char === '"' || char === "'" : char === quote;
    if (isQuote || char === escape) {
      kept.push([from, at]);
      from = at + 1;
      if (isQuote) quote = quote === '' ? char : '';
      else at++;
    } else if (quote === '' && FLAG_GAP.test(char)) {
      break;
    }
  }
  const end = Math.min(at, text.length);
  kept.push([Math.min(from, end), end]);
  return { end, kept };
}

function flagOf(word: Traced, written: Traced): Flag {
  const equals = word.text.indexOf('=');
  const name = slice(word, 2, equals === -1 ? word.text.length : equals);
  const value = equals === -1 ? undefined : slice(word, equals + 1);
  return {
    name: name.text,
    nameSpan: coveringSpan(name),
    value: value?.text,
    valueSpan: value && coveringSpan(value),
    traced: value,
    span: coveringSpan(written),
  };
}
