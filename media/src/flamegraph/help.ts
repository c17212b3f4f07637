import { h } from './dom.ts';
import type { Strings } from './strings.ts';

/** All keys, in a dialog of the browser: it holds the focus, closes with Escape and gives the focus back. */
export function openHelp(strings: Strings): void {
  const rows = strings.keys.map(([keys, meaning]) =>
    h('div', { class: 'help-row' }, h('dt', {}, ...keys.map((key) => h('kbd', {}, key))), h('dd', {}, meaning)),
  );
  const close = h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, strings.close);
  const dialog = h(
    'dialog',
    { class: 'help', 'aria-labelledby': 'help-title', onclose: () => dialog.remove() },
    h('h2', { id: 'help-title' }, strings.shortcuts),
    h('dl', {}, ...rows),
    close,
  );
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}
