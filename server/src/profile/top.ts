import { type Frames, framesOf } from './frames.ts';
import { buildGraph, type Graph } from './graph.ts';
import { isDiffBase } from './labels.ts';
import { scale } from './measurement.ts';
import type { Profile, ValueType } from './model.ts';
import { valuesOf } from './sampleType.ts';

export interface TopOptions {
  readonly sampleType: number;
  /** Σ|value| that shares refer to: `totalOf` the profile before it was filtered. */
  readonly total: number;
  /** At most so many functions; 0 for all. */
  readonly nodeCount: number;
  /** Leave out functions below this share of the total, and calls below that one. */
  readonly nodeFraction: number;
  readonly edgeFraction: number;
}

export interface TopReport {
  readonly sampleType: ValueType;
  readonly total: number;
  /** The unit that suits all rows. */
  readonly outputUnit: string;
  /** By falling |flat|, then by name. */
  readonly rows: readonly TopRow[];
  /** Functions left out for their share, and that value. */
  readonly dropped: number;
  readonly droppedBelow: number;
  /** Functions before `nodeCount` was applied. */
  readonly available: number;
}

export interface TopRow {
  readonly name: string;
  readonly flat: number;
  readonly cum: number;
  /** Whether its callers have it inlined: all of them, some, none. */
  readonly inlined: 'all' | 'some' | 'none';
}

/** The functions of a profile by what they cost, with the numbers, the order and the marks of `go tool pprof -top`. */
export function topReport(profile: Profile, options: TopOptions): TopReport {
  const { total } = options;
  const sampleType = profile.sampleTypes[options.sampleType] ?? { type: '', unit: '' };
  const frames = framesOf(profile);
  const values = valuesOf(profile, options.sampleType);
  let graph = buildGraph(profile.samples, frames, values);
  let shown = present(graph);
  const all = shown.length;
  const flatTotal = shown.reduce((sum, frame) => sum + (graph.flat[frame] as number), 0);
  const nodeCutoff = cutoff(flatTotal, options.nodeFraction);
  const edgeCutoff = cutoff(flatTotal, options.edgeFraction);
  const restrictTo = (kept: readonly number[]): void => {
    if (kept.length === shown.length) return;
    graph = buildGraph(profile.samples, frames, values, flags(kept, frames));
    shown = present(graph);
  };
  // Every cut counts the samples afresh: what a function called directly and through a cut one becomes one call.
  if (nodeCutoff > 0) restrictTo(shown.filter((frame) => Math.abs(graph.cum[frame] as number) >= nodeCutoff));
  const available = shown.length;
  shown = sorted(shown, graph, frames);
  if (options.nodeCount > 0) {
    restrictTo(shown.slice(0, options.nodeCount));
    shown = sorted(shown, graph, frames);
  }
  const inlined = inlining(graph, frames, edgeCutoff);
  const rows = shown.map((frame) => ({
    name: frames.names[frame] ?? '',
    flat: graph.flat[frame] as number,
    cum: graph.cum[frame] as number,
    inlined: inlined(frame),
  }));
  const outputUnit = unitFor(rows, total, sampleType.unit);
  return {
    sampleType,
    total,
    outputUnit,
    rows,
    dropped: all - available,
    droppedBelow: cutoff(total, options.nodeFraction),
    available,
  };
}

/** Σ|value|; of a comparison with a base kept apart, only the base's. */
export function totalOf(profile: Profile, sampleType: number): number {
  const ofBase = isDiffBase(profile);
  let total = 0;
  let base = 0;
  for (const [sample, value] of valuesOf(profile, sampleType).entries()) {
    total += Math.abs(value);
    if (ofBase(sample)) base += Math.abs(value);
  }
  return base > 0 ? base : total;
}

function present(graph: Graph): readonly number[] {
  const frames: number[] = [];
  for (const [frame, cum] of graph.cum.entries()) {
    if (cum !== 0 || graph.flat[frame] !== 0) frames.push(frame);
  }
  return frames;
}

function cutoff(total: number, fraction: number): number {
  return Math.abs(Math.trunc(total * fraction));
}

function flags(kept: readonly number[], frames: Frames): Uint8Array {
  const set = new Uint8Array(frames.names.length);
  for (const frame of kept) set[frame] = 1;
  return set;
}

function sorted(shown: readonly number[], { flat, cum }: Graph, { names }: Frames): readonly number[] {
  const size = (column: Float64Array, frame: number): number => Math.abs(column[frame] as number);
  return shown.toSorted(
    (a, b) =>
      size(flat, b) - size(flat, a) ||
      compareBytes(names[a] ?? '', names[b] ?? '') ||
      size(cum, b) - size(cum, a) ||
      a - b,
  );
}

/** Go compares strings by their UTF-8 bytes, which is by code point; JavaScript by UTF-16 units. */
function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return codePointRank(a, at) - codePointRank(b, at);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all that have one unit. */
function codePointRank(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function inlining({ edges }: Graph, frames: Frames, edgeCutoff: number): (frame: number) => TopRow['inlined'] {
  const count = frames.names.length;
  const inlined = new Uint8Array(count);
  const called = new Uint8Array(count);
  for (let edge = 0; edge < edges.count; edge++) {
    if (Math.abs(edges.weight[edge] as number) < edgeCutoff) continue;
    const callee = edges.callee[edge] as number;
    if (edges.inlined[edge] === 1) inlined[callee] = 1;
    else called[callee] = 1;
  }
  return (frame) => {
    if (inlined[frame] === 0) return 'none';
    return called[frame] === 1 ? 'some' : 'all';
  };
}

/** The unit of the smallest value, or of a hundred times that if the total has a larger one. */
function unitFor(rows: readonly TopRow[], total: number, unit: string): string {
  if (rows.length === 0) return 'minimum';
  let smallest = 0;
  for (const { flat, cum } of rows) {
    const size = Math.abs(flat) || Math.abs(cum);
    if (size > 0 && (smallest === 0 || size < smallest)) smallest = size;
  }
  if (smallest === 0) smallest = total;
  const small = scale(smallest, unit, 'minimum').unit;
  const large = scale(total, unit, 'minimum').unit;
  const chosen = small !== large && smallest * 100 < total ? scale(100 * smallest, unit, 'minimum').unit : small;
  return chosen === '' ? unit : chosen;
}
