import type { Actions } from './actions.ts';
import { h, setText } from './dom.ts';
import { formatCount } from './format.ts';
import type { Intents } from './intents.ts';
import { widestNode } from './model.ts';
import type { State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';
import { tableHead } from './tableHead.ts';
import { ROW_HEIGHT, rowId, tableRow } from './tableRow.ts';
import { tableRows } from './tableRows.ts';

export interface TableTargets extends Pick<Intents, 'openSource' | 'openMenu'> {
  readonly focusGraph: () => void;
}

/** Rows rendered above and below the visible ones, so that scrolling does not show gaps. */
const AHEAD = 8;

interface Table {
  readonly grid: HTMLElement;
  readonly body: HTMLElement;
  readonly empty: HTMLElement;
  readonly count: HTMLElement;
  rows: Uint32Array;
  /** Place of the selected function in `rows`, or -1. */
  active: number;
  stale: boolean;
  lit: HTMLElement | null;
}

/** Every function with its self and total: the same content as the graph, for those who would rather read it. */
export function topTable(store: Store<State>, actions: Actions, strings: Strings, targets: TableTargets): HTMLElement {
  const body = h('div', { class: 'table-body', role: 'rowgroup' });
  const head = tableHead(store, strings);
  const grid = h(
    'div',
    { class: 'table-grid', role: 'grid', tabindex: 0, 'aria-label': strings.tableLabel },
    head,
    body,
  );
  const empty = h('p', { class: 'table-empty muted', hidden: true }, strings.nothingFiltered);
  const count = h('span', { class: 'muted number', role: 'status' });
  const table: Table = { grid, body, empty, count, rows: new Uint32Array(), active: -1, stale: true, lit: null };
  const refresh = (): void => {
    table.stale = true;
    store.set({});
  };
  grid.addEventListener('scroll', refresh, { passive: true });
  new ResizeObserver(refresh).observe(grid);
  store.watch((state, previous) => show(table, state, previous, strings));
  listen(table, store, actions, targets);
  return h(
    'section',
    { class: 'table', 'aria-label': strings.views.table },
    filterRow(store, strings, count),
    grid,
    empty,
  );
}

function filterRow(store: Store<State>, strings: Strings, count: HTMLElement): HTMLElement {
  const input = h('input', {
    type: 'search',
    placeholder: strings.filterPlaceholder,
    'aria-label': strings.filterLabel,
    spellcheck: 'false',
    oninput: () => store.set({ filter: input.value }),
    onkeydown: (event: KeyboardEvent) => {
      if (event.key === 'Escape') store.set({ filter: '' });
    },
  });
  store.watch(({ filter }) => {
    if (input.value !== filter) input.value = filter;
  });
  return h('div', { class: 'table-filter' }, h('div', { class: 'field' }, input), count);
}

function show(table: Table, state: State, previous: State | undefined, strings: Strings): void {
  const relisted = changed(state, previous, 'model', 'sort', 'filter');
  if (relisted) {
    table.rows = tableRows(state.model, state.sort, state.filter);
    table.body.style.height = `${table.rows.length * ROW_HEIGHT}px`;
    table.grid.setAttribute('aria-rowcount', String(table.rows.length + 1));
    table.empty.hidden = table.rows.length > 0;
    setText(
      table.count,
      table.rows.length === 1 ? strings.oneFunction : strings.functionCount(formatCount(table.rows.length)),
    );
    if (previous !== undefined && changed(state, previous, 'sort', 'filter')) table.grid.scrollTop = 0;
  }
  const moved = relisted || changed(state, previous, 'selected');
  if (moved) {
    table.active = table.rows.indexOf(state.model.view.nodes.frame[state.selected] ?? 0);
    // Only while the table has the focus: a click in the graph must not scroll the list away under the reader.
    if (table.grid.matches(':focus')) scrollToRow(table, table.active);
  }
  if (moved || table.stale || changed(state, previous, 'palette', 'mode')) {
    table.stale = false;
    render(table, state, strings);
  }
  light(table, state);
}

/** The pointer crosses many functions on its way: only their class changes, no row is made anew. */
function light(table: Table, { model, hovered, lit }: State): void {
  const frame = hovered === undefined || hovered.merged > 0 ? lit : (model.view.nodes.frame[hovered.node] ?? -1);
  const row = frame > 0 ? document.getElementById(rowId(frame)) : null;
  if (row === table.lit) return;
  table.lit?.classList.remove('lit');
  row?.classList.add('lit');
  table.lit = row;
}

/** Only what is in view exists: a hundred thousand functions scroll like fifty. */
function render(table: Table, state: State, strings: Strings): void {
  const { grid, body, rows, active } = table;
  const first = Math.max(0, Math.floor(grid.scrollTop / ROW_HEIGHT) - AHEAD);
  const last = Math.min(rows.length, Math.ceil((grid.scrollTop + grid.clientHeight) / ROW_HEIGHT) + AHEAD);
  const elements = Array.from(rows.subarray(first, last), (frame, index) =>
    tableRow(state, frame, { position: first + index, active: first + index === active }, strings),
  );
  body.replaceChildren(...elements);
  const frame = rows[active];
  // The reader's screen must never be pointed at a row that is not there.
  if (frame !== undefined && active >= first && active < last) grid.setAttribute('aria-activedescendant', rowId(frame));
  else grid.removeAttribute('aria-activedescendant');
}

function listen(table: Table, store: Store<State>, actions: Actions, targets: TableTargets): void {
  const { grid, body } = table;
  const choose = (position: number): void => {
    const frame = table.rows[Math.min(table.rows.length - 1, Math.max(0, position))];
    if (frame !== undefined) actions.reveal(Math.max(0, widestNode(store.get().model, frame)));
  };
  body.addEventListener('pointermove', (event) => store.set({ lit: frameAt(event) }));
  body.addEventListener('pointerleave', () => store.set({ lit: -1 }));
  body.addEventListener('click', (event) => {
    const frame = frameAt(event);
    if (frame > 0) choose(table.rows.indexOf(frame));
  });
  body.addEventListener('dblclick', (event) => {
    const frame = frameAt(event);
    if (frame > 0) targets.openSource(frame);
  });
  body.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    const frame = frameAt(event);
    if (frame <= 0) return;
    choose(table.rows.indexOf(frame));
    targets.openMenu(store.get().selected, event.clientX, event.clientY);
  });
  grid.addEventListener('focus', () => {
    if (grid.matches(':focus-visible') && store.get().selected !== 0) scrollToRow(table, table.active);
  });
  grid.addEventListener('keydown', (event) => {
    if (event.target !== grid || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = tableKeys(table, store, choose, actions, targets)[event.shiftKey ? `Shift ${event.key}` : event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

function tableKeys(
  table: Table,
  store: Store<State>,
  choose: (position: number) => void,
  actions: Actions,
  targets: TableTargets,
): Readonly<Record<string, () => void>> {
  const page = Math.max(1, Math.floor(table.grid.clientHeight / ROW_HEIGHT) - 2);
  const openMenu = (): void => {
    const box = table.body.querySelector('[aria-selected=true]')?.getBoundingClientRect();
    if (box !== undefined) targets.openMenu(store.get().selected, box.left + 24, box.bottom);
  };
  return {
    ArrowDown: () => choose(table.active + 1),
    ArrowUp: () => choose(table.active - 1),
    PageDown: () => choose(table.active + page),
    PageUp: () => choose(table.active - page),
    Home: () => choose(0),
    End: () => choose(table.rows.length - 1),
    Enter: () => {
      if (table.active < 0) return;
      actions.zoomTo(store.get().selected);
      targets.focusGraph();
    },
    Escape: actions.zoomOut,
    F12: () => targets.openSource(table.rows[table.active] ?? 0),
    'Shift F10': openMenu,
    ContextMenu: openMenu,
  };
}

function frameAt(event: Event): number {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-frame]') : null;
  return row === null ? -1 : Number(row.dataset['frame']);
}

function scrollToRow({ grid }: Table, position: number): void {
  if (position < 0) return;
  const top = position * ROW_HEIGHT;
  const visible = grid.clientHeight - ROW_HEIGHT;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + ROW_HEIGHT > grid.scrollTop + visible) grid.scrollTop = top + ROW_HEIGHT - visible;
}
