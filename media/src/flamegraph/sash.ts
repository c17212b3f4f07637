import { h } from './dom.ts';
import { NARROWEST_TABLE, type State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';

/** What is left to the graph at least, in CSS pixels. */
const NARROWEST_GRAPH = 240;
const STEP = 16;

/** The line between graph and table: dragged, or moved by arrow keys. */
export function sash(store: Store<State>, container: HTMLElement, strings: Strings): HTMLElement {
  const element = h('div', {
    class: 'sash',
    role: 'separator',
    tabindex: 0,
    'aria-orientation': 'vertical',
    'aria-label': strings.resize,
  });
  const resize = (width: number): void => {
    const widest = Math.max(NARROWEST_TABLE, container.clientWidth - NARROWEST_GRAPH);
    store.set({ tableWidth: Math.round(Math.min(widest, Math.max(NARROWEST_TABLE, width))) });
  };
  element.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) resize(container.getBoundingClientRect().right - event.clientX);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    resize(store.get().tableWidth + (event.key === 'ArrowLeft' ? STEP : -STEP));
  });
  store.watch((state, previous) => {
    if (!changed(state, previous, 'tableWidth')) return;
    container.style.setProperty('--table-width', `${state.tableWidth}px`);
    element.setAttribute('aria-valuenow', String(state.tableWidth));
    element.setAttribute('aria-valuemin', String(NARROWEST_TABLE));
  });
  return element;
}
