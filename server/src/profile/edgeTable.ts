/** Calls between functions, found by caller and callee. Open addressing: a profile meets millions, of few kinds. */
export interface EdgeTable {
  count: number;
  caller: Uint32Array;
  callee: Uint32Array;
  weight: Float64Array;
  /** 1 while every call seen was inlined. */
  inlined: Uint8Array;
  /** The sample, plus 1, that last counted the edge. */
  seen: Uint32Array;
  /** Edge number plus 1, or 0 where free. A power of two, at most half full. */
  slots: Uint32Array;
}

const INITIAL_EDGES = 512;

export function edgeTable(): EdgeTable {
  return sized(INITIAL_EDGES);
}

/** @returns the edge's number; a new edge has no weight and counts as inlined. */
export function edgeBetween(edges: EdgeTable, caller: number, callee: number): number {
  const mask = edges.slots.length - 1;
  let slot = hash(caller, callee) & mask;
  for (let found = edges.slots[slot] as number; found !== 0; found = edges.slots[slot] as number) {
    const edge = found - 1;
    if (edges.caller[edge] === caller && edges.callee[edge] === callee) return edge;
    slot = (slot + 1) & mask;
  }
  if (edges.count === edges.caller.length) {
    enlarge(edges);
    return edgeBetween(edges, caller, callee);
  }
  const edge = edges.count++;
  edges.slots[slot] = edge + 1;
  edges.caller[edge] = caller;
  edges.callee[edge] = callee;
  edges.inlined[edge] = 1;
  return edge;
}

/** Mixes both numbers into all bits: neighbours are common, and the mask keeps only the low bits. */
function hash(caller: number, callee: number): number {
  const mixed = Math.imul(caller, 0x9e3779b1) ^ Math.imul(callee, 0x85ebca77);
  return mixed ^ (mixed >>> 15);
}

function sized(capacity: number): EdgeTable {
  return {
    count: 0,
    caller: new Uint32Array(capacity),
    callee: new Uint32Array(capacity),
    weight: new Float64Array(capacity),
    inlined: new Uint8Array(capacity),
    seen: new Uint32Array(capacity),
    slots: new Uint32Array(capacity * 2),
  };
}

function enlarge(edges: EdgeTable): void {
  const { count } = edges;
  const larger = sized(count * 2);
  const mask = larger.slots.length - 1;
  larger.caller.set(edges.caller);
  larger.callee.set(edges.callee);
  larger.weight.set(edges.weight);
  larger.inlined.set(edges.inlined);
  larger.seen.set(edges.seen);
  for (let edge = 0; edge < count; edge++) {
    let slot = hash(edges.caller[edge] as number, edges.callee[edge] as number) & mask;
    while (larger.slots[slot] !== 0) slot = (slot + 1) & mask;
    larger.slots[slot] = edge + 1;
  }
  Object.assign(edges, larger, { count });
}
