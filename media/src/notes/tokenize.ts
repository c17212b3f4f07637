/**
 * Words of a text as search terms. Chinese has no spaces, so a run of characters gives every pair of neighbours; that
 * finds a word in the middle of a sentence without a dictionary. The last character also stands alone, so that a
 * single character, searched as a prefix, finds every place it occurs.
 */
export function indexTerms(text: string): string[] {
  return runsOf(text).flatMap((run) => (isHan(run) ? withLast(pairs(run)) : wordTerms(run)));
}

/** The same for what a reader types, without the words that every question has. */
export function queryTerms(query: string): string[] {
  const telling = termsAsked(query.replace(CHINESE_QUESTION, ' ')).filter((term) => !COMMON.has(term));
  return telling.length > 0 ? telling : termsAsked(query);
}

/**
 * What a term is compared by: `throttling`, `throttled` and `throttles` are one. Only endings are cut, so that the rest
 * is still found in the text when it is marked there.
 */
export function stem(term: string): string {
  if (term.length < 5 || /[^a-z]/.test(term)) return term;
  return term.replace(/(?:ing|ed|es|e|(?<!s)s)$/, '');
}

export function isHan(text: string): boolean {
  return /^\p{Script=Han}/u.test(text);
}

const RUN = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:[._/-](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;

function runsOf(text: string): readonly string[] {
  return text.match(RUN) ?? [];
}

function termsAsked(query: string): string[] {
  return runsOf(query).flatMap((run) => (isHan(run) ? pairs(run) : wordTerms(run)));
}

function pairs(run: string): readonly string[] {
  if (run.length === 1) return [run];
  return Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2));
}

function withLast(terms: readonly string[]): readonly string[] {
  const last = terms.at(-1)?.slice(1) ?? '';
  return last === '' ? terms : [...terms, last];
}

/** `limits.memory` is also `limits` and `memory`; `gracePeriodSeconds` is also `grace`, `period` and `seconds`. */
function wordTerms(word: string): readonly string[] {
  const parts = word.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+/gu) ?? [];
  const pieces = word.split(/[._/-]/);
  const terms = [word, ...pieces, ...parts].map((term) => term.toLowerCase());
  return [...new Set(terms)].filter((term, index) => index === 0 || term.length > 1);
}

const COMMON: ReadonlySet<string> = new Set(
  [
    'a an and are at be but by can do does for from get gets has have how i if in into is it its my of on or our so',
    'that the their then there they this to use using was we what when where which who why will with you your',
  ].flatMap((line) => line.split(' ')),
);

/** Taken out before pairing, or they would pair with the words that matter. */
const CHINESE_QUESTION =
  /为什么|为啥|怎么办|怎么样|怎么|怎样|什么|如何|是否|多少|哪些|哪个|可以|应该|需要|[的了呢吗吧]/g;
