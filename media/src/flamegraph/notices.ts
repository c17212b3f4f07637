import { h, icon } from './dom.ts';
import { sampleTypeText } from './sampleTypes.ts';
import { sampleTypeOf, type State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';

/** What is odd about this profile: the first sentence always, the others on demand. */
export function noticeBar(store: Store<State>, strings: Strings): HTMLElement {
  const element = h('div', { class: 'notices' });
  store.watch((state, previous) => {
    if (!changed(state, previous, 'summary')) return;
    const { notices } = state.summary;
    element.hidden = notices.length === 0;
    element.replaceChildren(...(notices.length === 0 ? [] : [notice(notices, strings, () => (element.hidden = true))]));
  });
  return element;
}

/** What the sample type means, until the reader says that it is known. */
export function explanation(
  store: Store<State>,
  strings: Strings,
  language: string,
  hide: (hint: string) => void,
): HTMLElement {
  const element = h('div', { class: 'hint' });
  store.watch((state, previous) => {
    if (!changed(state, previous, 'model', 'hiddenHints')) return;
    const { type } = sampleTypeOf(state);
    const { meaning } = sampleTypeText(type, language);
    element.hidden = meaning === undefined || state.hiddenHints.includes(type);
    if (meaning === undefined) return;
    element.replaceChildren(
      icon('info'),
      h('span', {}, meaning),
      closeButton(strings.gotIt, () => hide(type)),
    );
  });
  return element;
}

function notice(notices: readonly string[], strings: Strings, hide: () => void): HTMLElement {
  const [first = '', ...others] = notices;
  const list = h('ul', { hidden: true }, ...others.map((text) => h('li', {}, text)));
  const toggle = h(
    'button',
    { type: 'button', class: 'link-button', 'aria-expanded': 'false' },
    strings.moreNotices(others.length),
  );
  toggle.addEventListener('click', () => {
    list.hidden = !list.hidden;
    toggle.setAttribute('aria-expanded', String(!list.hidden));
    toggle.textContent = list.hidden ? strings.moreNotices(others.length) : strings.fewerNotices;
  });
  const text = h(
    'div',
    { class: 'notice-text' },
    h('span', {}, first),
    ...(others.length > 0 ? [' ', toggle, list] : []),
  );
  return h('div', { class: 'notice warning' }, icon('warning'), text, closeButton(strings.hide, hide));
}

function closeButton(label: string, run: () => void): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick: run },
    icon('close'),
  );
}
