import type { Actions } from './actions.ts';
import type { State } from './state.ts';
import { rowOf } from './model.ts';
import type { Store } from './store.ts';

export interface KeyTargets {
  readonly focusSearch: () => void;
  readonly openSource: (node: number) => void;
  readonly openMenu: (node: number) => void;
  readonly openHelp: () => void;
}

/** Keys of the graph itself, on the element that has its focus. */
export function followKeys(stage: HTMLElement, store: Store<State>, actions: Actions, targets: KeyTargets): void {
  const keys = graphKeys(store, actions, targets);
  stage.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = keys[event.shiftKey && event.key.length > 1 ? `Shift ${event.key}` : event.key];
    if (action === undefined) return;
    event.preventDefault();
    store.set({ byKey: true, hovered: undefined });
    action();
  });
}

/** Keys that work wherever the focus is, unless a text is being typed. */
export function followGlobalKeys(actions: Actions, targets: KeyTargets, signal: AbortSignal): void {
  const keys: Readonly<Record<string, () => void>> = {
    '/': targets.focusSearch,
    n: () => actions.step(1),
    N: () => actions.step(-1),
    '?': targets.openHelp,
  };
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const action = keys[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  document.addEventListener('keydown', press, { signal });
}

function graphKeys(store: Store<State>, actions: Actions, targets: KeyTargets): Readonly<Record<string, () => void>> {
  const move = (step: (state: State) => number): (() => void) => {
    return () => actions.reveal(step(store.get()));
  };
  const selected = (): number => store.get().selected;
  return {
    ArrowDown: move(widestCallee),
    ArrowUp: move(({ model, selected }) => model.view.nodes.parent[selected] ?? 0),
    ArrowLeft: move((state) => neighbour(state, -1)),
    ArrowRight: move((state) => neighbour(state, 1)),
    Home: move(() => 0),
    End: move(endOfWidestPath),
    Enter: () => actions.zoomTo(selected()),
    ' ': () => actions.zoomTo(selected()),
    Escape: actions.zoomOut,
    '+': () => actions.zoomBy(1 / 1.5, 0.5),
    '=': () => actions.zoomBy(1 / 1.5, 0.5),
    '-': () => actions.zoomBy(1.5, 0.5),
    '0': actions.showAll,
    'Shift ArrowLeft': () => actions.panBy(-0.2),
    'Shift ArrowRight': () => actions.panBy(0.2),
    F12: () => targets.openSource(selected()),
    'Shift F10': () => targets.openMenu(selected()),
    ContextMenu: () => targets.openMenu(selected()),
  };
}

/** Siblings stand widest first. */
function widestCallee({ model, selected }: State): number {
  const { firstChild } = model.view.nodes;
  const child = firstChild[selected] ?? 0;
  return child < (firstChild[selected + 1] ?? 0) ? child : selected;
}

function endOfWidestPath(state: State): number {
  let node = state.selected;
  for (let next = widestCallee(state); next !== node; next = widestCallee({ ...state, selected: node })) node = next;
  return node;
}

/** The next node in the row; nodes of a row are numbered from left to right. */
function neighbour({ model, selected }: State, step: 1 | -1): number {
  const row = rowOf(model, selected);
  const next = selected + step;
  return next >= (model.rowStart[row] ?? 0) && next < (model.rowStart[row + 1] ?? 0) ? next : selected;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.matches('input, select, textarea') || target.closest('dialog') !== null)
  );
}
