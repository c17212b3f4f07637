import { parse } from 'yaml';
import type { NoteSource } from '../../media/src/protocol.ts';

export interface FrontMatter {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly chapter: string;
  /** What a reader might type who does not know the note's own words. */
  readonly keywords: readonly string[];
  readonly rules: readonly string[];
  readonly snippets: readonly string[];
  readonly sources: readonly NoteSource[];
}

/** Splits a note into its head and its body. `place` is what an error names. */
export function readFrontMatter(text: string, place: string): { readonly head: FrontMatter; readonly body: string } {
  const match = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (match === null) throw new Error(`${place}: the note does not begin with front matter between two lines of ---`);
  // The core schema keeps 2026-11-23 a string; a date object would change with the time zone of the build.
  const data: unknown = parse(match[1] ?? '', { schema: 'core' });
  if (!isRecord(data)) throw new Error(`${place}: the front matter is not a mapping`);
  const known = new Set(['slug', 'title', 'summary', 'chapter', 'keywords', 'rules', 'snippets', 'sources']);
  const stray = Object.keys(data).find((key) => !known.has(key));
  if (stray !== undefined) throw new Error(`${place}: the front matter has an unknown key ${stray}`);
  const head = {
    slug: string(data, 'slug', place),
    title: string(data, 'title', place),
    summary: string(data, 'summary', place),
    chapter: string(data, 'chapter', place),
    keywords: strings(data, 'keywords', place),
    rules: strings(data, 'rules', place),
    snippets: strings(data, 'snippets', place),
    sources: list(data, 'sources', place).map((entry, index) => source(entry, `${place}, source ${index + 1}`)),
  };
  return { head, body: text.slice(match[0].length) };
}

function source(entry: unknown, place: string): NoteSource {
  if (!isRecord(entry)) throw new Error(`${place} is not a mapping`);
  const url = string(entry, 'url', place);
  if (!url.startsWith('https://')) throw new Error(`${place}: ${url} is not an https address`);
  const verifiedOn = string(entry, 'verifiedOn', place);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(verifiedOn) || Number.isNaN(Date.parse(verifiedOn)))
    throw new Error(`${place}: verifiedOn is not a date: ${verifiedOn}`);
  return {
    title: string(entry, 'title', place),
    url,
    verifiedOn,
    ...('since' in entry && { since: string(entry, 'since', place) }),
    ...('until' in entry && { until: string(entry, 'until', place) }),
  };
}

function string(data: Readonly<Record<string, unknown>>, key: string, place: string): string {
  const value = data[key];
  if (typeof value !== 'string' || value === '') throw new Error(`${place}: ${key} is not a text`);
  return value;
}

function strings(data: Readonly<Record<string, unknown>>, key: string, place: string): readonly string[] {
  return list(data, key, place).map((_, index, all) => string({ [key]: all[index] }, key, place));
}

function list(data: Readonly<Record<string, unknown>>, key: string, place: string): readonly unknown[] {
  const value = data[key];
  if (!Array.isArray(value)) throw new Error(`${place}: ${key} is not a list`);
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
