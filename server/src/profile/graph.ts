import { edgeBetween, type EdgeTable, edgeTable } from './edgeTable.ts';
import type { Frames } from './frames.ts';
import type { Samples } from './model.ts';

/** pprof's graph of functions: what each costs, alone and with all it calls, and who calls whom. */
export interface Graph {
  /** Per frame: the samples that end in it. */
  readonly flat: Float64Array;
  /** Per frame: the samples that pass through it, each counted once. */
  readonly cum: Float64Array;
  readonly edges: EdgeTable;
}

/**
 * Sums samples up by function. If `kept` says so of a frame, it is left out as if it had been cut from every stack, and
 * samples that end in it count for nobody alone.
 */
export function buildGraph(samples: Samples, frames: Frames, values: Float64Array, kept?: Uint8Array): Graph {
  const count = frames.names.length;
  const graph: Graph = { flat: new Float64Array(count), cum: new Float64Array(count), edges: edgeTable() };
  const seen = new Uint32Array(count);
  for (let sample = 0; sample < samples.count; sample++) {
    if (values[sample] !== 0) addSample(graph, samples, frames, sample, values[sample] as number, seen, kept);
  }
  return graph;
}

function addSample(
  graph: Graph,
  samples: Samples,
  frames: Frames,
  sample: number,
  value: number,
  seen: Uint32Array,
  kept: Uint8Array | undefined,
): void {
  const { cum, flat } = graph;
  const first = samples.stackStart[sample] as number;
  let caller = -1;
  let cut = false;
  for (let entry = (samples.stackStart[sample + 1] as number) - 1; entry >= first; entry--) {
    const location = samples.locations[entry] as number;
    const end = frames.start[location + 1] as number;
    for (let position = frames.start[location] as number; position < end; position++) {
      const frame = frames.frame[position] as number;
      cut = kept !== undefined && kept[frame] === 0;
      if (cut) continue;
      if (seen[frame] !== sample + 1) {
        seen[frame] = sample + 1;
        cum[frame] = (cum[frame] as number) + value;
      }
      if (caller >= 0 && caller !== frame)
        addCall(graph.edges, caller, frame, value, sample, frames.inlined[position] === 1);
      caller = frame;
    }
  }
  if (caller >= 0 && !cut) flat[caller] = (flat[caller] as number) + value;
}

function addCall(
  edges: EdgeTable,
  caller: number,
  callee: number,
  value: number,
  sample: number,
  inlined: boolean,
): void {
  const edge = edgeBetween(edges, caller, callee);
  if (edges.seen[edge] === sample + 1) return;
  edges.seen[edge] = sample + 1;
  edges.weight[edge] = (edges.weight[edge] as number) + value;
  if (!inlined) edges.inlined[edge] = 0;
}
