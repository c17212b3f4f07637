import { parseAllDocuments } from 'yaml';

export type Data = Readonly<Record<string, unknown>>;

/** The documents of a YAML file as plain values; nothing where it cannot be read. */
export function yamlDocuments(text: string): unknown[] {
  try {
    return parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', merge: true }).map((document): unknown =>
      document.toJS({ maxAliasCount: 1000 }),
    );
  } catch {
    // Half-typed files, and those with too many aliases, describe nothing.
    return [];
  }
}

export function record(value: unknown): Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
