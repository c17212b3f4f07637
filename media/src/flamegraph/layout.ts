import type { Model } from './model.ts';
import type { Span } from './span.ts';

/** Rectangles to draw, row by row from the root, each row from left to right. */
export interface Layout {
  readonly count: number;
  /** Rectangles of row `r` are `rowStart[r] … rowStart[r + 1] - 1`. */
  readonly rowStart: readonly number[];
  /** The node drawn, or the first of a merged run. */
  readonly node: Uint32Array;
  /** 0 for a node of its own; else how many neighbouring siblings, each too narrow to draw, stand in one rectangle. */
  readonly merged: Uint32Array;
  /** In CSS pixels from the left edge of the visible part; may lie outside of it for nodes that reach beyond. */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

export interface LayoutSize {
  /** In CSS pixels. */
  readonly width: number;
  /** Frames narrower than this are merged with their narrow neighbours. */
  readonly narrowest: number;
  /** Rows below this one are not needed. */
  readonly rows: number;
}

/** A merged run thinner than this leaves no trace on any screen. */
const VISIBLE = 0.2;

/**
 * What can be seen of the graph. Only frames that are drawn are entered, and of their children only those in view, so
 * the work is bounded by the pixels of the picture and not by the size of the profile. The columns of `previous`, which
 * is no longer needed, are written over: a drag allocates nothing.
 */
export function layoutOf(model: Model, span: Span, size: LayoutSize, previous?: Layout): Layout {
  const rectangles = growing(previous ?? columnsFor(4096));
  const rowStart = [0];
  const place: Place = {
    model,
    span,
    scale: size.width / (span.to - span.from),
    narrowest: size.narrowest,
    rectangles,
  };
  if (model.view.nodes.frame.length > 0 && span.to > span.from) placeRun(place, 0, 1);
  for (let row = 0; row < size.rows; row++) {
    const from = rowStart[row] ?? 0;
    const end = rectangles.count();
    if (from === end) break;
    rowStart.push(end);
    for (let index = from; index < end; index++) placeChildren(place, index);
  }
  const count = rowStart.at(-1) ?? 0;
  return { ...rectangles.columns(), count, rowStart };
}

/** The rectangle of a row at `x` pixels, or -1: a binary search, for it runs on every move of the pointer. */
export function rectangleAt(layout: Layout, row: number, x: number): number {
  let low = layout.rowStart[row] ?? layout.count;
  let high = (layout.rowStart[row + 1] ?? low) - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if ((layout.right[middle] ?? 0) <= x) low = middle + 1;
    else if ((layout.left[middle] ?? 0) > x) high = middle - 1;
    else return middle;
  }
  return -1;
}

interface Place {
  readonly model: Model;
  readonly span: Span;
  /** Pixels per unit. */
  readonly scale: number;
  readonly narrowest: number;
  readonly rectangles: Growing;
}

function placeChildren(place: Place, parent: number): void {
  const drawn = place.rectangles.columns();
  if (drawn.merged[parent] !== 0) return;
  const node = drawn.node[parent] ?? 0;
  const { firstChild } = place.model.view.nodes;
  const first = firstChild[node] ?? 0;
  const end = firstChild[node + 1] ?? 0;
  if (first < end) placeRun(place, firstInView(place, first, end), end);
}

/** Siblings lie side by side, so their edges rise and the first one that reaches into view is found by halving. */
function firstInView({ model, span }: Place, first: number, end: number): number {
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((model.x[middle] ?? 0) + (model.weight[middle] ?? 0) <= span.from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placeRun({ model, span, scale, narrowest, rectangles }: Place, first: number, end: number): void {
  const { x, weight } = model;
  const enough = narrowest / scale;
  let node = first;
  while (node < end) {
    const edge = x[node] ?? 0;
    if (edge >= span.to) return;
    const alone = (weight[node] ?? 0) >= enough;
    const stop = alone ? node + 1 : runEnd(model, node, end, enough);
    const left = (edge - span.from) * scale;
    const right = ((x[stop - 1] ?? 0) + (weight[stop - 1] ?? 0) - span.from) * scale;
    if (right - left >= VISIBLE) rectangles.add(node, alone ? 0 : stop - node, left, right);
    node = stop;
  }
}

/** Siblings fall in width, so all that follow a narrow one are narrow, unless values of both signs are at play. */
function runEnd({ sorted, weight }: Model, first: number, end: number, enough: number): number {
  if (sorted) return end;
  let stop = first + 1;
  while (stop < end && (weight[stop] ?? 0) < enough) stop += 1;
  return stop;
}

type Columns = Pick<Layout, 'node' | 'merged' | 'left' | 'right'>;

interface Growing {
  readonly count: () => number;
  readonly columns: () => Columns;
  readonly add: (node: number, merged: number, left: number, right: number) => void;
}

function growing(start: Columns): Growing {
  let columns = start;
  let count = 0;
  return {
    count: () => count,
    columns: () => columns,
    add: (node, merged, left, right) => {
      if (count === columns.node.length) columns = doubled(columns);
      columns.node[count] = node;
      columns.merged[count] = merged;
      columns.left[count] = left;
      columns.right[count] = right;
      count += 1;
    },
  };
}

function doubled(columns: Columns): Columns {
  const twice = columnsFor(columns.node.length * 2);
  twice.node.set(columns.node);
  twice.merged.set(columns.merged);
  twice.left.set(columns.left);
  twice.right.set(columns.right);
  return twice;
}

function columnsFor(length: number): Columns {
  return {
    node: new Uint32Array(length),
    merged: new Uint32Array(length),
    left: new Float64Array(length),
    right: new Float64Array(length),
  };
}
