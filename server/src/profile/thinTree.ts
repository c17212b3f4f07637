import { addNode, type NodeTable, nodeTable } from './nodeTable.ts';

export interface Thinned {
  readonly nodes: NodeTable;
  /** What each node of the last level was before; nothing if it is a folded one. */
  readonly lastLevel: readonly (number | undefined)[];
}

export interface Thinning {
  /** The first node of the last level, whose nodes have no children yet. */
  readonly lastLevel: number;
  readonly threshold: number;
  readonly foldedFrame: number;
}

/**
 * Folds the branches that weigh less than the threshold, those below one node into one node. A branch never weighs more
 * than the node it grows from, so nothing is kept below a folded one.
 */
export function thin(tree: NodeTable, thinning: Thinning): Thinned {
  const nodes = nodeTable();
  const origins: (number | undefined)[] = [0];
  addNode(nodes, 0, 0, tree.total[0] as number, tree.weight[0] as number);
  let lastLevel: number | undefined;
  for (let node = 0; node < nodes.count; node++) {
    nodes.firstChild[node] = nodes.count;
    const origin = origins[node];
    if (origin === undefined) continue;
    nodes.self[node] = tree.self[origin] as number;
    nodes.inlined[node] = tree.inlined[origin] as number;
    if (origin >= thinning.lastLevel) continue;
    addChildren(tree, nodes, origin, node, origins, thinning);
    if ((tree.firstChild[origin] as number) >= thinning.lastLevel) lastLevel ??= nodes.firstChild[node];
  }
  return { nodes, lastLevel: origins.slice(lastLevel ?? origins.length) };
}

/** How many nodes a tree would have after thinning. */
export function thinnedCount(tree: NodeTable, threshold: number, foldedFrame: number): number {
  let kept = 0;
  let folding = 0;
  let lastParent = -1;
  for (let node = 0; node < tree.count; node++) {
    const parent = tree.parent[node] as number;
    if ((tree.weight[node] as number) >= threshold && tree.frame[node] !== foldedFrame) kept++;
    else if (parent !== lastParent && (tree.weight[parent] as number) >= threshold) {
      folding++;
      lastParent = parent;
    }
  }
  return kept + folding;
}

function addChildren(
  tree: NodeTable,
  nodes: NodeTable,
  origin: number,
  parent: number,
  origins: (number | undefined)[],
  thinning: Thinning,
): void {
  const { threshold, foldedFrame } = thinning;
  const first = tree.firstChild[origin] as number;
  const end = tree.firstChild[origin + 1] as number;
  const kept: number[] = [];
  let total = 0;
  let weight = 0;
  for (let child = first; child < end; child++) {
    if ((tree.weight[child] as number) >= threshold && tree.frame[child] !== foldedFrame) {
      kept.push(child);
      continue;
    }
    total += tree.total[child] as number;
    weight += tree.weight[child] as number;
  }
  const folded = kept.length < end - first;
  const larger = folded
    ? kept.filter((child) => Math.abs(tree.total[child] as number) >= Math.abs(total)).length
    : kept.length;
  const keep = (child: number): void => {
    addNode(nodes, tree.frame[child] as number, parent, tree.total[child] as number, tree.weight[child] as number);
    origins.push(child);
  };
  for (const child of kept.slice(0, larger)) keep(child);
  if (folded) {
    const node = addNode(nodes, foldedFrame, parent, total, weight);
    nodes.self[node] = total;
    origins.push(undefined);
  }
  for (const child of kept.slice(larger)) keep(child);
}
