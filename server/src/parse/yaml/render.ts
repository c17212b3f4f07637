import { resolvePlain } from './scalar.ts';

/** What an edit writes: strings stay strings to Kubernetes, whatever they look like. */
export type YamlValue = string | number | boolean | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** How a place in a document is written, so that what is added looks like its neighbours. */
export interface Style {
  /** The document's line break. */
  readonly lineBreak: string;
  /** Columns from a key to the keys of the map behind it. */
  readonly mapIndent: number;
  /** Columns from a key to the dashes of the list behind it; many write 0. */
  readonly listIndent: number;
  /** Quotes around every key and string, as in JSON. */
  readonly json: boolean;
}

/** Block style, to be put where a node may begin; `column` is that of the map's keys or the list's dashes. */
export function renderBlock(value: YamlValue, column: number, style: Style): string {
  const entries = renderEntries(value, column, style);
  return entries ? entries.join(style.lineBreak + ' '.repeat(column)) : renderFlow(value, style);
}

/** One pair, from the key on. */
export function renderPair(key: string, value: YamlValue, column: number, style: Style): string {
  const name = renderString(key, style);
  if (!isCollection(value) || isEmpty(value)) return `${name}: ${renderFlow(value, style)}`;
  const inner = column + (isList(value) ? style.listIndent : style.mapIndent);
  return `${name}:${style.lineBreak}${' '.repeat(inner)}${renderBlock(value, inner, style)}`;
}

export function renderFlow(value: YamlValue, style: Style): string {
  if (typeof value === 'string') return renderString(value, style);
  if (!isCollection(value)) return String(value);
  if (isEmpty(value)) return isList(value) ? '[]' : '{}';
  if (isList(value)) return `[${value.map((item) => renderFlow(item, style)).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, item]) => renderFlowPair(key, item, style))
    .join(', ')} }`;
}

export function renderFlowPair(key: string, value: YamlValue, style: Style): string {
  return `${renderString(key, style)}: ${renderFlow(value, style)}`;
}

/** Plain where that is a string to every parser in block and in flow style, in double quotes otherwise. */
export function renderString(text: string, { json }: Pick<Style, 'json'>): string {
  return json || !isPlain(text) ? doubleQuoted(text) : text;
}

export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}

/** Undefined for text that needs escapes, which single quotes do not have. */
export function singleQuoted(text: string): string | undefined {
  return /^[\x20-\x7e\u00a0-\u2027\u202a-\ud7ff]*$/.test(text) ? `'${text.replaceAll("'", "''")}'` : undefined;
}

/** Narrower than YAML: no character that means something anywhere, and nothing that looks like a date. */
function isPlain(text: string): boolean {
  return /^[\w./][\w./%+@=-]*$/.test(text) && !/^\d{4}-/.test(text) && resolvePlain(text).type === 'string';
}

function renderEntries(value: YamlValue, column: number, style: Style): readonly string[] | undefined {
  if (!isCollection(value) || isEmpty(value)) return undefined;
  if (isList(value)) return value.map((item) => `- ${renderBlock(item, column + 2, style)}`);
  return Object.entries(value).map(([key, item]) => renderPair(key, item, column, style));
}

function isCollection(value: YamlValue): value is Exclude<YamlValue, string | number | boolean> {
  return typeof value === 'object';
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
