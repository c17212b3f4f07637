import type { Note } from '../protocol.ts';
import { element } from './dom.ts';
import type { Text } from './text.ts';

/** The headings of a note, to jump to. */
export function outline(note: Note, text: Text): HTMLElement {
  const entries = [...note.sections, { id: 'sources', level: 2, heading: text.sources }];
  const items = entries.map(({ id, level, heading }) =>
    element('li', { class: `level-${level}` }, element('button', { type: 'button', 'data-heading': id }, heading)),
  );
  return element(
    'div',
    {},
    element('h2', { class: 'outline-name', id: 'outline-name' }, text.onThisPage),
    element('ul', { 'aria-labelledby': 'outline-name' }, ...items),
  );
}

/** The heading that the reader is under: the last one at or above the upper quarter of what is visible. */
export function currentHeading(scroller: HTMLElement): string | undefined {
  const edge = scroller.getBoundingClientRect().top + scroller.clientHeight / 4;
  const headings = [
    ...scroller.querySelectorAll<HTMLElement>('.body [id^="q-"], .body h2[id], .body h3[id], .sources h2'),
  ];
  const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
  if (atEnd && scroller.scrollTop > 0) return headings.at(-1)?.id;
  return headings.findLast((heading) => heading.getBoundingClientRect().top <= edge)?.id;
}

export function markCurrent(list: HTMLElement, id: string | undefined): void {
  for (const button of list.querySelectorAll<HTMLElement>('[data-heading]')) {
    if (button.dataset['heading'] === id) button.setAttribute('aria-current', 'location');
    else button.removeAttribute('aria-current');
  }
}
