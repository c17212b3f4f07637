import { h } from './dom.ts';
import { layoutOf, rectangleAt, type Layout } from './layout.ts';
import { rowOf } from './model.ts';
import { paintGraph, type Scene } from './paintGraph.ts';
import { paintOverlay } from './paintOverlay.ts';
import { sameHover, type Hit, type State } from './state.ts';
import { changed, type Store } from './store.ts';
import type { Strings } from './strings.ts';
import { measureOf, type Measure } from './textFit.ts';

export interface GraphPane {
  readonly element: HTMLElement;
  /** What has the focus: it holds the canvases, and for screen readers the tree. */
  readonly stage: HTMLElement;
  readonly scroller: HTMLElement;
  readonly hitAt: (clientX: number, clientY: number) => Hit | undefined;
  /** Where a node is drawn, in CSS pixels of the page. */
  readonly boxOf: (node: number) => DOMRectReadOnly | undefined;
  readonly scrollToRow: (row: number) => void;
}

/** Frames narrower than this are merged with their neighbours: one pixel of colour and one of gap. */
const NARROWEST = 2;
/** Rows laid out below the visible ones, so that the scrollbar knows how deep the graph goes. */
const ROWS_AHEAD = 256;

export function graphPane(store: Store<State>, strings: Strings): GraphPane {
  const base = h('canvas', { 'aria-hidden': 'true' });
  const over = h('canvas', { 'aria-hidden': 'true' });
  const stage = h(
    'div',
    { class: 'graph-stage', role: 'tree', tabindex: 0, 'aria-label': strings.graphLabel },
    base,
    over,
  );
  const spacer = h('div', { class: 'graph-spacer' }, stage);
  const scroller = h('div', { class: 'graph-scroller' }, spacer);
  const view: View = { base, over, stage, spacer, scroller, scene: undefined, measure: undefined, stale: true };
  const refresh = (): void => {
    view.stale = true;
    store.set({});
  };
  scroller.addEventListener('scroll', refresh, { passive: true });
  new ResizeObserver(refresh).observe(scroller);
  for (const event of ['focus', 'blur'])
    stage.addEventListener(event, () => store.set({ byKey: stage.matches(':focus-visible') }));
  store.watch((state, previous) => {
    const moved = view.stale || changed(state, previous, 'span', 'model');
    show(view, state, previous, strings);
    if (moved) pointAgain(view, store);
  });
  return {
    element: scroller,
    stage,
    scroller,
    hitAt: (clientX, clientY) => hitAt(view, clientX, clientY),
    boxOf: (node) => boxOf(view, node),
    scrollToRow: (row) => scrollToRow(view, store.get().palette.rowHeight, row),
  };
}

/** The picture has moved under a pointer at rest. */
function pointAgain(view: View, store: Store<State>): void {
  const { hovered } = store.get();
  if (hovered === undefined) return;
  const hit = hitAt(view, hovered.clientX, hovered.clientY);
  if (!sameHover(hit, hovered)) store.set({ hovered: hit });
}

interface View {
  readonly base: HTMLCanvasElement;
  readonly over: HTMLCanvasElement;
  readonly stage: HTMLElement;
  readonly spacer: HTMLElement;
  readonly scroller: HTMLElement;
  scene: Scene | undefined;
  measure: Measure | undefined;
  /** Scrolled or resized since it was drawn. */
  stale: boolean;
}

function show(view: View, state: State, previous: State | undefined, strings: Strings): void {
  const redraw = view.stale || changed(state, previous, 'model', 'span', 'search', 'palette');
  if (redraw) draw(view, state, previous, strings);
  const moved = !sameHover(state.hovered, previous?.hovered);
  if (redraw || moved || changed(state, previous, 'selected', 'lit', 'byKey')) drawMarks(view, state);
}

