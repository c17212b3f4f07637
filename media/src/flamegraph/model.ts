import type { ProfileView } from '../protocol.ts';
import { clipped, isOwnFile, originOf, packageOf, visibleText, withoutTypeArguments, type Origin } from './names.ts';
import { packageHue } from './colour.ts';

/** A view with everything that is worked out once, so that drawing and pointing only look things up. */
export interface Model {
  readonly view: ProfileView;
  readonly unit: string;
  /** Left edge of each node, in the sample type's unit. In Float64: sums beyond 2^24 are common. */
  readonly x: Float64Array;
  /** Width of each node: |total|, or what its children need where values of both signs cancel out. */
  readonly weight: Float64Array;
  /** Whether siblings fall in weight, so that the first narrow one ends a row. Not so with values of both signs. */
  readonly sorted: boolean;
  /** Row `r` of the graph is nodes `rowStart[r] … rowStart[r + 1] - 1`, from left to right. */
  readonly rowStart: Uint32Array;
  /** Nodes of frame `f`: `nodesByFrame[frameStart[f]] … nodesByFrame[frameStart[f + 1] - 1]`, rising. */
  readonly frameStart: Uint32Array;
  readonly nodesByFrame: Uint32Array;
  readonly frames: FrameLooks;
}

/** What is drawn of a function, row by row like the view's own frame columns. */
export interface FrameLooks {
  readonly names: readonly string[];
  /** Names without their type arguments, in which whole structs may be spelled out: what one searches and reads. */
  readonly plainNames: readonly string[];
  readonly files: readonly string[];
  readonly packages: readonly string[];
  readonly origins: readonly Origin[];
  readonly hues: Uint16Array;
}

/** Far longer than any screen is wide, far shorter than what a hostile file may hold. */
const LONGEST_NAME = 2000;

export function modelOf(view: ProfileView, unit: string, modules: readonly string[]): Model {
  const { weight, sorted } = weights(view);
  return {
    view,
    unit,
    weight,
    sorted,
    x: leftEdges(view, weight),
    rowStart: rowsOf(view),
    ...nodesOfFrames(view),
    frames: looksOf(view, modules),
  };
}

export function rowCount(model: Model): number {
  return model.rowStart.length - 1;
}

/** The row of a node: nodes are numbered row by row. */
export function rowOf(model: Model, node: number): number {
  let low = 0;
  let high = model.rowStart.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((model.rowStart[middle] ?? 0) <= node) low = middle;
    else high = middle;
  }
  return low;
}

/** From the root down to and including `node`. */
export function pathTo(model: Model, node: number): readonly number[] {
  const path = [node];
  for (let at = node; at !== 0; ) {
    at = model.view.nodes.parent[at] ?? 0;
    path.push(at);
  }
  return path.toReversed();
}

export function isAncestor(model: Model, ancestor: number, node: number): boolean {
  let at = node;
  while (at > ancestor) at = model.view.nodes.parent[at] ?? 0;
  return at === ancestor;
}

/** The node of another tree that is reached by calls of the same names; where the way ends, the last that exists. */
export function counterpart(model: Model, node: number, other: Model): number {
  let at = 0;
  for (const step of pathTo(model, node).slice(1)) {
    const name = model.frames.names[model.view.nodes.frame[step] ?? 0];
    const { firstChild, frame } = other.view.nodes;
    let child = firstChild[at] ?? 0;
    const end = firstChild[at + 1] ?? 0;
    while (child < end && other.frames.names[frame[child] ?? 0] !== name) child += 1;
    if (child === end) return at;
    at = child;
  }
  return at;
}

/** The widest place of a function in the graph, or -1 if it has none. */
export function widestNode(model: Model, frame: number): number {
  let best = -1;
  for (let index = model.frameStart[frame] ?? 0; index < (model.frameStart[frame + 1] ?? 0); index++) {
    const node = model.nodesByFrame[index] ?? 0;
    if (best < 0 || (model.weight[node] ?? 0) > (model.weight[best] ?? 0)) best = node;
  }
  return best;
}

