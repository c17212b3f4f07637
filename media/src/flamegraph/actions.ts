import { animator, type Animator } from './animate.ts';
import { isAncestor, rowOf } from './model.ts';
import { placesOf, searchFor } from './search.ts';
import { inside, panned, zoomed, type Span } from './span.ts';
import type { Hit, State } from './state.ts';
import type { Store } from './store.ts';

/** Everything that a key, a click or a menu can do to the picture. */
export interface Actions {
  readonly select: (node: number) => void;
  /** Zooms to a node and remembers the way back. */
  readonly zoomTo: (node: number) => void;
  /** Zooms to a run of frames that are too narrow to draw. */
  readonly zoomToRun: (hit: Hit) => void;
  readonly zoomOut: () => void;
  readonly showAll: () => void;
  readonly zoomBy: (factor: number, anchor: number) => void;
  readonly panBy: (part: number) => void;
  /** Brings a node into view, as wide as it needs to be recognised. */
  readonly reveal: (node: number) => void;
  readonly search: (query: string) => void;
  readonly step: (direction: 1 | -1) => void;
}

/** Below this part of the picture's width a revealed node would be hard to find. */
const RECOGNISABLE = 0.01;
/** A revealed node gets this part of the width. */
const COMFORTABLE = 0.25;

export function actionsOn(store: Store<State>, scrollToRow: (row: number) => void): Actions {
  const animation = animator((span) => store.set({ span }));
  const select = (node: number): void => {
    store.set({ selected: node });
    scrollToRow(rowOf(store.get().model, node));
  };
  const reveal = (node: number): void => {
    select(node);
    const target = revealingSpan(store.get(), node);
    if (target === undefined) return;
    leaveZoomWithout(store, node);
    animation.to(store.get().span, target);
  };
  return {
    select,
    reveal,
    ...zooming(store, animation, select),
    search: (query) => {
      const search = searchFor(store.get().model, query);
      store.set({ query, search, places: undefined, place: -1 });
    },
    step: (direction) => step(store, reveal, direction),
  };
}

type Zooming = Pick<Actions, 'zoomTo' | 'zoomToRun' | 'zoomOut' | 'showAll' | 'zoomBy' | 'panBy'>;

function zooming(store: Store<State>, animation: Animator, select: (node: number) => void): Zooming {
  const backTo = (node: number, history: readonly number[]): void => {
    store.set({ zoomed: node, history });
    showNode(store, animation, node);
  };
  const move = (change: (span: Span, total: number) => Span): void => {
    animation.stop();
    const { span, model } = store.get();
    store.set({ span: change(span, model.weight[0] ?? 0) });
  };
  return {
    zoomTo: (node) => {
      const { zoomed: from, history } = store.get();
      if (from !== node) store.set({ zoomed: node, history: [...history, from] });
      select(node);
      showNode(store, animation, node);
    },
    zoomToRun: ({ node, merged }) => {
      const { model, span } = store.get();
      const last = node + merged - 1;
      const from = model.x[node] ?? 0;
      const to = (model.x[last] ?? 0) + (model.weight[last] ?? 0);
      animation.to(span, inside({ from, to }, model.weight[0] ?? 0));
      select(node);
    },
    zoomOut: () => backTo(store.get().history.at(-1) ?? 0, store.get().history.slice(0, -1)),
    showAll: () => backTo(0, []),
    zoomBy: (factor, anchor) => move((span, total) => zoomed(span, total, factor, anchor)),
    panBy: (part) => move((span, total) => panned(span, total, part)),
  };
}

function showNode(store: Store<State>, animation: Animator, node: number): void {
  const { model, span } = store.get();
  const from = model.x[node] ?? 0;
  animation.to(span, { from, to: from + (model.weight[node] ?? 0) });
}

/** Where to look for a node, or undefined if it is in view and wide enough. */
function revealingSpan({ model, span }: State, node: number): Span | undefined {
  const total = model.weight[0] ?? 0;
  const from = model.x[node] ?? 0;
  const weight = model.weight[node] ?? 0;
  const width = span.to - span.from;
  const seen = Math.min(span.to, from + weight) - Math.max(span.from, from);
  if (seen >= width * RECOGNISABLE || weight === 0) return undefined;
  const needed = Math.min(total, weight < width * RECOGNISABLE ? weight / COMFORTABLE : width);
  const middle = from + weight / 2;
  return inside({ from: middle - needed / 2, to: middle + needed / 2 }, total);
}

function step(store: Store<State>, reveal: (node: number) => void, direction: 1 | -1): void {
  const { model, search, place } = store.get();
  if (search === undefined || search.places === 0) return;
  const places = store.get().places ?? placesOf(model, search);
  const start = place < 0 && direction < 0 ? 0 : place;
  const next = (start + direction + places.length) % places.length;
  store.set({ places, place: next });
  reveal(places[next] ?? 0);
}

/** The breadcrumbs must not name a node that the view has left. */
function leaveZoomWithout(store: Store<State>, node: number): void {
  const { model, zoomed: at } = store.get();
  if (!isAncestor(model, at, node)) store.set({ zoomed: 0, history: [] });
}
