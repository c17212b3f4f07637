import type { Frames } from './frames.ts';
import type { Samples } from './model.ts';
import { addNode, type NodeTable, nodeTable, trimmed } from './nodeTable.ts';

export interface CallTreeInput {
  readonly samples: Samples;
  readonly frames: Frames;
  /** Value of each sample in the chosen sample type. */
  readonly values: Float64Array;
  readonly maxNodes: number;
}

/**
 * Merges stacks from the root into a tree, in the columns of `NodeColumns` in ../protocol.ts. Frame 0 is the root, frame
 * n + 1 is frame n of `frames`, and the last is `foldedFrame`: of a profile with more than `maxNodes` nodes, the smallest
 * branches below every node are folded into one. Half a million stacks make more than ten million nodes, of which a
 * screen shows thousands.
 *
 * Works level by level: the samples at one node are split by their next frame. So nodes come out in breadth-first order,
 * nothing recurses however deep the stacks are, and no node needs a table of its own.
 */
export function buildCallTree(input: CallTreeInput): NodeTable {
  const weight = input.values.reduce((sum, value) => sum + Math.abs(value), 0);
  for (let share = 0; ; share = share === 0 ? SMALLEST_SHARE : share * SHARE_STEP) {
    const tree = grow(input, weight * share, share > 1);
    if (tree !== undefined) return tree;
  }
}

/** Frame of the node that stands for the branches of its parent that are too small to be nodes of their own. */
export function foldedFrame(frames: Frames): number {
  return frames.names.length + 1;
}

const SMALLEST_SHARE = 1e-6;
const SHARE_STEP = 4;

/** Where every sample is on its way from root to leaf, and how the samples at one node part. */
interface Growth {
  readonly input: CallTreeInput;
  /** Branches that weigh less are folded. */
  readonly threshold: number;
  readonly nodes: NodeTable;
  /** Per sample: the stack entry it is at, counting down to the leaf, and the frame to visit next within it. */
  readonly entry: Int32Array;
  readonly line: Uint32Array;
  /** Samples, those at the same node of this level side by side; and the same for the next level. */
  readonly order: Uint32Array;
  readonly nextOrder: Uint32Array;
  readonly parting: Parting;
}

/** The groups into which the samples at one node part, numbered in order of appearance. Reused for every node. */
interface Parting {
  /** Per frame: the node that `groupOf` was last written for, plus 1, which spares clearing it for every node. */
  readonly stamp: Uint32Array;
  readonly groupOf: Uint32Array;
  /** Per place in `order`. */
  readonly groupAt: Int32Array;
  /** Per group. */
  readonly frame: Uint32Array;
  readonly size: Uint32Array;
  readonly total: Float64Array;
  readonly weight: Float64Array;
  readonly inlined: Uint8Array;
  /** Where in `nextOrder` the group's next sample goes, or `NOWHERE`. */
  readonly next: Int32Array;
}

const NOWHERE = -1;

/** @returns nothing if the tree outgrows its limit and can be made smaller. */
function grow(input: CallTreeInput, threshold: number, unlimited: boolean): NodeTable | undefined {
  let growth = plant(input, threshold);
  const { nodes } = growth;
  let levelStart = 0;
  let ends = [growth.order.length];
  while (levelStart < nodes.count) {
    const levelEnd = nodes.count;
    const nextEnds: number[] = [];
    let begin = 0;
    for (let node = levelStart; node < levelEnd; node++) {
      const end = ends[node - levelStart] ?? begin;
      nodes.firstChild[node] = nodes.count;
      if (begin < end) branch(growth, node, begin, end, nextEnds);
      begin = end;
      if (nodes.count > input.maxNodes && !unlimited) return undefined;
    }
    growth = { ...growth, order: growth.nextOrder, nextOrder: growth.order };
    ends = nextEnds;
    levelStart = levelEnd;
  }
  return trimmed(nodes);
}

function plant(input: CallTreeInput, threshold: number): Growth {
  const { samples, frames, values } = input;
  const entry = new Int32Array(samples.count);
  const line = new Uint32Array(samples.count);
  const order = new Uint32Array(values.reduce((count, value) => count + (value === 0 ? 0 : 1), 0));
  let total = 0;
  let active = 0;
  for (let sample = 0; sample < samples.count; sample++) {
    const value = values[sample] as number;
    if (value === 0) continue;
    total += value;
    order[active++] = sample;
    entry[sample] = samples.stackStart[sample + 1] as number;
    enterNextLocation(input, entry, line, sample);
  }
  const nodes = nodeTable();
  addNode(nodes, 0, 0, total);
  const parting = partingFor(frames.names.length, order.length);
  return { input, threshold, nodes, entry, line, order, nextOrder: new Uint32Array(order.length), parting };
}

