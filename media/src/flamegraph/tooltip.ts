import { describeNode } from './describe.ts';
import { h } from './dom.ts';
import { formatCount, formatShare, formatValue } from './format.ts';
import type { GraphPane } from './graphPane.ts';
import { clipped } from './names.ts';
import { sameHover, type Hit, type State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';

const OFFSET = 12;
const MARGIN = 8;
/** More of a name than anyone reads in a tooltip; the menu copies all of it. */
const LONGEST = 400;

/** Follows the pointer; stands at the selected frame while the graph is used by key. */
export function tooltipFor(pane: GraphPane, store: Store<State>, strings: Strings): HTMLElement {
  const element = h('div', { class: 'tooltip', role: 'tooltip', id: 'tooltip', hidden: true });
  pane.stage.setAttribute('aria-describedby', 'tooltip');
  store.watch((state, previous) => {
    if (!changed(state, previous, 'hovered', 'byKey', 'selected', 'span', 'model')) return;
    if (state.hovered !== undefined) {
      const other = element.hidden || !sameHover(state.hovered, previous?.hovered) || state.model !== previous?.model;
      if (other) fill(element, state, state.hovered, strings);
      placeAt(element, state.hovered.clientX + OFFSET, state.hovered.clientY + OFFSET, 2 * OFFSET);
      return;
    }
    const box = state.byKey && pane.stage.matches(':focus') ? pane.boxOf(state.selected) : undefined;
    element.hidden = box === undefined;
    if (box === undefined) return;
    fill(element, state, { node: state.selected, merged: 0, clientX: 0, clientY: 0 }, strings);
    // At the right end of the frame: the widest callees, where the keys lead next, stand at the left.
    const { width } = element.getBoundingClientRect();
    placeAt(element, Math.max(box.left, box.right - width), box.bottom + 4, box.height + 8);
  });
  return element;
}

function fill(element: HTMLElement, { model }: State, hit: Hit, strings: Strings): void {
  element.hidden = false;
  if (hit.merged > 0) {
    const last = hit.node + hit.merged - 1;
    const total = (model.x[last] ?? 0) + (model.weight[last] ?? 0) - (model.x[hit.node] ?? 0);
    const count = hit.merged === 1 ? strings.mergedOne : strings.merged(formatCount(hit.merged));
    element.replaceChildren(
      h('div', { class: 'tooltip-name' }, count),
      line(strings.total, formatValue(total, model.unit), formatShare(total, model.view.total)),
      h('div', { class: 'muted' }, strings.mergedHint),
    );
    return;
  }
  const said = describeNode(model, hit.node, strings);
  element.replaceChildren(
    h('div', { class: 'tooltip-name' }, clipped(said.name, LONGEST)),
    line(strings.total, said.total, said.totalShare),
    line(strings.self, said.self, said.selfShare),
    ...[said.place, said.kind].filter((text) => text !== '').map((text) => h('div', { class: 'muted' }, text)),
  );
}

function line(label: string, value: string, share: string): HTMLElement {
  return h(
    'div',
    { class: 'tooltip-line number' },
    h('span', { class: 'muted' }, label),
    h('span', {}, value),
    h('span', {}, share),
  );
}

/** Below the point if there is room, else above it; never outside the page. */
function placeAt(element: HTMLElement, x: number, y: number, height: number): void {
  const { width, height: own } = element.getBoundingClientRect();
  const left = Math.min(x, innerWidth - width - MARGIN);
  const top = y + own + MARGIN > innerHeight ? y - own - height : y;
  element.style.left = `${Math.max(MARGIN, left)}px`;
  element.style.top = `${Math.max(MARGIN, top)}px`;
}
