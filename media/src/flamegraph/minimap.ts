import { h } from './dom.ts';
import { layoutOf } from './layout.ts';
import { rowCount } from './model.ts';
import { inside } from './span.ts';
import type { State } from './state.ts';
import { changed, type Store } from './store.ts';

const HEIGHT = 40;
/** The first rows tell one place from another; thousands of rows of a recursion do not. */
const MOST_ROWS = 120;

/** The whole profile in a strip, with the visible part marked. For the pointer only: keys have Home, Escape and 0. */
export function minimap(store: Store<State>): HTMLElement {
  const canvas = h('canvas', {});
  const before = h('div', { class: 'minimap-shade' });
  const visible = h('div', { class: 'minimap-window' });
  const after = h('div', { class: 'minimap-shade' });
  const element = h('div', { class: 'minimap', 'aria-hidden': 'true' }, canvas, before, visible, after);
  let width = 0;
  const redraw = (): void => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    paint(canvas, width, store.get());
  };
  new ResizeObserver(redraw).observe(element);
  store.watch((state, previous) => {
    if (changed(state, previous, 'model', 'palette', 'search')) paint(canvas, element.clientWidth, state);
    if (changed(state, previous, 'model', 'span')) mark(state, before, visible, after);
  });
  followDrag(element, store);
  return element;
}

function mark({ model, span }: State, before: HTMLElement, visible: HTMLElement, after: HTMLElement): void {
  const total = model.weight[0] ?? 0;
  const percent = (value: number): string => `${(100 * value) / (total || 1)}%`;
  before.style.left = '0';
  before.style.width = percent(span.from);
  visible.style.left = percent(span.from);
  visible.style.width = percent(span.to - span.from);
  after.style.left = percent(span.to);
  after.style.width = percent(total - span.to);
}

/** Drawn once per profile, theme, search and width, not once per frame. */
function paint(canvas: HTMLCanvasElement, width: number, state: State): void {
  const context = canvas.getContext('2d');
  if (context === null || width === 0) return;
  const { model } = state;
  const ratio = devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(HEIGHT * ratio);
  context.scale(ratio, ratio);
  const rows = Math.min(rowCount(model), MOST_ROWS);
  const rowHeight = Math.min(4, HEIGHT / Math.max(1, rows));
  const layout = layoutOf(model, { from: 0, to: model.weight[0] ?? 0 }, { width, narrowest: 1, rows });
  for (const [row, start] of layout.rowStart.slice(0, -1).entries()) {
    const end = layout.rowStart[row + 1] ?? start;
    for (let index = start; index < end; index++) {
      const left = layout.left[index] ?? 0;
      context.fillStyle = fillOf(state, layout.node[index] ?? 0, layout.merged[index] ?? 0);
      context.fillRect(left, row * rowHeight, (layout.right[index] ?? 0) - left, Math.max(rowHeight - 0.25, 0.5));
    }
  }
}

function fillOf({ model, palette, search }: State, node: number, merged: number): string {
  const frame = model.view.nodes.frame[node] ?? 0;
  if (search !== undefined) return (merged === 0 && search.frames[frame] === 1 ? palette.match : palette.faded).fill;
  if (merged > 0) return palette.merged.fill;
  const origin = frame === 0 ? 'runtime' : model.frames.origins[frame];
  if (origin === undefined || origin === 'runtime') return palette.quiet;
  return palette.frame(origin, model.frames.hues[frame] ?? 0).fill;
}

/** A press moves the view there; a drag keeps moving it. */
function followDrag(element: HTMLElement, store: Store<State>): void {
  const moveTo = (event: PointerEvent): void => {
    const box = element.getBoundingClientRect();
    const { model, span } = store.get();
    const total = model.weight[0] ?? 0;
    const middle = ((event.clientX - box.left) / box.width) * total;
    const half = (span.to - span.from) / 2;
    store.set({ span: inside({ from: middle - half, to: middle + half }, total) });
  };
  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    moveTo(event);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) moveTo(event);
  });
}
