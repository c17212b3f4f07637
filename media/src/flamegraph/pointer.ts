import type { Actions } from './actions.ts';
import type { GraphPane } from './graphPane.ts';
import type { Intents } from './intents.ts';
import type { Hit, State } from './state.ts';
import type { Store } from './store.ts';

/** A hand is not steady: a press that moves less than this is a click. */
const CLICK_SLACK = 4;

interface Drag {
  readonly x: number;
  readonly y: number;
  lastX: number;
  lastY: number;
  moved: boolean;
}

/** Click zooms, double click opens the source, drag and wheel move, Ctrl and wheel or a pinch zoom at the pointer. */
export function followPointer(
  pane: GraphPane,
  store: Store<State>,
  actions: Actions,
  intents: Pick<Intents, 'openSourceOf' | 'openMenu'>,
): void {
  const { stage, scroller } = pane;
  let drag: Drag | undefined;
  let clicked: Hit | undefined;
  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    drag = { x: event.clientX, y: event.clientY, lastX: event.clientX, lastY: event.clientY, moved: false };
    // The first click zooms, and the second would then meet another frame: both mean the one that was pressed first.
    if (event.detail <= 1) clicked = pane.hitAt(event.clientX, event.clientY);
  });
  stage.addEventListener('pointermove', (event) => {
    if (drag !== undefined && event.buttons % 2 === 1) return moveDrag(drag, event, pane, actions, store);
    store.set({ hovered: pane.hitAt(event.clientX, event.clientY), byKey: false });
  });
  stage.addEventListener('pointerleave', () => store.set({ hovered: undefined }));
  stage.addEventListener('pointerup', (event) => {
    const ended = drag;
    drag = undefined;
    stage.classList.remove('dragging');
    if (ended === undefined || ended.moved || event.detail > 1) return;
    click(clicked, actions);
  });
  stage.addEventListener('pointercancel', () => {
    drag = undefined;
    stage.classList.remove('dragging');
  });
  stage.addEventListener('dblclick', () => {
    if (clicked !== undefined && clicked.merged === 0) intents.openSourceOf(clicked.node);
  });
  stage.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    const hit = pane.hitAt(event.clientX, event.clientY);
    if (hit === undefined || hit.merged > 0) return;
    actions.select(hit.node);
    store.set({ hovered: undefined });
    intents.openMenu(hit.node, event.clientX, event.clientY);
  });
  scroller.addEventListener('wheel', (event) => turnWheel(event, pane, actions), { passive: false });
}

function click(hit: Hit | undefined, actions: Actions): void {
  if (hit === undefined) return;
  if (hit.merged > 0) actions.zoomToRun(hit);
  else actions.zoomTo(hit.node);
}

function moveDrag(drag: Drag, event: PointerEvent, pane: GraphPane, actions: Actions, store: Store<State>): void {
  if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < CLICK_SLACK) return;
  if (!drag.moved) {
    pane.stage.setPointerCapture(event.pointerId);
    pane.stage.classList.add('dragging');
    store.set({ hovered: undefined });
  }
  drag.moved = true;
  actions.panBy((drag.lastX - event.clientX) / pane.stage.clientWidth);
  pane.scroller.scrollTop += drag.lastY - event.clientY;
  drag.lastX = event.clientX;
  drag.lastY = event.clientY;
}

/** Down the rows the browser scrolls by itself; what it cannot do is zoom and move sideways. */
function turnWheel(event: WheelEvent, pane: GraphPane, actions: Actions): void {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const box = pane.stage.getBoundingClientRect();
    // A trackpad's pinch comes as many small steps, a wheel's notch as one of a hundred.
    const delta = Math.max(-60, Math.min(60, event.deltaY * unit * (Math.abs(event.deltaY) < 30 ? 2 : 0.5)));
    actions.zoomBy(1.01 ** delta, (event.clientX - box.left) / box.width);
    return;
  }
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  if (Math.abs(sideways) <= (event.shiftKey ? 0 : Math.abs(event.deltaY))) return;
  event.preventDefault();
  actions.panBy((sideways * unit) / pane.stage.clientWidth);
}