function partingFor(frameCount: number, sampleCount: number): Parting {
  const groups = frameCount + 1;
  return {
    stamp: new Uint32Array(frameCount),
    groupOf: new Uint32Array(frameCount),
    groupAt: new Int32Array(sampleCount),
    frame: new Uint32Array(groups),
    size: new Uint32Array(groups),
    total: new Float64Array(groups),
    weight: new Float64Array(groups),
    inlined: new Uint8Array(groups),
    next: new Int32Array(groups),
  };
}

/** Adds the children of a node and hands its samples on to them. */
function branch(growth: Growth, node: number, begin: number, end: number, nextEnds: number[]): void {
  const { nodes, parting, order, nextOrder } = growth;
  const children = fold(growth, part(growth, node, begin, end));
  let next = nextEnds.at(-1) ?? 0;
  for (const group of children) {
    const child = addNode(nodes, (parting.frame[group] as number) + 1, node, parting.total[group] as number);
    nodes.inlined[child] = parting.inlined[group] as number;
    const size = parting.size[group] as number;
    if (size === 0) nodes.self[child] = parting.total[group] as number;
    parting.next[group] = next;
    next += size;
    nextEnds.push(next);
  }
  for (let at = begin; at < end; at++) {
    const group = parting.groupAt[at] as number;
    if (group === NOWHERE || parting.next[group] === NOWHERE) continue;
    const sample = order[at] as number;
    nextOrder[parting.next[group] as number] = sample;
    parting.next[group] = (parting.next[group] as number) + 1;
    advance(growth, sample);
  }
}

/** Groups the samples at a node by their next frame; those that end here are its self value. @returns how many groups. */
function part(growth: Growth, node: number, begin: number, end: number): number {
  const { input, nodes, parting, entry, line, order } = growth;
  const { samples, frames, values } = input;
  let groups = 0;
  for (let at = begin; at < end; at++) {
    const sample = order[at] as number;
    const value = values[sample] as number;
    const current = entry[sample] as number;
    if (current < (samples.stackStart[sample] as number)) {
      nodes.self[node] = (nodes.self[node] as number) + value;
      parting.groupAt[at] = NOWHERE;
      continue;
    }
    const position = line[sample] as number;
    const frame = frames.frame[position] as number;
    if (parting.stamp[frame] !== node + 1) {
      parting.stamp[frame] = node + 1;
      parting.groupOf[frame] = groups;
      openGroup(parting, groups++, frame);
    }
    const group = parting.groupOf[frame] as number;
    parting.groupAt[at] = group;
    parting.size[group] = (parting.size[group] as number) + 1;
    parting.total[group] = (parting.total[group] as number) + value;
    parting.weight[group] = (parting.weight[group] as number) + Math.abs(value);
    if (position === frames.start[samples.locations[current] as number]) parting.inlined[group] = 0;
  }
  return groups;
}

function openGroup(parting: Parting, group: number, frame: number): void {
  parting.frame[group] = frame;
  parting.size[group] = 0;
  parting.total[group] = 0;
  parting.weight[group] = 0;
  parting.inlined[group] = 1;
}

/** @returns the groups that become children, by falling |total|; the small ones have become a last group, without samples. */
function fold({ input, threshold, parting }: Growth, groups: number): readonly number[] {
  const children: number[] = [];
  const rest = groups;
  openGroup(parting, rest, input.frames.names.length);
  parting.inlined[rest] = 0;
  for (let group = 0; group < groups; group++) {
    if ((parting.weight[group] as number) >= threshold) {
      children.push(group);
      continue;
    }
    parting.next[group] = NOWHERE;
    parting.total[rest] = (parting.total[rest] as number) + (parting.total[group] as number);
  }
  if (children.length < groups) children.push(rest);
  if (children.length < 2) return children;
  const { total, frame } = parting;
  return children.sort(
    (a, b) =>
      Math.abs(total[b] as number) - Math.abs(total[a] as number) || (frame[a] as number) - (frame[b] as number),
  );
}

/** Moves a sample one frame towards its leaf. */
function advance({ input, entry, line }: Growth, sample: number): void {
  const { samples, frames } = input;
  const position = (line[sample] as number) + 1;
  line[sample] = position;
  const location = samples.locations[entry[sample] as number] as number;
  if (position === frames.start[location + 1]) enterNextLocation(input, entry, line, sample);
}

function enterNextLocation(
  { samples, frames }: CallTreeInput,
  entry: Int32Array,
  line: Uint32Array,
  sample: number,
): void {
  const next = (entry[sample] as number) - 1;
  entry[sample] = next;
  if (next < (samples.stackStart[sample] as number)) return;
  line[sample] = frames.start[samples.locations[next] as number] as number;
}
