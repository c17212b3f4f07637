import type { Actions } from './actions.ts';
import { describeNode, spoken } from './describe.ts';
import { h, icon, setText, type IconName } from './dom.ts';
import { formatCount, formatShare } from './format.ts';
import type { State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';

export interface SearchBox {
  readonly element: HTMLElement;
  readonly focus: () => void;
}

/** Searches as one types. Enter and n go on, Shift+Enter and N back, Escape clears and returns to the graph. */
export function searchBox(store: Store<State>, actions: Actions, strings: Strings, leave: () => void): SearchBox {
  const input = h('input', {
    type: 'search',
    placeholder: strings.searchPlaceholder,
    'aria-label': strings.searchLabel,
    spellcheck: 'false',
  });
  const count = h('span', { class: 'search-count number', 'aria-hidden': 'true' });
  const said = h('span', { class: 'visually-hidden', role: 'status' });
  const button = (name: IconName, label: string, run: () => void): HTMLButtonElement =>
    h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick: run }, icon(name));
  const clear = (): void => {
    input.value = '';
    actions.search('');
  };
  const steps = h(
    'span',
    { class: 'search-steps' },
    button('up', strings.previousMatch, () => actions.step(-1)),
    button('down', strings.nextMatch, () => actions.step(1)),
    button('close', strings.clearSearch, () => {
      clear();
      input.focus();
    }),
  );
  input.addEventListener('input', () => actions.search(input.value));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') actions.step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      clear();
      leave();
    } else return;
    event.preventDefault();
  });
  store.watch((state, previous) => {
    if (!changed(state, previous, 'search', 'place', 'query')) return;
    if (input.value !== state.query) input.value = state.query;
    steps.hidden = state.search === undefined;
    count.hidden = state.search === undefined;
    setText(count, countText(state, strings));
    setText(said, spokenText(state, strings));
    element.classList.toggle('nothing', state.search?.places === 0);
  });
  const element = h('div', { class: 'field search', role: 'search' }, icon('search'), input, count, steps, said);
  return { element, focus: () => input.select() };
}

function countText({ search, place, model }: State, strings: Strings): string {
  if (search === undefined) return '';
  if (search.places === 0) return strings.noMatch;
  const current = place < 0 ? '–' : formatCount(place + 1);
  return strings.matches(current, formatCount(search.places), formatShare(search.covered, model.weight[0] ?? 0));
}

function spokenText({ search, place, places, model }: State, strings: Strings): string {
  if (search === undefined) return '';
  if (search.places === 0) return strings.noMatch;
  if (place >= 0 && places !== undefined) {
    const description = spoken(describeNode(model, places[place] ?? 0, strings), strings);
    return strings.matchSpoken(formatCount(place + 1), formatCount(search.places), description);
  }
  const share = formatShare(search.covered, model.weight[0] ?? 0);
  return strings.matchesSpoken(formatCount(search.places), formatCount(search.functions), share);
}
