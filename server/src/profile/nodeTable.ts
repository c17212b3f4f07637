/** The nodes of a call tree in columns that grow: those of `NodeColumns` in ../protocol.ts, and the weight. */
export interface NodeTable {
  count: number;
  frame: Uint32Array;
  parent: Uint32Array;
  firstChild: Uint32Array;
  self: Float64Array;
  total: Float64Array;
  inlined: Uint8Array;
  /** Σ|value| of the samples that pass; more than |total| where some are negative. */
  weight: Float64Array;
}

const INITIAL_CAPACITY = 1024;

export function nodeTable(): NodeTable {
  return sized(INITIAL_CAPACITY);
}

/** @returns the node's number. */
export function addNode(nodes: NodeTable, frame: number, parent: number, total: number, weight: number): number {
  const node = nodes.count++;
  if (node === nodes.frame.length) enlarge(nodes);
  nodes.frame[node] = frame;
  nodes.parent[node] = parent;
  nodes.total[node] = total;
  nodes.weight[node] = weight;
  return node;
}

/** The same nodes in columns of exactly the right size, each with a buffer of its own: fit for transfer. */
export function trimmed(nodes: NodeTable): NodeTable {
  const exact = sized(nodes.count);
  copy(nodes, exact, nodes.count);
  exact.firstChild[nodes.count] = nodes.count;
  return exact;
}

function sized(capacity: number): NodeTable {
  return {
    count: 0,
    frame: new Uint32Array(capacity),
    parent: new Uint32Array(capacity),
    // One more, so that the end of a node's children is always the start of the next node's.
    firstChild: new Uint32Array(capacity + 1),
    self: new Float64Array(capacity),
    total: new Float64Array(capacity),
    inlined: new Uint8Array(capacity),
    weight: new Float64Array(capacity),
  };
}

function enlarge(nodes: NodeTable): void {
  const { count } = nodes;
  const larger = sized(nodes.frame.length * 2);
  copy(nodes, larger, nodes.frame.length);
  Object.assign(nodes, larger, { count });
}

function copy(from: NodeTable, to: NodeTable, count: number): void {
  to.count = count;
  to.frame.set(from.frame.subarray(0, count));
  to.parent.set(from.parent.subarray(0, count));
  to.firstChild.set(from.firstChild.subarray(0, count));
  to.self.set(from.self.subarray(0, count));
  to.total.set(from.total.subarray(0, count));
  to.inlined.set(from.inlined.subarray(0, count));
  to.weight.set(from.weight.subarray(0, count));
}
