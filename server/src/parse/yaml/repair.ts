import { CST, Lexer } from 'yaml';

/*
 * Where YAML is stricter than Kubernetes' decoder, a text of the same length that reads the same. Only white space and
 * comments change, so all places stay.
 */

/**
 * Quoted text may go on in lines that are indented no deeper than its key: YAML forbids it, Kubernetes' decoder takes
 * it, and `kubectl get -o yaml` writes it. On one line it reads the same.
 */
export function joinQuotes(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    // Behind a quoted scalar the lexer may begin anew: in block style it looks at each line by itself.
    const open = findOpenQuote(text.slice(at));
    const end = open === undefined ? undefined : endOfQuoted(text, at + open);
    if (open === undefined || end === undefined) return parts.join('') + text.slice(at);
    parts.push(text.slice(at, at + open), text.slice(at + open, end).replace(/[\r\n]/g, ' '));
    at = end;
  }
  return parts.join('');
}

/** Likewise what stands in brackets: the lines of the collection around `offset` become one. */
export function joinBrackets(text: string, offset: number): string {
  const start = openBracket(text, offset);
  const end = start === undefined ? undefined : closingBracket(text, start);
  if (start === undefined || end === undefined) return text;
  const joined = text
    .slice(start, end)
    .replace(/(?<![^\s,:[{])(?:"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*')|(?:^|[ \t])#[^\n]*/gm, (part) =>
      /^["']/.test(part) ? part : ' '.repeat(part.length),
    );
  return text.slice(0, start) + joined.replace(/[\r\n]/g, ' ') + text.slice(end);
}

/** Within plain text (`it's`) a quote is no quote. */
const TOKEN = /(?<![^\s,:[{])(?:"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*')|(?:^|[ \t])#[^\n]*|[[\]{}]|\n/gm;

/** The outermost bracket that opens behind a key or a dash and is still open at `offset`. */
function openBracket(text: string, offset: number): number | undefined {
  const before = text.slice(0, offset);
  const candidates = [...before.matchAll(/(?:: +|- +)([[{])/g)].map((match) => match.index + match[0].length - 1);
  return candidates.findLast((start) => (closingBracket(text, start) ?? 0) > offset);
}

function closingBracket(text: string, start: number): number | undefined {
  let depth = 0;
  TOKEN.lastIndex = start;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [token] = match;
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth === 0 && token !== '\n') return match.index + token.length;
  }
  return undefined;
}

function endOfQuoted(text: string, start: number): number | undefined {
  const pattern = text.charAt(start) === '"' ? /"(?:[^"\\]|\\[^])*"/y : /'(?:[^']|'')*'/y;
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function findOpenQuote(text: string): number | undefined {
  let offset = 0;
  let previous = '';
  for (const lexeme of new Lexer().lex(text)) {
    // These stand for no text: the beginning of a document, of a plain or block scalar, and the end of a broken map.
    const isMark = lexeme === CST.DOCUMENT || lexeme === CST.SCALAR || lexeme === CST.FLOW_END;
    if (previous !== CST.SCALAR && isOpenQuote(lexeme)) return offset;
    if (!isMark) offset += lexeme.length;
    previous = lexeme;
  }
  return undefined;
}

function isOpenQuote(lexeme: string): boolean {
  return /^['"]/.test(lexeme) && !/^(?:'(?:[^']|'')*'|"(?:[^"\\]|\\[^])*")$/.test(lexeme);
}
