/**
 * The targets of a docker-bake.hcl with their simple attributes: strings and lists of strings as they are written, and
 * undefined for whatever has to be evaluated.
 */
export function bakeTargets(text: string): Map<string, Readonly<Record<string, unknown>>> {
  const tokens = withoutComments([...text.matchAll(TOKEN)].map(([token]) => token));
  const targets = new Map<string, Readonly<Record<string, unknown>>>();
  for (let at = 0; at < tokens.length; at++) {
    const open = tokens.indexOf('{', at);
    const name = stringOf(tokens[at + 1]);
    if (tokens[at] === 'target' && name !== undefined && open === at + 2) {
      const close = endOfBlock(tokens, open);
      targets.set(name, attributes(tokens.slice(open + 1, close)));
      at = close;
    } else if (tokens[at] === '{') at = endOfBlock(tokens, at);
  }
  return targets;
}

/** A comment, a string, a word or a single sign; line breaks end attributes. */
const TOKEN = /#[^\n]*|\/\/[^\n]*|\/\*|\*\/|"(?:\\.|[^"\\\n])*"|[\w-]+|\n|[^\s\w]/g;

function withoutComments(tokens: readonly string[]): string[] {
  let isInside = false;
  return tokens.filter((token) => {
    if (token === '/*') isInside = true;
    const isKept = !isInside && !/^(?:#|\/\/)/.test(token);
    if (token === '*/') isInside = false;
    return isKept;
  });
}

function endOfBlock(tokens: readonly string[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (/^[{[(]$/.test(tokens[at] ?? '')) depth++;
    if (/^[}\])]$/.test(tokens[at] ?? '') && --depth === 0) return at;
  }
  return tokens.length;
}

function attributes(tokens: readonly string[]): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (/^[{[(]$/.test(token)) at = endOfBlock(tokens, at);
    else if (/^[\w-]+$/.test(token) && tokens[at + 1] === '=') {
      const end = endOfValue(tokens, at + 2);
      found[token] = valueOf(tokens.slice(at + 2, end));
      at = end;
    }
  }
  return found;
}

function endOfValue(tokens: readonly string[], start: number): number {
  for (let at = start; at < tokens.length; at++) {
    if (tokens[at] === '\n') return at;
    if (/^[{[(]$/.test(tokens[at] ?? '')) at = endOfBlock(tokens, at);
  }
  return tokens.length;
}

function valueOf(tokens: readonly string[]): unknown {
  if (tokens.length === 1) return stringOf(tokens[0]);
  if (tokens[0] !== '[' || tokens.at(-1) !== ']') return undefined;
  return tokens.map(stringOf).filter((item) => item !== undefined);
}

function stringOf(token: string | undefined): string | undefined {
  try {
    return token?.startsWith('"') ? (JSON.parse(token) as string) : undefined;
  } catch {
    // An escape that only HCL knows.
    return undefined;
  }
}
