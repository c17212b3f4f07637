import type { Frames } from './frames.ts';
import type { Samples } from './model.ts';
import { addNode, type NodeTable, nodeTable, trimmed } from './nodeTable.ts';
import { thin, thinnedCount } from './thinTree.ts';
import { ARRIVED, moveUp, place, positionOf, step, valueOf, type Walkers, walkersFor } from './walkers.ts';

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
 * branches below every node are folded into one. Half a million stacks make more than twenty million nodes, of which a
 * screen shows thousands.
 *
 * Works level by level: the samples at one node are split by their next frame. So nodes come out in breadth-first order,
 * nothing recurses however deep the stacks are, and no node needs a table of its own.
 */
export function buildCallTree(input: CallTreeInput): NodeTable {
  let growth = plant(input);
  while (growth.ends.length > 0) {
    growth = growLevel(growth);
    if (growth.nodes.count > input.maxNodes) growth = thinOut(growth);
  }
  return trimmed(growth.nodes);
}

/** Frame of the node that stands for the branches of its parent that are too small to be nodes of their own. */
export function foldedFrame(frames: Frames): number {
  return frames.names.length + 1;
}

interface Growth {
  readonly input: CallTreeInput;
  readonly nodes: NodeTable;
  /** Branches that weigh less are folded; 0 until the tree outgrows its limit. */
  readonly threshold: number;
  /** The samples at the nodes of the last level, node by node, and for each of these nodes where its samples end. */
  readonly here: Walkers;
  readonly ends: readonly number[];
  /** Room for those of the next level. */
  readonly next: Walkers;
  readonly parting: Parting;
}

/** The groups into which the samples at one node part, numbered in order of appearance. Reused for every node. */
interface Parting {
  stamp: number;
  /** Per frame: the stamp that `groupOf` was last written under, which spares clearing it for every node. */
  readonly stamped: Uint32Array;
  readonly groupOf: Uint32Array;
  /** Per walker. */
  readonly groupAt: Int32Array;
  /** Per group. */
  readonly frame: Uint32Array;
  readonly size: Uint32Array;
  readonly total: Float64Array;
  readonly weight: Float64Array;
  readonly inlined: Uint8Array;
  /** Where the group's next walker goes on the next level, or `NOWHERE`. */
  readonly target: Int32Array;
}

const NOWHERE = -1;

function plant(input: CallTreeInput): Growth {
  const { samples, frames, values } = input;
  const count = values.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);
  const here = walkersFor(count);
  let total = 0;
  let weight = 0;
  let walker = 0;
  for (let sample = 0; sample < samples.count; sample++) {
    const value = values[sample] as number;
    if (value === 0) continue;
    total += value;
    weight += Math.abs(value);
    place(here, walker++, sample, value, samples, frames);
  }
  const nodes = nodeTable();
  addNode(nodes, 0, 0, total, weight);
  return {
    input,
    nodes,
    threshold: 0,
    here,
    ends: [count],
    next: walkersFor(count),
    parting: partingFor(frames.names.length, count),
  };
}

function partingFor(frameCount: number, walkerCount: number): Parting {
  const groups = frameCount + 1;
  return {
    stamp: 0,
    stamped: new Uint32Array(frameCount),
    groupOf: new Uint32Array(frameCount),
    groupAt: new Int32Array(walkerCount),
    frame: new Uint32Array(groups),
    size: new Uint32Array(groups),
    total: new Float64Array(groups),
    weight: new Float64Array(groups),
    inlined: new Uint8Array(groups),
    target: new Int32Array(groups),
  };
}

/** Gives every node of the last level its children, which become the last level. */
function growLevel(growth: Growth): Growth {
  const { nodes, ends } = growth;
  const levelEnd = nodes.count;
  const levelStart = levelEnd - ends.length;
  const nextEnds: number[] = [];
  let begin = 0;
  for (const [index, end] of ends.entries()) {
    nodes.firstChild[levelStart + index] = nodes.count;
    if (begin < end) branch(growth, levelStart + index, begin, end, nextEnds);
    begin = end;
  }
  nodes.firstChild[levelEnd] = nodes.count;
  return { ...growth, here: growth.next, next: growth.here, ends: nextEnds };
}

