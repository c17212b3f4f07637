import { h } from './dom.ts';
import type { State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';
import { nextSort, type Column } from './tableRows.ts';

const COLUMNS: readonly Column[] = ['self', 'total', 'name'];

/** The header row: each column says how it is sorted and turns when pressed. */
export function tableHead(store: Store<State>, strings: Strings): HTMLElement {
  const cells = COLUMNS.map((column) => headCell(store, column, strings));
  return h(
    'div',
    { class: 'table-head', role: 'rowgroup' },
    h('div', { class: 'table-row', role: 'row', 'aria-rowindex': 1 }, ...cells),
  );
}

function headCell(store: Store<State>, column: Column, strings: Strings): HTMLElement {
  const arrow = h('span', { class: 'sort-arrow', 'aria-hidden': 'true' });
  const button = h(
    'button',
    {
      type: 'button',
      title: strings.columnHints[column],
      onclick: () => store.set({ sort: nextSort(store.get().sort, column) }),
    },
    // Numbers end at the right edge, so their arrow stands before the label.
    ...(column === 'name' ? [strings.columns[column], arrow] : [arrow, strings.columns[column]]),
  );
  const cell = h('div', { class: `cell ${column}`, role: 'columnheader' }, button);
  store.watch((state, previous) => {
    if (!changed(state, previous, 'sort')) return;
    const sorted = state.sort.column === column;
    cell.setAttribute('aria-sort', sorted ? state.sort.direction : 'none');
    arrow.textContent = sorted ? ARROWS[state.sort.direction] : '';
  });
  return cell;
}

const ARROWS = { ascending: '▴', descending: '▾' };
