import { readFileSync } from 'node:fs';
import { Uri } from 'vscode';
import type { Note, Notebook } from '../../../media/src/protocol.ts';
import type { Locale } from '../config.ts';

export interface Library {
  readonly notebook: (locale: Locale) => Notebook;
  readonly slugForRule: (ruleId: string) => string | undefined;
  /** Whether a note names this rule: only such ids become paths. */
  readonly knowsRule: (ruleId: string) => boolean;
  /** Whether a note links to this address: only such addresses are opened. */
  readonly knowsUrl: (url: string) => boolean;
}

/** The notes that the build has rendered, read from the extension's own folder when first asked for. */
export function createLibrary(extensionUri: Uri): Library {
  const read = new Map<Locale, Notebook>();
  const notebook = (locale: Locale): Notebook => {
    const known = read.get(locale) ?? readNotebook(extensionUri, locale);
    read.set(locale, known);
    return known;
  };
  const slugForRule = (ruleId: string): string | undefined =>
    notebook('en').notes.find(({ rules }) => rules.includes(ruleId))?.slug;
  return {
    notebook,
    slugForRule,
    knowsRule: (ruleId) => slugForRule(ruleId) !== undefined,
    knowsUrl: (url) => [...read.values()].some(({ notes }) => notes.some((note) => linksTo(note, url))),
  };
}

function linksTo({ sources, html }: Note, url: string): boolean {
  return sources.some((source) => source.url === url) || html.includes(`href="${url.replaceAll('&', '&amp;')}"`);
}

function readNotebook(extensionUri: Uri, locale: Locale): Notebook {
  const file = Uri.joinPath(extensionUri, 'dist', 'media', `notes.${locale}.json`);
  return JSON.parse(readFileSync(file.fsPath, 'utf8')) as Notebook;
}