function draw(view: View, state: State, previous: State | undefined, strings: Strings): void {
  view.stale = false;
  const width = view.scroller.clientWidth;
  const height = view.scroller.clientHeight;
  if (width === 0 || height === 0) return;
  const ratio = devicePixelRatio;
  const { rowHeight } = state.palette;
  const rows = Math.ceil((view.scroller.scrollTop + height) / rowHeight) + ROWS_AHEAD;
  const layout = layoutOf(state.model, state.span, { width, narrowest: NARROWEST, rows }, view.scene?.layout);
  setHeight(view.stage, height);
  setHeight(view.spacer, (layout.rowStart.length - 1) * rowHeight + rowHeight / 2);
  const scene: Scene = {
    model: state.model,
    layout,
    palette: state.palette,
    search: state.search,
    width,
    height,
    ratio,
    scrollTop: view.scroller.scrollTop,
    rootName: rootName(state, strings),
    mergedName: (count) => (count === '1' ? strings.mergedOne : strings.merged(count)),
  };
  const context = scaled(view.base, scene);
  if (view.measure === undefined || changed(state, previous, 'palette')) {
    context.font = state.palette.font;
    view.measure = measureOf(context);
  }
  view.scene = scene;
  paintGraph(context, scene, view.measure);
}

function drawMarks(view: View, state: State): void {
  if (view.scene === undefined) return;
  const { model, selected, lit } = state;
  const selectedFrame = selected === 0 ? -1 : (model.view.nodes.frame[selected] ?? -1);
  paintOverlay(scaled(view.over, view.scene), view.scene, {
    selected,
    focused: view.stage.matches(':focus-visible'),
    hovered: state.hovered?.node ?? -1,
    lit: lit >= 0 ? lit : selectedFrame,
  });
}

/** A canvas whose pixels are the screen's. Setting the size clears it, so that is done only when it changes. */
function scaled(canvas: HTMLCanvasElement, { width, height, ratio }: Scene): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser draws no canvas.');
  const columns = Math.round(width * ratio);
  const rows = Math.round(height * ratio);
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

function hitAt({ scene, stage }: View, clientX: number, clientY: number): Hit | undefined {
  if (scene === undefined) return undefined;
  const box = stage.getBoundingClientRect();
  const row = Math.floor((clientY - box.top + scene.scrollTop) / scene.palette.rowHeight);
  const index = rectangleAt(scene.layout, row, clientX - box.left);
  if (index < 0) return undefined;
  return { node: scene.layout.node[index] ?? 0, merged: scene.layout.merged[index] ?? 0, clientX, clientY };
}

function boxOf({ scene, stage }: View, node: number): DOMRectReadOnly | undefined {
  if (scene === undefined) return undefined;
  const { layout, model, palette, scrollTop, width } = scene;
  const row = rowOf(model, node);
  const index = indexOfNode(layout, row, node);
  if (index < 0) return undefined;
  const left = Math.max(0, layout.left[index] ?? 0);
  const right = Math.min(width, layout.right[index] ?? 0);
  const box = stage.getBoundingClientRect();
  const top = row * palette.rowHeight - scrollTop;
  return new DOMRectReadOnly(box.left + left, box.top + top, right - left, palette.rowHeight);
}

/** Nodes rise from left to right, so the rectangle of a row that holds one is found by halving. */
function indexOfNode(layout: Layout, row: number, node: number): number {
  let low = layout.rowStart[row] ?? 0;
  let high = (layout.rowStart[row + 1] ?? low) - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const first = layout.node[middle] ?? 0;
    if (node < first) high = middle - 1;
    else if (node >= first + Math.max(1, layout.merged[middle] ?? 0)) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** Two rows of callers stay visible above. */
function scrollToRow({ scroller }: View, rowHeight: number, row: number): void {
  const top = row * rowHeight;
  const highest = Math.max(0, top - 2 * rowHeight);
  const lowest = top + 2 * rowHeight - scroller.clientHeight;
  if (scroller.scrollTop > highest) scroller.scrollTop = highest;
  else if (scroller.scrollTop < lowest) scroller.scrollTop = lowest;
}

function setHeight(element: HTMLElement, height: number): void {
  const value = `${Math.round(height)}px`;
  if (element.style.height !== value) element.style.height = value;
}

function rootName({ model }: State, strings: Strings): string {
  return model.weight.length > 0 ? strings.all : '';
}
