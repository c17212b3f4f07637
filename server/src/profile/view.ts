import type { FrameColumns, ProfileView } from '../protocol.ts';
import { buildCallTree, foldedFrame } from './callTree.ts';
import { type Frames, framesOf } from './frames.ts';
import type { NodeTable } from './nodeTable.ts';
import type { Profile } from './model.ts';
import { valuesOf } from './sampleType.ts';
import { startLines } from './startLines.ts';

export interface ViewOptions {
  /** Name of the node that stands for branches too small to be nodes of their own. */
  readonly foldedName: string;
  readonly maxNodes?: number;
}

/** Half a million nodes are 15 MB on their way to the viewer, and more than any screen shows at any zoom in use. */
const MAX_NODES = 500_000;

/** Everything a viewer draws for one sample type, in buffers that can be transferred. */
export function buildView(profile: Profile, sampleType: number, options: ViewOptions): ProfileView {
  const frames = framesOf(profile);
  const values = valuesOf(profile, sampleType);
  const tree = buildCallTree({ samples: profile.samples, frames, values, maxNodes: options.maxNodes ?? MAX_NODES });
  const sums = sumFrames(profile, frames, values);
  const compact = compactFrames(profile, frames, sums, tree, options.foldedName);
  const { frame, parent, firstChild, self, total, inlined } = tree;
  return {
    sampleType,
    total: values.reduce((sum, value) => sum + Math.abs(value), 0),
    strings: compact.strings,
    frames: compact.columns,
    nodes: { frame, parent, firstChild, self, total, inlined },
  };
}

interface FrameSums {
  readonly self: Float64Array;
  readonly total: Float64Array;
  /** 0 for frames that no sample with a value meets. */
  readonly lastSeen: Uint32Array;
}

/** pprof's flat and cum: cum counts a function once per sample, however often it recurs in the stack. */
function sumFrames({ samples }: Profile, frames: Frames, values: Float64Array): FrameSums {
  const { stackStart, locations } = samples;
  const { start, frame: frameAt } = frames;
  const count = frames.names.length;
  const self = new Float64Array(count);
  const total = new Float64Array(count);
  const lastSeen = new Uint32Array(count);
  for (let sample = 0; sample < samples.count; sample++) {
    const value = values[sample] as number;
    if (value === 0) continue;
    const stamp = sample + 1;
    const first = stackStart[sample] as number;
    let frame = -1;
    for (let entry = (stackStart[sample + 1] as number) - 1; entry >= first; entry--) {
      const location = locations[entry] as number;
      const end = start[location + 1] as number;
      for (let position = start[location] as number; position < end; position++) {
        frame = frameAt[position] as number;
        if (lastSeen[frame] === stamp) continue;
        lastSeen[frame] = stamp;
        total[frame] = (total[frame] as number) + value;
      }
    }
    if (frame >= 0) self[frame] = (self[frame] as number) + value;
  }
  return { self, total, lastSeen };
}

interface Compact {
  readonly strings: readonly string[];
  readonly columns: FrameColumns;
}

/** Leaves out the functions that no sample of this type meets, and renumbers the tree's frames to match. */
function compactFrames(
  profile: Profile,
  frames: Frames,
  sums: FrameSums,
  tree: NodeTable,
  foldedName: string,
): Compact {
  const kept = [...sums.lastSeen.keys()].filter((frame) => sums.lastSeen[frame] !== 0);
  const folded = tree.frame.includes(foldedFrame(frames));
  const renumbered = new Uint32Array(frames.names.length + 2);
  for (const [row, frame] of kept.entries()) renumbered[frame + 1] = row + 1;
  renumbered[foldedFrame(frames)] = kept.length + 1;
  for (const [node, frame] of tree.frame.entries()) tree.frame[node] = renumbered[frame] as number;

  const { intern, strings } = interner();
  const lines = startLines(profile, frames);
  const files = kept.map((frame) => {
    const row = frames.functionRow[frame] as number;
    return row < 0 ? '' : (profile.strings[profile.functions.file[row] as number] ?? '');
  });
  const column = (root: number, each: readonly number[]): number[] => [root, ...each, ...(folded ? [0] : [])];
  const names = [ROOT_NAME, ...kept.map((frame) => frames.names[frame] ?? ''), ...(folded ? [foldedName] : [])];
  const pick = (from: Float64Array): number[] => kept.map((frame) => from[frame] as number);
  const columns: FrameColumns = {
    name: Uint32Array.from(names, intern),
    file: Uint32Array.from(column(0, files.map(intern))),
    line: Uint32Array.from(
      column(
        0,
        kept.map((frame) => lines[frame] as number),
      ),
    ),
    self: Float64Array.from(column(tree.self[0] ?? 0, pick(sums.self))),
    total: Float64Array.from(column(tree.total[0] ?? 0, pick(sums.total))),
  };
  return { strings, columns };
}

const ROOT_NAME = 'root';

function interner(): { readonly strings: readonly string[]; readonly intern: (string: string) => number } {
  const strings = [''];
  const known = new Map([['', 0]]);
  const intern = (string: string): number => {
    const found = known.get(string);
    if (found !== undefined) return found;
    known.set(string, strings.length);
    return strings.push(string) - 1;
  };
  return { strings, intern };
}
