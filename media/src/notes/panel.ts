import type { Bridge } from '../bridge.ts';
import type { FromNotes, Note, Notebook, ToNotes } from '../protocol.ts';
import { act, type ActionContext } from './actions.ts';
import { article, concerns, type ArticleView } from './article.ts';
import { onKey } from './keyboard.ts';
import { layout, type Parts } from './layout.ts';
import { currentHeading, markCurrent, outline } from './outline.ts';
import { distanceTo, letKeyboardScroll, watchScroll } from './scroll.ts';
import { createSearch, type Search } from './search.ts';
import type { ViewState } from './state.ts';
import { TEXT, type Text } from './text.ts';
import { nothingFound, resultList, topicList } from './topics.ts';

/** The panel as it stands: what came from the host, what the reader chose, and the page that shows both. */
export interface Panel {
  readonly bridge: Bridge<ToNotes, FromNotes>;
  /** Says aloud what changed. */
  readonly live: HTMLElement;
  readonly stage: HTMLElement;
  state: ViewState;
  counts: Readonly<Record<string, number>>;
  mayRunCommands: boolean;
  shown?: Shown;
  /** A place asked for before the notes arrived. */
  wanted?: string;
}

interface Shown {
  readonly notebook: Notebook;
  readonly text: Text;
  readonly parts: Parts;
  search?: Search;
}

/** Shows a notebook: the first, or the same in another language at the same place. */
export function receiveNotebook(panel: Panel, notebook: Notebook, mayRunCommands: boolean): void {
  const before = panel.shown?.parts;
  const place = before === undefined ? undefined : placeIn(before.scroller);
  const hadFocus = before?.root.contains(document.activeElement) === true;
  const text = TEXT[notebook.locale];
  const parts = buildPage(panel, notebook, text);
  panel.mayRunCommands = mayRunCommands;
  panel.shown = { notebook, text, parts };
  document.documentElement.lang = notebook.locale === 'zh-cn' ? 'zh-CN' : 'en';
  const { chapter, query } = panel.state;
  const known = notebook.chapters.some(({ id }) => id === chapter) ? chapter : '';
  update(panel, { locale: notebook.locale, chapter: known });
  parts.chapter.value = known;
  parts.search.value = query;
  panel.stage.replaceChildren(parts.root);
  showFirst(panel, place);
  if (hadFocus) parts.root.querySelector<HTMLElement>(`[data-locale="${notebook.locale}"]`)?.focus();
}

function buildPage(panel: Panel, notebook: Notebook, text: Text): Parts {
  const parts = layout(notebook, text, {
    search: (query) => setQuery(panel, query),
    chooseChapter: (chapter) => {
      update(panel, { chapter });
      showList(panel);
    },
    switchLocale: (locale) => panel.bridge.send('switchLocale', { locale }),
    showTopics: () => {
      showView(panel, 'topics');
      parts.topics.querySelector<HTMLElement>('[aria-current], .topic')?.focus();
    },
  });
  const context: ActionContext = {
    bridge: panel.bridge,
    text,
    say: (message) => announce(panel, message),
    open: (place) => openPlace(panel, place),
    goTo: (heading) => goTo(panel, heading),
  };
  parts.root.addEventListener('click', (event) => act(context, event));
  watchScroll(parts.scroller, () => {
    update(panel, { scroll: parts.scroller.scrollTop });
    markCurrent(parts.outline, currentHeading(parts.scroller));
  });
  return parts;
}

interface Place {
  readonly heading: string;
  readonly offset: number;
}

function placeIn(scroller: HTMLElement): Place | undefined {
  const heading = currentHeading(scroller);
  return heading === undefined ? undefined : { heading, offset: distanceTo(scroller, heading) };
}

/** Returns to where the reader was, or opens what was asked for, or the first note. */
function showFirst(panel: Panel, place: Place | undefined): void {
  const { shown, wanted, state } = panel;
  if (shown === undefined) return;
  const { notebook, parts } = shown;
  const kept = notebook.notes.find(({ slug }) => slug === state.slug);
  const note = kept ?? notebook.notes[0];
  const scroll = kept === undefined ? 0 : state.scroll;
  if (note !== undefined) showNote(panel, note);
  if (place !== undefined) parts.scroller.scrollTop += distanceTo(parts.scroller, place.heading) - place.offset;
  else parts.scroller.scrollTop = scroll;
  showList(panel);
  showView(panel, kept === undefined || state.query !== '' ? 'topics' : 'article');
  delete panel.wanted;
  if (wanted !== undefined) openPlace(panel, wanted);
}