/** Adds the children of a node and hands its samples on to them. */
function branch(growth: Growth, node: number, begin: number, end: number, nextEnds: number[]): void {
  const { nodes, parting, here, next, input } = growth;
  const children = fold(growth, part(growth, node, begin, end));
  let free = nextEnds.at(-1) ?? 0;
  for (const group of children) {
    const total = parting.total[group] as number;
    const child = addNode(nodes, (parting.frame[group] as number) + 1, node, total, parting.weight[group] as number);
    nodes.inlined[child] = parting.inlined[group] as number;
    const size = parting.size[group] as number;
    if (size === 0) nodes.self[child] = total;
    parting.target[group] = free;
    free += size;
    nextEnds.push(free);
  }
  for (let walker = begin; walker < end; walker++) {
    const group = parting.groupAt[walker] as number;
    if (group === NOWHERE) continue;
    const target = parting.target[group] as number;
    if (target === NOWHERE) continue;
    parting.target[group] = target + 1;
    step(here, walker, next, target, input.samples, input.frames);
  }
}

/** Groups the samples at a node by their next frame; those that end here are its self value. @returns how many groups. */
function part({ input, nodes, parting, here }: Growth, node: number, begin: number, end: number): number {
  const { frame: frameAt, inlined } = input.frames;
  const { stamped, groupOf, groupAt, size, total, weight } = parting;
  const stamp = ++parting.stamp;
  let groups = 0;
  let self = 0;
  for (let walker = begin; walker < end; walker++) {
    const value = valueOf(here, walker);
    const position = positionOf(here, walker);
    if (position === ARRIVED) {
      self += value;
      groupAt[walker] = NOWHERE;
      continue;
    }
    const frame = frameAt[position] as number;
    if (stamped[frame] !== stamp) {
      stamped[frame] = stamp;
      groupOf[frame] = groups;
      openGroup(parting, groups++, frame);
    }
    const group = groupOf[frame] as number;
    groupAt[walker] = group;
    size[group] = (size[group] as number) + 1;
    total[group] = (total[group] as number) + value;
    weight[group] = (weight[group] as number) + Math.abs(value);
    if (inlined[position] === 0) parting.inlined[group] = 0;
  }
  nodes.self[node] = (nodes.self[node] as number) + self;
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
  const { total, weight, frame, target } = parting;
  const children: number[] = [];
  const rest = groups;
  openGroup(parting, rest, input.frames.names.length);
  parting.inlined[rest] = 0;
  for (let group = 0; group < groups; group++) {
    if ((weight[group] as number) >= threshold) {
      children.push(group);
      continue;
    }
    target[group] = NOWHERE;
    total[rest] = (total[rest] as number) + (total[group] as number);
    weight[rest] = (weight[rest] as number) + (weight[group] as number);
  }
  if (children.length < groups) children.push(rest);
  if (children.length < 2) return children;
  return children.sort(
    (a, b) =>
      Math.abs(total[b] as number) - Math.abs(total[a] as number) || (frame[a] as number) - (frame[b] as number),
  );
}

/** The first threshold, as a share of all samples, and by how much it rises until the tree is small enough. */
const FIRST_SHARE = 1e-6;
const RISE = 2;
/** Leaves room for the levels to come. */
const ROOM = 3 / 4;

/** Folds the small branches of what has grown so far, and forgets their samples. */
function thinOut(growth: Growth): Growth {
  const { input, nodes, here, ends } = growth;
  const weight = nodes.weight[0] as number;
  const lastLevel = nodes.count - ends.length;
  const folded = foldedFrame(input.frames);
  let { threshold } = growth;
  do threshold = threshold === 0 ? weight * FIRST_SHARE : threshold * RISE;
  while (thinnedCount(nodes, threshold, folded) > input.maxNodes * ROOM && threshold <= weight);
  const thinned = thin(nodes, { lastLevel, threshold, foldedFrame: folded });
  let free = 0;
  const nextEnds = thinned.lastLevel.map((node) => {
    if (node === undefined) return free;
    const begin = ends[node - lastLevel - 1] ?? 0;
    const end = ends[node - lastLevel] ?? begin;
    moveUp(here, free, begin, end);
    free += end - begin;
    return free;
  });
  return { ...growth, nodes: thinned.nodes, threshold, ends: nextEnds };
}
