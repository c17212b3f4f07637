import { describeNode, spoken } from './describe.ts';
import { h } from './dom.ts';
import { pathTo, type Model } from './model.ts';
import type { State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';

/** As many siblings to each side, and as many callees, as can be listened to. */
const SIBLINGS = 4;
const CALLEES = 8;

/**
 * What a screen reader finds in place of the canvas: the way from the root to the selected frame, its neighbours and
 * its callees, as a tree whose active item follows the selection.
 */
export function mirrorTree(stage: HTMLElement, store: Store<State>, strings: Strings): void {
  const items = h('div', { class: 'visually-hidden', role: 'presentation' });
  stage.append(items);
  store.watch((state, previous) => {
    if (!changed(state, previous, 'model', 'selected')) return;
    const shown = neighbourhood(state.model, state.selected);
    const depth = shown.find(({ node }) => node === state.selected)?.level ?? 1;
    items.replaceChildren(...shown.map((item) => treeItem(state, item, depth, strings)));
    stage.setAttribute('aria-activedescendant', idOf(state.selected));
  });
}

/** A node with its place among its siblings. */
interface TreeItem {
  readonly node: number;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
}

/** In the order of a tree that is read aloud: callers, earlier siblings, the node, its callees, later siblings. */
function neighbourhood(model: Model, selected: number): readonly TreeItem[] {
  const { firstChild, parent } = model.view.nodes;
  const path = pathTo(model, selected);
  const level = path.length;
  const item = (node: number, at: number): TreeItem => {
    const above = parent[node] ?? 0;
    const first = node === 0 ? 0 : (firstChild[above] ?? 0);
    const siblings = node === 0 ? 1 : (firstChild[above + 1] ?? 0) - first;
    return { node, level: at, position: node - first + 1, siblings };
  };
  const { position, siblings } = item(selected, level);
  const before = Math.min(SIBLINGS, position - 1);
  const after = Math.min(SIBLINGS, siblings - position);
  const callees = Math.min(CALLEES, (firstChild[selected + 1] ?? 0) - (firstChild[selected] ?? 0));
  return [
    ...path.slice(0, -1).map((node, index) => item(node, index + 1)),
    ...range(selected - before, before).map((node) => item(node, level)),
    item(selected, level),
    ...range(firstChild[selected] ?? 0, callees).map((node) => item(node, level + 1)),
    ...range(selected + 1, after).map((node) => item(node, level)),
  ];
}

function treeItem({ model, selected }: State, item: TreeItem, depth: number, strings: Strings): HTMLElement {
  const { node, level, position, siblings } = item;
  const { firstChild } = model.view.nodes;
  const hasCallees = (firstChild[node] ?? 0) < (firstChild[node + 1] ?? 0);
  const open = node === selected || level < depth;
  return h(
    'div',
    {
      id: idOf(node),
      role: 'treeitem',
      'aria-level': level,
      'aria-posinset': position,
      'aria-setsize': siblings,
      'aria-selected': String(node === selected),
      'aria-expanded': hasCallees ? String(open) : undefined,
    },
    spoken(describeNode(model, node, strings), strings),
  );
}

function range(start: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => start + index);
}

function idOf(node: number): string {
  return `node-${node}`;
}