/** Keys work wherever the focus is, on the page's empty parts too. */
export function receiveKey(panel: Panel, event: KeyboardEvent): void {
  if (panel.shown === undefined) return;
  onKey(event, panel.shown.parts, {
    clearSearch: () => setQuery(panel, ''),
    showTopics: () => showView(panel, 'topics'),
  });
}

export function receiveFindings(panel: Panel, counts: Readonly<Record<string, number>>): void {
  panel.counts = counts;
  const view = articleView(panel);
  if (view === undefined) return;
  panel.shown?.parts.scroller.querySelector('.concerns')?.replaceWith(concerns(view));
  showList(panel);
}

/** Opens `slug` or `slug#heading` and takes the reader there. */
export function openPlace(panel: Panel, place: string): void {
  const [slug = '', anchor] = place.split('#');
  const { shown } = panel;
  if (shown === undefined) {
    panel.wanted = place;
    return;
  }
  const note = shown.notebook.notes.find((each) => each.slug === slug);
  if (note === undefined) return;
  showNote(panel, note);
  showView(panel, 'article');
  goTo(panel, anchor ?? 'note-title');
}

/** Scrolls to a heading and puts the focus there, so that reading aloud goes on from it. */
function goTo({ shown }: Panel, id: string): void {
  const target = shown?.parts.scroller.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  if (shown === undefined || target === undefined || target === null) return;
  target.focus({ preventScroll: true });
  if (id === 'note-title') shown.parts.scroller.scrollTop = 0;
  else target.scrollIntoView({ block: 'start' });
}

/** In a narrow panel the list and the article take turns. */
function showView({ shown }: Panel, view: 'topics' | 'article'): void {
  if (shown !== undefined) shown.parts.root.dataset['view'] = view;
}

function setQuery(panel: Panel, query: string): void {
  update(panel, { query });
  const { shown } = panel;
  if (shown === undefined) return;
  if (shown.parts.search.value !== query) shown.parts.search.value = query;
  if (query !== '') showView(panel, 'topics');
  showList(panel);
}

/** Topics, or what the search found. */
function showList(panel: Panel): void {
  const { shown, state, counts } = panel;
  if (shown === undefined) return;
  const { notebook, text, parts } = shown;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['open'] : undefined;
  const query = state.query.trim();
  parts.clear.hidden = state.query === '';
  parts.chapter.disabled = query !== '';
  if (query === '') {
    parts.topics.replaceChildren(topicList({ notebook, text, chapter: state.chapter, current: state.slug, counts }));
    announce(panel, '');
  } else {
    showResults(panel, shown, query);
  }
  if (focused !== undefined) parts.topics.querySelector<HTMLElement>(`[data-open="${CSS.escape(focused)}"]`)?.focus();
}

function showResults(panel: Panel, shown: Shown, query: string): void {
  const { notebook, text, parts } = shown;
  shown.search ??= createSearch(notebook);
  const hits = shown.search(query);
  const clear = (): void => {
    setQuery(panel, '');
    parts.search.focus();
  };
  parts.topics.replaceChildren(hits.length > 0 ? resultList(hits, text) : nothingFound(query, text, clear));
  announce(panel, hits.length > 0 ? text.results(hits.length) : text.nothingFound(query));
}

function announce({ live }: Panel, message: string): void {
  live.textContent = message;
}

function showNote(panel: Panel, note: Note): void {
  const { shown } = panel;
  if (shown === undefined) return;
  const scroll = panel.state.slug === note.slug ? panel.state.scroll : 0;
  update(panel, { slug: note.slug, scroll });
  const view = articleView(panel);
  if (view === undefined) return;
  shown.parts.scroller.replaceChildren(article(view));
  shown.parts.outline.replaceChildren(outline(note, shown.text));
  for (const topic of shown.parts.topics.querySelectorAll<HTMLElement>('.topic')) {
    if (topic.dataset['open'] === note.slug) topic.setAttribute('aria-current', 'page');
    else topic.removeAttribute('aria-current');
  }
  letKeyboardScroll(shown.parts.scroller);
  markCurrent(shown.parts.outline, currentHeading(shown.parts.scroller));
}

function articleView({ shown, state, counts, mayRunCommands }: Panel): ArticleView | undefined {
  const note = shown?.notebook.notes.find(({ slug }) => slug === state.slug);
  if (shown === undefined || note === undefined) return undefined;
  const { notebook, text } = shown;
  const chapter = notebook.chapters.find(({ id }) => id === note.chapter)?.title ?? '';
  return { note, chapter, locale: notebook.locale, text, counts, mayRunCommands };
}

function update(panel: Panel, change: Partial<ViewState>): void {
  panel.state = { ...panel.state, ...change };
  panel.bridge.keep(panel.state);
}
