/** Code units that YAML's structure is made of. https://yaml.org/spec/1.2.2/#53-indicator-characters */
export const TAB = 9;
export const LINE_FEED = 10;
export const RETURN = 13;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const SINGLE_QUOTE = 39;
export const ASTERISK = 42;
export const COMMA = 44;
export const DASH = 45;
export const COLON = 58;
export const GREATER = 62;
export const QUESTION = 63;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const BAR = 124;
export const CLOSE_BRACE = 125;
export const BYTE_ORDER_MARK = 0xfeff;

/** What a plain scalar cannot begin with; `-`, `?` and `:` can, before something else than white space. */
export const INDICATORS: ReadonlySet<number> = new Set(
  Array.from(',[]{}#&*!|>\'"%@`\uFEFF', (each) => each.charCodeAt(0)),
);

export function isBreak(code: number): boolean {
  return code === LINE_FEED || code === RETURN;
}

/** White space of a line. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** White space, a line break or the end of the text. */
export function isSpaceOrEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isBlank(code) || isBreak(code) || Number.isNaN(code);
}

export function isFlowIndicator(code: number): boolean {
  return (
    code === COMMA || code === OPEN_BRACKET || code === CLOSE_BRACKET || code === OPEN_BRACE || code === CLOSE_BRACE
  );
}
