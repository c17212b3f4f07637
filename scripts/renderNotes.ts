import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import type { Note, Notebook, NoteLocale } from '../media/src/protocol.ts';
import { readFrontMatter } from './notes/frontMatter.ts';
import { renderMarkdown, type Reference } from './notes/markdown.ts';

export const LOCALES: readonly NoteLocale[] = ['en', 'zh-cn'];
const SOURCE = join(import.meta.dirname, '..', 'media', 'notes');

/** Renders media/notes into `<outDir>/notes.<locale>.json`. A note that refers to nothing that exists stops the build. */
export function renderNotes(outDir: string): void {
  mkdirSync(outDir, { recursive: true });
  for (const locale of LOCALES) {
    writeFileSync(join(outDir, `notes.${locale}.json`), JSON.stringify(readNotebook(locale).notebook));
  }
}

/** `references` is what the notes point at outside themselves, for tests to follow. */
export function readNotebook(locale: NoteLocale): {
  readonly notebook: Notebook;
  readonly references: readonly Reference[];
} {
  const folder = join(SOURCE, locale);
  const chapters = readChapters(locale);
  const rendered = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => renderNote(join(folder, file), locale));
  const notes = rendered
    .map(({ note }) => note)
    .toSorted((a, b) => position(chapters, a) - position(chapters, b) || a.slug.localeCompare(b.slug, 'en'));
  const references = rendered.flatMap((each) => each.references);
  checkNotes(notes, references);
  const used = new Set(notes.map(({ chapter }) => chapter));
  return { notebook: { locale, chapters: chapters.filter(({ id }) => used.has(id)), notes }, references };
}

function renderNote(
  file: string,
  locale: NoteLocale,
): { readonly note: Note; readonly references: readonly Reference[] } {
  const { head, body } = readFrontMatter(readFileSync(file, 'utf8'), file);
  const { html, sections, references } = renderMarkdown(body, head.slug, locale);
  const lost = references.find(
    ({ kind, target }) => kind === 'heading' && !sections.some((section) => section.id === target),
  );
  if (lost !== undefined) throw new Error(`${file}: no heading has the id ${lost.target}`);
  const minutes = Math.ceil(minutesToRead(sections.map(({ heading, text }) => `${heading} ${text}`).join(' ')));
  return { note: { ...head, minutes, html, sections }, references };
}

/** Slow reading, as of a text one learns from: 220 English words or 350 Chinese characters a minute. */
function minutesToRead(text: string): number {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[\p{Script=Latin}\d][^\s\p{Script=Han}]*/gu)?.length ?? 0;
  return chinese / 350 + words / 220;
}

function checkNotes(notes: readonly Note[], references: readonly Reference[]): void {
  const rules = notes.flatMap((note) => note.rules);
  const twice = rules.find((rule, index) => rules.indexOf(rule) !== index);
  if (twice !== undefined) throw new Error(`Two notes claim the rule ${twice}: a diagnostic can open only one`);
  for (const { kind, target } of references) {
    if (kind !== 'note') continue;
    const [slug, anchor] = target.split('#');
    const note = notes.find((each) => each.slug === slug);
    if (note === undefined) throw new Error(`There is no note ${slug}`);
    if (anchor !== undefined && !note.sections.some(({ id }) => id === anchor))
      throw new Error(`The note ${slug} has no heading ${anchor}`);
  }
}

interface Chapter {
  readonly id: string;
  readonly title: string;
}

function readChapters(locale: NoteLocale): readonly Chapter[] {
  const data = parse(readFileSync(join(SOURCE, 'chapters.yaml'), 'utf8')) as Readonly<Record<string, string>>[];
  return data.map(({ id = '', [locale]: title = '' }) => ({ id, title }));
}

function position(chapters: readonly Chapter[], note: Note): number {
  const index = chapters.findIndex(({ id }) => id === note.chapter);
  if (index < 0) throw new Error(`${note.slug}: there is no chapter ${note.chapter}`);
  return index;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  renderNotes(process.argv[2] ?? 'dist/media');
}
