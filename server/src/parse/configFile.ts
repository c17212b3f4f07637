import { parseDocument } from 'yaml';

/** A configuration file: what it holds, or the line in which it stops being YAML. */
export type ConfigFile = { readonly value: unknown } | { readonly line: number };

/** What of a configuration file does not count. */
export type ConfigProblem =
  | { readonly kind: 'yaml'; readonly line: number }
  /** It is YAML, but no settings by name. */
  | { readonly kind: 'shape' }
  /** `rules.dockerfile/latset-tag`: no such name, or a value that it does not take. */
  | { readonly kind: 'entry'; readonly entry: string };

/** Nobody writes a longer one, and the editor is not to wait for it. */
const MAX_LENGTH = 200_000;

/** Never throws. Half of a file that somebody is typing is no configuration. */
export function readConfigFile(text: string): ConfigFile {
  if (text.length > MAX_LENGTH) return { line: 1 };
  try {
    const document = parseDocument(text, { uniqueKeys: false });
    const [error] = document.errors;
    return error ? { line: error.linePos?.[0].line ?? 1 } : { value: document.toJS() as unknown };
  } catch {
    // Nested without end, or aliases that would become too much.
    return { line: 1 };
  }
}

/** What is wrong with a file as such, else what `entries` finds in its settings. An empty file is all right. */
export function problemsIn(
  text: string,
  entries: (settings: Readonly<Record<string, unknown>>) => readonly string[],
): ConfigProblem[] {
  const file = readConfigFile(text);
  if ('line' in file) return [{ kind: 'yaml', line: file.line }];
  if (file.value === null || file.value === undefined) return [];
  if (!isRecord(file.value) || Array.isArray(file.value)) return [{ kind: 'shape' }];
  return entries(file.value).map((entry) => ({ kind: 'entry', entry }));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
