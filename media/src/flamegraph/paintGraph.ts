import type { Swatch } from './colour.ts';
import { formatCount } from './format.ts';
import type { Layout } from './layout.ts';
import type { Model } from './model.ts';
import type { Palette } from './palette.ts';
import { hasMatch, type Search } from './search.ts';
import { cutToFit, fitName, type Measure } from './textFit.ts';

export interface Scene {
  readonly model: Model;
  readonly layout: Layout;
  readonly palette: Palette;
  readonly search: Search | undefined;
  /** Of the visible part, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  readonly rootName: string;
  readonly mergedName: (count: string) => string;
}

const PADDING = 4;
const GAP = 1;

/** Draws the rows in view. The canvas is expected to be scaled by `ratio`. */
export function paintGraph(context: CanvasRenderingContext2D, scene: Scene, measure: Measure): void {
  context.fillStyle = scene.palette.background;
  context.fillRect(0, 0, scene.width, scene.height);
  context.font = scene.palette.font;
  context.textBaseline = 'middle';
  context.direction = 'ltr';
  eachVisible(scene, (row, index) => paintRectangle(context, scene, measure, row, index));
}

/** Calls back for every rectangle whose row is in view. */
export function eachVisible(
  { palette, layout, scrollTop, height }: Scene,
  visit: (row: number, index: number) => void,
): void {
  const first = Math.max(0, Math.floor(scrollTop / palette.rowHeight));
  const last = Math.min(layout.rowStart.length - 2, Math.floor((scrollTop + height) / palette.rowHeight));
  for (let row = first; row <= last; row++) {
    const end = layout.rowStart[row + 1] ?? 0;
    for (let index = layout.rowStart[row] ?? 0; index < end; index++) visit(row, index);
  }
}

/** An edge as drawn: on a whole device pixel, and not far outside of the picture. */
export function edgeAt(pixel: number, { width, ratio }: Scene): number {
  return Math.min(width + PADDING, Math.max(-PADDING, Math.round(pixel * ratio) / ratio));
}

function paintRectangle(
  context: CanvasRenderingContext2D,
  scene: Scene,
  measure: Measure,
  row: number,
  index: number,
): void {
  const { layout, palette, model } = scene;
  const left = edgeAt(layout.left[index] ?? 0, scene);
  const width = edgeAt(layout.right[index] ?? 0, scene) - left;
  const top = row * palette.rowHeight - scene.scrollTop;
  const drawn = width > 2.5 * GAP ? width - GAP : Math.max(width - GAP / 2, 1 / scene.ratio);
  const height = palette.rowHeight - GAP;
  const swatch = swatchOf(scene, index);
  context.fillStyle = swatch.fill;
  context.fillRect(left, top, drawn, height);
  if (swatch.border !== '' && drawn >= 3) {
    context.strokeStyle = swatch.border;
    context.lineWidth = 1;
    context.strokeRect(left + 0.5, top + 0.5, drawn - 1, height - 1);
  }
  const node = layout.node[index] ?? 0;
  if (layout.merged[index] === 0 && model.view.nodes.inlined[node] === 1 && drawn >= 4) {
    markInlined(context, swatch, left, top, drawn);
  }
  const visible = Math.max(left, 0);
  const available = Math.min(left + drawn, scene.width) - visible - 2 * PADDING;
  if (available < MIN_TEXT) return;
  const text = textOf(scene, measure, index, available);
  if (text === '') return;
  context.fillStyle = swatch.text;
  context.fillText(text, visible + PADDING, top + height / 2 + 0.5);
}

/** Three characters of the smallest font. */
const MIN_TEXT = 18;

/** A thin broken line under the upper edge: there is no call here, the compiler has put the callee into its caller. */
function markInlined(
  context: CanvasRenderingContext2D,
  swatch: Swatch,
  left: number,
  top: number,
  width: number,
): void {
  context.fillStyle = swatch.text;
  context.globalAlpha = 0.5;
  const end = Math.min(left + width - 1, context.canvas.width);
  for (let x = Math.max(left, 0) + 1; x < end; x += 5) context.fillRect(x, top + 1, Math.min(3, end - x), 1);
  context.globalAlpha = 1;
}

function swatchOf({ layout, model, palette, search }: Scene, index: number): Swatch {
  const node = layout.node[index] ?? 0;
  const merged = layout.merged[index] ?? 0;
  const frame = model.view.nodes.frame[node] ?? 0;
  if (search !== undefined && frame !== 0) {
    const matches = merged > 0 ? hasMatch(search, node, merged) : search.frames[frame] === 1;
    return matches ? palette.match : palette.faded;
  }
  if (merged > 0) return palette.merged;
  return frame === 0
    ? palette.root
    : palette.frame(model.frames.origins[frame] ?? 'runtime', model.frames.hues[frame] ?? 0);
}

function textOf(scene: Scene, measure: Measure, index: number, available: number): string {
  const { layout, model } = scene;
  const merged = layout.merged[index] ?? 0;
  if (merged > 0) return cutToFit(scene.mergedName(formatCount(merged)), available, measure);
  const frame = model.view.nodes.frame[layout.node[index] ?? 0] ?? 0;
  return frame === 0
    ? cutToFit(scene.rootName, available, measure)
    : fitName(model.frames.names[frame] ?? '', available, measure);
}
