import { isExpandable, lexWord, type Part, type Variable } from './lexer.ts';
import { concat, slice, type Traced, untraced } from './traced.ts';

/** A variable's value; that it has none, and stays empty (`nothing`) or is the build's to fill (`unset`); or that only the build knows. */
export type Lookup = (name: string) => Traced | 'unset' | 'nothing' | 'unknown';

/** `ENV A=$A$A`, again and again, doubles each time. */
const MAX_LENGTH = 4096;

/** Beyond this a pattern is not worth the time it could take. */
const MAX_STARS = 3;
const MAX_VALUE = 500;

const SPECIAL = /[$'"\\`]/;

/** The word's value without quotes and escapes, or undefined if it depends on what only the build knows. */
export function expand(word: Traced, escape: string, lookup: Lookup): Traced | undefined {
  if (!SPECIAL.test(word.text)) return word;
  const parts = lexWord(word.text, escape);
  return parts?.every(isKnown) ? valueOf(parts, { word, lookup }) : undefined;
}

/** BuildKit refuses a word also for an operator that it would not come to. */
function isKnown(part: Part): boolean {
  if (part.kind === 'double') return part.parts.every(isKnown);
  return part.kind !== 'variable' || (isExpandable(part) && [...part.operand, ...part.replacement].every(isKnown));
}

interface Scope {
  readonly word: Traced;
  readonly lookup: Lookup;
}

function valueOf(parts: readonly Part[], scope: Scope): Traced | undefined {
  const values: Traced[] = [];
  let length = 0;
  for (const part of parts) {
    const value = partValue(part, scope);
    if (!value) return undefined;
    values.push(value);
    length += value.text.length;
    if (length > MAX_LENGTH) return undefined;
  }
  return concat(values);
}

function partValue(part: Part, scope: Scope): Traced | undefined {
  const { word } = scope;
  if (part.kind === 'variable') return variableValue(part, scope);
  if (part.kind === 'double') return valueOf(part.parts, scope);
  if (part.kind === 'single') return slice(word, part.start + 1, part.end - 1);
  return slice(word, part.kind === 'escape' ? part.start + 1 : part.start, part.end);
}

function variableValue(variable: Variable, scope: Scope): Traced | undefined {
  const { name, operator = '' } = variable;
  if (variable.end - variable.start === 1) return slice(scope.word, variable.start, variable.end);
  const found = scope.lookup(name);
  if (found === 'unknown') return undefined;
  const value = typeof found === 'string' ? undefined : found;
  if (/[-+]$/.test(operator)) return substituted(value, variable, scope);
  if (operator.endsWith('?')) return value?.text === '' && operator === ':?' ? undefined : value;
  return found === 'nothing' ? untraced('') : edited(value, variable, scope);
}

function edited(value: Traced | undefined, variable: Variable, scope: Scope): Traced | undefined {
  const { operator = '' } = variable;
  if (!value || operator === '') return value;
  return operator.startsWith('/') ? replaced(value, variable, scope) : stripped(value, variable, scope);
}

/** `${x:-default}` and `${x:+alternative}`; with the colon an empty value counts as none. */
function substituted(
  value: Traced | undefined,
  { operator = '', operand }: Variable,
  scope: Scope,
): Traced | undefined {
  const isSet = value !== undefined && !(operator.startsWith(':') && value.text === '');
  if (operator.endsWith('-')) return isSet ? value : valueOf(operand, scope);
  return isSet ? valueOf(operand, scope) : untraced('');
}

/** `${x#pattern}` and its kin. The rest of the value keeps its place in the file. */
function stripped(value: Traced, { operator = '', operand }: Variable, scope: Scope): Traced | undefined {
  const matcher = patternSource(operand, value.text, scope);
  if (matcher === undefined) return undefined;
  const length = value.text.length;
  const isPrefix = operator.startsWith('#');
  const isLongest = operator.length === 2;
  const regex = new RegExp(`^${matcher}$`, 's');
  const cuts = Array.from({ length: length + 1 }, (_, cut) => (isLongest ? length - cut : cut));
  for (const cut of cuts) {
    const candidate = isPrefix ? value.text.slice(0, cut) : value.text.slice(length - cut);
    if (regex.test(candidate)) return isPrefix ? slice(value, cut) : slice(value, 0, length - cut);
  }
  return value;
}

function replaced(value: Traced, { operator, operand, replacement }: Variable, scope: Scope): Traced | undefined {
  const matcher = patternSource(operand, value.text, scope);
  const by = replacementText(replacement, scope);
  if (matcher === undefined || by === undefined) return undefined;
  return untraced(value.text.replace(new RegExp(matcher, operator === '//' ? 'gs' : 's'), () => by));
}

/** What takes the place of a match. Escape characters stay in it. */
function replacementText(parts: readonly Part[], scope: Scope): string | undefined {
  const values = parts.map((part) =>
    part.kind === 'escape' ? scope.word.text.slice(part.start, part.end) : partValue(part, scope)?.text,
  );
  // Go reads `$1` and its kin in it.
  return values.some((value) => value === undefined || value.includes('$')) ? undefined : values.join('');
}

/** A pattern after expansion as a regular expression; undefined where it would be costly or is not certain. */
function patternSource(parts: readonly Part[], value: string, scope: Scope): string | undefined {
  const sources = parts.map((part) => {
    if (part.kind === 'escape') return escapedSource(scope.word.text.slice(part.start, part.end));
    const text = partValue(part, scope)?.text;
    return text === undefined || SPECIAL.test(text) ? undefined : wildcardSource(text);
  });
  if (sources.includes(undefined) || value.length > MAX_VALUE) return undefined;
  const source = sources.join('');
  return source.split('.*').length - 1 > MAX_STARS ? undefined : source;
}

function wildcardSource(text: string): string {
  return text
    .replace(/[.+^{}()|[\]/-]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
}

/** `\*`, `\?`, `\\`, `\/` and `\}` stand for the character itself; BuildKit refuses others. */
function escapedSource(written: string): string | undefined {
  return /^\\[*?\\/}]$/.test(written) ? written : undefined;
}
