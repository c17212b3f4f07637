import { eachVisible, edgeAt, type Scene } from './paintGraph.ts';

export interface Marks {
  /** The node that keys act on, and whether the graph has the focus. */
  readonly selected: number;
  readonly focused: boolean;
  /** First node of the rectangle under the pointer, or -1. */
  readonly hovered: number;
  /** All places of this function are outlined, or none if -1. */
  readonly lit: number;
}

/** Outlines over the graph. A layer of its own: moving the pointer does not redraw a single frame. */
export function paintOverlay(context: CanvasRenderingContext2D, scene: Scene, marks: Marks): void {
  const { layout, palette, model } = scene;
  context.clearRect(0, 0, scene.width, scene.height);
  eachVisible(scene, (row, index) => {
    const node = layout.node[index] ?? 0;
    const merged = layout.merged[index] ?? 0;
    const frame = merged > 0 ? -1 : model.view.nodes.frame[node];
    if (marks.lit > 0 && frame === marks.lit) outline(context, scene, row, index, palette.foreground, 1.5);
    if (node === marks.hovered) outline(context, scene, row, index, palette.foreground, 1);
    // The root is selected from the start; it needs an outline only once keys act on it.
    if (marks.selected === 0 && !marks.focused) return;
    const holdsSelected = marks.selected >= node && marks.selected < node + Math.max(1, merged);
    if (holdsSelected) outlineSelected(context, scene, row, index, marks.focused);
  });
}

/** Two lines, the inner one in the background's colour: it shows on every fill. */
function outlineSelected(
  context: CanvasRenderingContext2D,
  scene: Scene,
  row: number,
  index: number,
  focused: boolean,
): void {
  outline(context, scene, row, index, scene.palette.background, 3.5);
  outline(context, scene, row, index, focused ? scene.palette.focus : scene.palette.foreground, 2);
}

function outline(
  context: CanvasRenderingContext2D,
  scene: Scene,
  row: number,
  index: number,
  colour: string,
  line: number,
): void {
  const left = edgeAt(scene.layout.left[index] ?? 0, scene);
  const width = edgeAt(scene.layout.right[index] ?? 0, scene) - left;
  const height = scene.palette.rowHeight - 1;
  const top = row * scene.palette.rowHeight - scene.scrollTop;
  context.strokeStyle = colour;
  context.lineWidth = line;
  const inner = Math.max(1, width - 1 - line);
  context.strokeRect(left + line / 2, top + line / 2, inner, height - line);
}