/** Σ|self| of each origin: where the reader's own time is, before reading a word. */
export function selfByOrigin(model: Model): Readonly<Record<Origin, number>> {
  const sums = { own: 0, dependency: 0, runtime: 0 };
  const { self } = model.view.frames;
  for (let frame = 1; frame < self.length; frame++) {
    sums[model.frames.origins[frame] ?? 'runtime'] += Math.abs(self[frame] ?? 0);
  }
  return sums;
}

function weights(view: ProfileView): { readonly weight: Float64Array; readonly sorted: boolean } {
  const { total, self, parent } = view.nodes;
  if (!total.some((value) => value < 0)) return { weight: total, sorted: true };
  const children = new Float64Array(total.length);
  const weight = new Float64Array(total.length);
  for (let node = total.length - 1; node >= 0; node--) {
    weight[node] = Math.max(Math.abs(total[node] ?? 0), Math.abs(self[node] ?? 0) + (children[node] ?? 0));
    const above = parent[node] ?? 0;
    if (node > 0) children[above] = (children[above] ?? 0) + (weight[node] ?? 0);
  }
  return { weight, sorted: false };
}

function leftEdges(view: ProfileView, weight: Float64Array): Float64Array {
  const { firstChild } = view.nodes;
  const x = new Float64Array(weight.length);
  for (let node = 0; node < weight.length; node++) {
    let edge = x[node] ?? 0;
    const end = firstChild[node + 1] ?? 0;
    for (let child = firstChild[node] ?? 0; child < end; child++) {
      x[child] = edge;
      edge += weight[child] ?? 0;
    }
  }
  return x;
}

function rowsOf(view: ProfileView): Uint32Array {
  const { firstChild, frame } = view.nodes;
  const starts = [0];
  for (let start = 0, end = Math.min(1, frame.length); start < end; ) {
    starts.push(end);
    const next = firstChild[end] ?? end;
    start = end;
    end = next;
  }
  return Uint32Array.from(starts);
}

/** Counting sort of the nodes by their frame. */
function nodesOfFrames(view: ProfileView): { readonly frameStart: Uint32Array; readonly nodesByFrame: Uint32Array } {
  const { frame } = view.nodes;
  const frameStart = new Uint32Array(view.frames.name.length + 1);
  for (const each of frame) frameStart[each + 1] = (frameStart[each + 1] ?? 0) + 1;
  for (let each = 1; each < frameStart.length; each++)
    frameStart[each] = (frameStart[each] ?? 0) + (frameStart[each - 1] ?? 0);
  const next = frameStart.slice();
  const nodesByFrame = new Uint32Array(frame.length);
  for (let node = 0; node < frame.length; node++) {
    const each = frame[node] ?? 0;
    const at = next[each] ?? 0;
    nodesByFrame[at] = node;
    next[each] = at + 1;
  }
  return { frameStart, nodesByFrame };
}

function looksOf(view: ProfileView, modules: readonly string[]): FrameLooks {
  const shown = (index: number): string => visibleText(clipped(view.strings[index] ?? '', LONGEST_NAME));
  const names = Array.from(view.frames.name, shown);
  const files = Array.from(view.frames.file, shown);
  const packages = names.map(packageOf);
  return {
    names,
    plainNames: names.map(withoutTypeArguments),
    files,
    packages,
    origins: originsOf(packages, files, modules),
    hues: Uint16Array.from(packages, packageHue),
  };
}

/** By the modules of the workspace; if the profile is of another program, by where its files came from. */
function originsOf(
  packages: readonly string[],
  files: readonly string[],
  modules: readonly string[],
): readonly Origin[] {
  const known = new Map<string, Origin>();
  for (const each of packages) if (!known.has(each)) known.set(each, originOf(each, modules));
  const origins = packages.map((each) => known.get(each) ?? 'runtime');
  const ofWorkspace = modules.some((module) =>
    packages.some((each) => each === module || each.startsWith(`${module}/`)),
  );
  if (ofWorkspace) return origins;
  return origins.map((origin, frame) => (origin === 'dependency' && isOwnFile(files[frame] ?? '') ? 'own' : origin));
}
