import type { Notebook, NoteLocale } from '../protocol.ts';
import { element, icon, iconButton } from './dom.ts';
import type { Text } from './text.ts';

/** The parts of the page that change while it stands. */
export interface Parts {
  readonly root: HTMLElement;
  readonly search: HTMLInputElement;
  readonly clear: HTMLElement;
  readonly chapter: HTMLSelectElement;
  readonly topics: HTMLElement;
  readonly scroller: HTMLElement;
  readonly outline: HTMLElement;
}

export interface LayoutActions {
  readonly search: (query: string) => void;
  readonly chooseChapter: (id: string) => void;
  readonly switchLocale: (locale: NoteLocale) => void;
  readonly showTopics: () => void;
}

/** Search, chapter and language above; topics, article and outline below. */
export function layout(notebook: Notebook, text: Text, actions: LayoutActions): Parts {
  const { search, clear, field } = searchField(text, actions);
  const chapter = chapterSelect(notebook, text, actions);
  const back = iconButton('back', text.backToTopics, actions.showTopics);
  back.classList.add('back');
  const topics = element('nav', { class: 'topics-pane', 'aria-label': text.topics });
  const scroller = element('div', { class: 'article-pane' });
  const outline = element('nav', { class: 'outline-pane', 'aria-label': text.onThisPage });
  const name = element('h1', { class: 'visually-hidden' }, text.notes);
  const head = element(
    'header',
    { class: 'bar' },
    name,
    back,
    field,
    chapter,
    languages(notebook.locale, text, actions),
  );
  const root = element(
    'div',
    { class: 'page' },
    head,
    element('main', { class: 'columns' }, topics, scroller, outline),
  );
  return { root, search, clear, chapter, topics, scroller, outline };
}

function searchField(
  text: Text,
  actions: LayoutActions,
): { readonly search: HTMLInputElement; readonly clear: HTMLElement; readonly field: HTMLElement } {
  const search = element('input', {
    type: 'search',
    'aria-label': text.searchLabel,
    placeholder: text.searchPlaceholder,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  search.addEventListener('input', () => actions.search(search.value));
  const clear = iconButton('close', text.clearSearch, () => {
    actions.search('');
    search.focus();
  });
  return { search, clear, field: element('div', { class: 'field', role: 'search' }, icon('search'), search, clear) };
}

function chapterSelect({ chapters, notes }: Notebook, text: Text, actions: LayoutActions): HTMLSelectElement {
  const options = chapters.map(({ id, title }) => {
    const count = notes.filter((note) => note.chapter === id).length;
    return element('option', { value: id }, `${title} (${count})`);
  });
  const all = element('option', { value: '' }, `${text.allChapters} (${notes.length})`);
  const select = element('select', { class: 'select', 'aria-label': text.chapter }, all, ...options);
  select.addEventListener('change', () => actions.chooseChapter(select.value));
  return select;
}

/** Each language is named in itself, so that whoever needs it can read it. */
const LANGUAGES: readonly { readonly locale: NoteLocale; readonly name: string; readonly tag: string }[] = [
  { locale: 'en', name: 'English', tag: 'en' },
  { locale: 'zh-cn', name: '中文', tag: 'zh-CN' },
];

function languages(current: NoteLocale, text: Text, actions: LayoutActions): HTMLElement {
  const buttons = LANGUAGES.map(({ locale, name, tag }) => {
    const button = element(
      'button',
      { type: 'button', lang: tag, 'aria-pressed': locale === current ? 'true' : 'false', 'data-locale': locale },
      name,
    );
    button.addEventListener('click', () => actions.switchLocale(locale));
    return button;
  });
  return element('div', { class: 'segments', role: 'group', 'aria-label': text.language }, ...buttons);
}
