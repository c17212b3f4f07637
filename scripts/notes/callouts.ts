import type { Token } from 'markdown-it';
import type { CalloutKind, Labels } from './labels.ts';

const KINDS: readonly CalloutKind[] = ['misconception', 'wrong', 'check'];

/**
 * Turns quotes that begin with `[!kind]` into labelled boxes. The first paragraph of a misconception is what is said;
 * what follows is what holds.
 */
export function transformCallouts(tokens: Token[], labels: Labels): void {
  for (let index = 0; index < tokens.length; index += 1) {
    const open = tokens[index];
    if (open?.type !== 'blockquote_open') continue;
    const close = tokens.findIndex(
      (token, at) => at > index && token.type === 'blockquote_close' && token.level === open.level,
    );
    const kind = takeMarker(tokens[index + 2]);
    dress(open, tokens[close], kind, labels);
    if (kind === 'misconception') splitMisconception(tokens, index, close, labels);
    tokens.splice(index + 1, 0, label(open, labels.callouts[kind]));
  }
}

/** Reads and removes `[!kind] ` at the start of the first paragraph. */
function takeMarker(inline: Token | undefined): CalloutKind {
  const first = inline?.children?.[0];
  const match = /^\[!([a-z]+)\]\s*/.exec(first?.content ?? '');
  const kind = KINDS.find((each) => each === match?.[1]);
  if (first === undefined || match === null || kind === undefined)
    throw new Error(`A quote begins with none of ${KINDS.map((each) => `[!${each}]`).join(', ')}: ${inline?.content}`);
  first.content = first.content.slice(match[0].length);
  return kind;
}

function dress(open: Token, close: Token | undefined, kind: CalloutKind, labels: Labels): void {
  open.tag = 'div';
  open.attrs = [
    ['class', `callout ${kind}`],
    ['role', 'note'],
    ['aria-label', labels.callouts[kind]],
  ];
  if (close !== undefined) close.tag = 'div';
}

function splitMisconception(tokens: Token[], open: number, close: number, labels: Labels): void {
  const quote = tokens[open];
  const end = tokens.findIndex(({ type }, at) => at > open && type === 'paragraph_close');
  if (quote === undefined || end < 0 || end + 1 >= close)
    throw new Error(`A misconception says what is wrong and not what is right: ${tokens[open + 2]?.content}`);
  tokens[open + 1]?.attrSet('class', 'said');
  tokens.splice(end + 1, 0, label(quote, labels.inFact));
}

/** A token of the renderer's own, made from another because the parser alone knows the constructor. */
function label(like: Token, text: string): Token {
  const token = Object.assign(Object.create(Object.getPrototypeOf(like) as object) as Token, like);
  return Object.assign(token, { type: 'label', tag: 'p', nesting: 0, attrs: null, children: null, content: text });
}
