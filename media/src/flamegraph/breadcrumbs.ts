import type { Actions } from './actions.ts';
import { nameOf } from './describe.ts';
import { h, setText } from './dom.ts';
import { formatShare, formatValue } from './format.ts';
import { pathTo, selfByOrigin } from './model.ts';
import { clipped, shortName, withoutTypeArguments, type Origin } from './names.ts';
import type { State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';

/** The last levels are named; what lies between them and the root hides behind an ellipsis. */
const NAMED = 3;
const ORIGINS: readonly Origin[] = ['own', 'dependency', 'runtime'];

/** The way from the root to what is zoomed to, and beside it whose code the time was spent in. */
export function breadcrumbs(store: Store<State>, actions: Actions, strings: Strings): HTMLElement {
  const list = h('ol', {});
  const path = h('nav', { class: 'crumbs', 'aria-label': strings.path }, list);
  const legend = h('ul', { class: 'legend', 'aria-label': strings.originsLabel, title: strings.originsLabel });
  store.watch((state, previous) => {
    if (changed(state, previous, 'model', 'zoomed')) list.replaceChildren(...crumbs(state, actions, strings));
    if (changed(state, previous, 'model', 'palette')) legend.replaceChildren(...legendItems(state, strings));
  });
  return h('div', { class: 'path-row' }, path, legend);
}

/** Says in words what a zoom has shown, for those who do not see it. */
export function zoomAnnouncer(store: Store<State>, strings: Strings): HTMLElement {
  const element = h('div', { class: 'visually-hidden', role: 'status' });
  store.watch((state, previous) => {
    if (previous === undefined || !changed(state, previous, 'zoomed')) return;
    const { model, zoomed } = state;
    const name = clipped(nameOf(model, model.view.nodes.frame[zoomed] ?? 0, strings), 200);
    const share = formatShare(model.view.nodes.total[zoomed] ?? 0, model.view.total);
    setText(element, zoomed === 0 ? strings.zoomedOut : strings.zoomedTo(name, share));
  });
  return element;
}

function crumbs({ model, zoomed }: State, actions: Actions, strings: Strings): readonly HTMLElement[] {
  const path = pathTo(model, zoomed);
  const hidden = Math.max(0, path.length - 1 - NAMED);
  const crumb = (node: number, text: string, label?: string): HTMLElement => {
    const current = node === zoomed;
    const button = h(
      'button',
      {
        type: 'button',
        class: 'crumb',
        'aria-label': label,
        'aria-current': current ? 'location' : undefined,
        onclick: () => actions.zoomTo(node),
      },
      text,
    );
    return h('li', {}, button);
  };
  const named = (node: number): HTMLElement => {
    const full = nameOf(model, model.view.nodes.frame[node] ?? 0, strings);
    return crumb(node, clipped(shortName(full), 80), clipped(withoutTypeArguments(full), 200));
  };
  const root = path[0] ?? 0;
  const ellipsis = path[hidden] ?? 0;
  return [
    crumb(root, strings.all),
    ...(hidden > 0 ? [crumb(ellipsis, '…', strings.hiddenPath)] : []),
    ...path.slice(1 + hidden).map(named),
  ];
}

function legendItems({ model, palette }: State, strings: Strings): readonly HTMLElement[] {
  const sums = selfByOrigin(model);
  return ORIGINS.map((origin) => {
    const swatch = h('span', { class: 'swatch wide', 'aria-hidden': 'true' });
    // What tells origins apart is not a hue but how colourful they are.
    const fills = LEGEND_HUES.map((hue) => palette.frame(origin, hue).fill);
    swatch.style.background = `linear-gradient(90deg, ${fills.map((fill, at) => `${fill} ${25 * at}% ${25 * at + 25}%`).join(', ')})`;
    swatch.style.borderColor = palette.frame(origin, 0).border;
    const share = h(
      'span',
      { class: 'number', title: formatValue(sums[origin], model.unit) },
      formatShare(sums[origin], model.view.total),
    );
    return h('li', {}, swatch, `${strings.origins[origin]} `, share);
  });
}

const LEGEND_HUES = [255, 165, 75, 330];
