export interface FlowToken {
  readonly kind: 'open' | 'close' | 'comma' | 'colon' | 'gap' | 'comment' | 'word';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN =
  /\s+|#[^\n]*|"(?:[^"\\]|\\[^])*(?:"|$)|'(?:[^']|'')*(?:'|$)|[{}[\],]|:(?=[\s,{}[\]"']|$)|(?:[^\s,{}[\]:]|:(?=[^\s,{}[\]"']))+|[^]/gy;

/** More than a person writes into one collection. */
const MANY = 200_000;

const KINDS: Readonly<Record<string, FlowToken['kind']>> = {
  '{': 'open',
  '[': 'open',
  '}': 'close',
  ']': 'close',
  ',': 'comma',
  ':': 'colon',
};

/** What flow style is made of, from an offset on; quotes may be open at the end. */
export function* flowTokens(text: string, from: number): Generator<FlowToken> {
  const pattern = new RegExp(TOKEN);
  pattern.lastIndex = from;
  for (let count = 0; count < MANY; count += 1) {
    const match = pattern.exec(text);
    if (!match) return;
    const [token] = match;
    yield { kind: kindOf(token), text: token, start: match.index, end: match.index + token.length };
  }
}

function kindOf(token: string): FlowToken['kind'] {
  if (token.startsWith('#')) return 'comment';
  return /^\s/.test(token) ? 'gap' : (KINDS[token] ?? 'word');
}
