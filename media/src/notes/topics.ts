import type { Note, Notebook } from '../protocol.ts';
import { element, icon } from './dom.ts';
import { excerpt, mark, type Segment } from './excerpt.ts';
import type { Hit } from './search.ts';
import type { Text } from './text.ts';

export interface TopicsView {
  readonly notebook: Notebook;
  readonly text: Text;
  readonly chapter: string;
  readonly current: string | undefined;
  readonly counts: Readonly<Record<string, number>>;
}

/** How many findings of the workspace a note explains. */
export function findingsOf(note: Note, counts: Readonly<Record<string, number>>): number {
  return note.rules.reduce((sum, rule) => sum + (counts[rule] ?? 0), 0);
}

/** The topics of one chapter or of all, under their chapters' names. */
export function topicList({ notebook, text, chapter, current, counts }: TopicsView): DocumentFragment {
  const list = document.createDocumentFragment();
  for (const { id, title } of notebook.chapters) {
    if (chapter !== '' && chapter !== id) continue;
    const heading = element('h2', { class: 'chapter-name', id: `chapter-${id}` }, title);
    const items = notebook.notes
      .filter((note) => note.chapter === id)
      .map((note) => element('li', {}, topicButton(note, note.slug === current, findingsOf(note, counts), text)));
    list.append(heading, element('ul', { class: 'topics', 'aria-labelledby': `chapter-${id}` }, ...items));
  }
  return list;
}

function topicButton(note: Note, isCurrent: boolean, findings: number, text: Text): HTMLButtonElement {
  const meta = element('span', { class: 'topic-meta' }, text.minutes(note.minutes));
  if (findings > 0) meta.append(element('span', { class: 'badge' }, text.findings(findings)));
  return element(
    'button',
    { type: 'button', class: 'topic', 'data-open': note.slug, 'aria-current': isCurrent ? 'page' : undefined },
    element('span', { class: 'topic-title' }, note.title),
    element('span', { class: 'topic-summary' }, note.summary),
    meta,
  );
}

/** What a search found, each place with its surroundings. */
export function resultList(hits: readonly Hit[], text: Text): HTMLElement {
  const items = hits.map((hit) => element('li', {}, resultButton(hit)));
  return element('ul', { class: 'topics results', 'aria-label': text.results(hits.length) }, ...items);
}

/** In characters: about three lines of the list. */
const EXCERPT = { en: 130, 'zh-cn': 62 } as const;

function resultButton({ note, section, terms }: Hit): HTMLButtonElement {
  const locale = /\p{Script=Han}/u.test(note.title) ? 'zh-cn' : 'en';
  const place = section === undefined ? note.slug : `${note.slug}#${section.id}`;
  return element(
    'button',
    { type: 'button', class: 'topic', 'data-open': place },
    element('span', { class: 'topic-title' }, ...marked(mark(section?.heading ?? note.title, terms))),
    element(
      'span',
      { class: 'topic-summary' },
      ...marked(excerpt(section?.text ?? note.summary, terms, EXCERPT[locale])),
    ),
    element('span', { class: 'topic-meta' }, section === undefined ? '' : note.title),
  );
}

function marked(segments: readonly Segment[]): readonly (Node | string)[] {
  return segments.map(({ text, hit }) => (hit ? element('mark', {}, text) : text));
}

/** The empty result of a search: what was looked for, what to try, and one way out. */
export function nothingFound(query: string, text: Text, onClear: () => void): HTMLElement {
  const clear = element('button', { type: 'button', class: 'button secondary' }, text.clearSearch);
  clear.addEventListener('click', onClear);
  return element(
    'div',
    { class: 'nothing' },
    icon('search'),
    element('p', { class: 'nothing-title' }, text.nothingFound(query)),
    element('p', { class: 'muted' }, text.nothingFoundHint),
    clear,
  );
}
