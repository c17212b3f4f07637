import type { Frames } from './frames.ts';
import type { Profile } from './model.ts';

/** The line to open for each frame: where its function starts, else where it was sampled most, else 0. */
export function startLines(profile: Profile, frames: Frames): Uint32Array {
  const { functions } = profile;
  const lines = new Uint32Array(frames.names.length);
  let unknown = 0;
  for (const [frame, row] of frames.functionRow.entries()) {
    const start = row < 0 ? 0 : (functions.startLine[row] as number);
    if (isLine(start)) lines[frame] = start;
    else if (row >= 0) unknown++;
  }
  return unknown === 0 ? lines : mostSampled(profile, frames, lines);
}

function mostSampled(profile: Profile, frames: Frames, lines: Uint32Array): Uint32Array {
  const { locations } = profile;
  const visits = new Uint32Array(locations.count);
  for (const location of profile.samples.locations) visits[location] = (visits[location] as number) + 1;
  const counts = new Map<string, number>();
  const best = new Uint32Array(lines.length);
  for (let location = 0; location < locations.count; location++) {
    const end = locations.lineStart[location + 1] as number;
    for (let line = locations.lineStart[location] as number; line < end; line++) {
      // Frames list the lines of a location in the opposite order.
      const frame = frames.frame[
        (frames.start[location + 1] as number) - 1 - (line - (locations.lineStart[location] as number))
      ] as number;
      const number = locations.lineNumber[line] as number;
      if (isLine(profile.functions.startLine[frames.functionRow[frame] as number] ?? 0) || !isLine(number)) continue;
      const key = `${frame}:${number}`;
      const count = (counts.get(key) ?? 0) + (visits[location] as number);
      counts.set(key, count);
      if (count <= (best[frame] as number)) continue;
      best[frame] = count;
      lines[frame] = number;
    }
  }
  return lines;
}

/** Line numbers are signed 64-bit in the file and 32-bit in the viewer; what does not fit is no line. */
function isLine(line: number): boolean {
  return line > 0 && line < 2 ** 32;
}
