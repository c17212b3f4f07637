import type { Parts } from './layout.ts';

export interface KeyActions {
  readonly clearSearch: () => void;
  readonly showTopics: () => void;
}

/** `/` searches, arrows walk through the list, Escape steps back. */
export function onKey(event: KeyboardEvent, parts: Parts, actions: KeyActions): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inSearch = event.target === parts.search;
  const inField = inSearch || event.target instanceof HTMLSelectElement;
  if (event.key === '/' && !inField) {
    event.preventDefault();
    actions.showTopics();
    parts.search.focus();
    parts.search.select();
  } else if (event.key === 'Escape' && parts.search.value !== '') {
    event.preventDefault();
    actions.clearSearch();
    parts.search.focus();
  } else if (inSearch || parts.topics.contains(document.activeElement)) {
    walk(event, parts);
  }
}

function walk(event: KeyboardEvent, { topics, search }: Parts): void {
  const items = [...topics.querySelectorAll<HTMLElement>('.topic')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = destination(event, at, items.length, search);
  if (next === undefined) return;
  event.preventDefault();
  if (next < 0) search.focus();
  else items[next]?.focus();
}

/** Index of the item to go to, -1 for the search field, undefined to leave the key alone. */
function destination(event: KeyboardEvent, at: number, count: number, search: HTMLInputElement): number | undefined {
  const inSearch = event.target === search;
  if (event.key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (inSearch) return event.key === 'Enter' && search.value !== '' ? 0 : undefined;
  if (event.key === 'ArrowUp') return at - 1;
  if (event.key === 'Home') return 0;
  return event.key === 'End' ? count - 1 : undefined;
}
