/** A regular expression and how far it has been read, in UTF-16 units. */
export interface Source {
  readonly expression: string;
  at: number;
}

export type SyntaxFault =
  | 'regexpBadEscape'
  | 'regexpBadRange'
  | 'regexpNestedRepetition'
  | 'regexpNothingToRepeat'
  | 'regexpRepeatCount'
  | 'regexpTooLarge'
  | 'regexpUnclosedClass'
  | 'regexpUnclosedGroup'
  | 'regexpUnopenedGroup'
  | 'regexpUnsupported';

/** The one error that this folder throws on purpose: the expression is not valid. */
export class RegexpError extends Error {
  readonly id: SyntaxFault;
  readonly args: { readonly expression: string; readonly part: string };

  constructor(id: SyntaxFault, args: RegexpError['args']) {
    super(`${id}: ${args.part}`);
    this.name = 'RegexpError';
    this.id = id;
    this.args = args;
  }
}

export function fail({ expression }: Source, id: SyntaxFault, part = expression): RegexpError {
  return new RegexpError(id, { expression: clip(expression), part: clip(part) });
}

/** Expressions may come from a file and be of any length; a sentence should not be. */
function clip(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

const LONGEST_QUOTE = 80;

export function follows(source: Source, char: string): boolean {
  return source.expression[source.at] === char;
}

/** Moves past the character if it is the next one. */
export function take(source: Source, char: string): boolean {
  if (!follows(source, char)) return false;
  source.at++;
  return true;
}

/** Moves past the next character, of which there must be one. */
export function takeCodePoint(source: Source): number {
  const codePoint = source.expression.codePointAt(source.at) ?? 0;
  source.at += codePoint > 0xffff ? 2 : 1;
  return codePoint;
}

/** What the sticky pattern matches right here, if it does; nothing is passed over. */
export function scan({ expression, at }: Source, sticky: RegExp): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(expression);
}
