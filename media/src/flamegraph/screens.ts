import { h, icon } from './dom.ts';
import { clipped, visibleText } from './names.ts';
import type { Strings } from './strings.ts';

/** Work that is done sooner than this is not announced: a flash tells nobody anything. */
const PATIENCE = 300;

/** Shown when opening takes longer than a blink. The returned function takes it back. */
export function showLoading(name: string, strings: Strings, cancel: () => void): () => void {
  const timer = setTimeout(() => {
    const button = h('button', { type: 'button', class: 'button secondary', onclick: cancel }, strings.cancel);
    replacePage(
      h(
        'main',
        { class: 'screen', 'aria-busy': 'true' },
        icon('flame'),
        h('h1', {}, strings.loading(shown(name))),
        h('div', { class: 'progress', role: 'progressbar', 'aria-label': strings.loading(shown(name)) }),
        h('p', { class: 'muted' }, strings.loadingHint),
        button,
      ),
    );
  }, PATIENCE);
  return () => clearTimeout(timer);
}

/** What, why, and one way on. */
export function showError(name: string, message: string, strings: Strings, retry: () => void): void {
  const button = h('button', { type: 'button', class: 'button', onclick: retry }, strings.retry);
  replacePage(
    h(
      'main',
      { class: 'screen', role: 'main' },
      icon('warning'),
      h('h1', {}, strings.failed(shown(name))),
      h('p', { role: 'alert' }, message),
      button,
    ),
  );
  // A file may change while the reader types elsewhere: only who is here already is taken to the button.
  if (document.hasFocus()) button.focus({ preventScroll: true });
}

/** Stands in the place of the graph where every value is 0. */
export function emptyGraph(type: string, otherTypes: boolean, strings: Strings): HTMLElement {
  return h(
    'div',
    { class: 'screen' },
    icon('flame'),
    h('h2', {}, strings.empty(type)),
    h('p', { class: 'muted' }, strings.emptyHint(otherTypes)),
  );
}

export function replacePage(...elements: readonly HTMLElement[]): void {
  document.body.replaceChildren(...document.querySelectorAll('body > script'), ...elements);
}

function shown(name: string): string {
  return visibleText(clipped(name, 120));
}
