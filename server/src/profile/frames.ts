import type { Profile } from './model.ts';

/**
 * The functions of a profile as pprof tells them apart in its reports, and the functions that every location stands
 * for. Functions are the same if their names are, whatever their file; code without a name counts as its binary.
 */
export interface Frames {
  /** What pprof prints: the function's name, else `[binary]`, else `<unknown>`. */
  readonly names: readonly string[];
  /** Row of `Profile.functions` that the frame was first met as, or -1 if it has none. */
  readonly functionRow: Int32Array;
  /** Location `l` stands for `frame[start[l]] … frame[start[l + 1] - 1]`, the caller first, then what was inlined in it. */
  readonly start: Uint32Array;
  readonly frame: Uint32Array;
  /** 1 where `frame` was inlined into the one before it; one entry longer, so that a 0 follows every location. */
  readonly inlined: Uint8Array;
}

export function framesOf(profile: Profile): Frames {
  const { locations, functions, strings } = profile;
  const names: string[] = [];
  const rows: number[] = [];
  const known = new Map<string, number>();
  const intern = (key: string, name: string, row: number): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, names.length);
    rows.push(row);
    return names.push(name) - 1;
  };
  const unnamed = (location: number, startLine: number, row: number): number => {
    const file = profile.mappings[locations.mapping[location] as number]?.file ?? '';
    // No function is called so: names hold no NUL.
    return intern(`\0${file}\0${startLine}`, file === '' ? '<unknown>' : `[${baseName(file)}]`, row);
  };
  const start = new Uint32Array(locations.count + 1);
  const frame: number[] = [];
  for (let location = 0; location < locations.count; location++) {
    const first = locations.lineStart[location] as number;
    const end = locations.lineStart[location + 1] as number;
    for (let line = end - 1; line >= first; line--) {
      const row = locations.lineFunction[line] as number;
      const name = strings[functions.name[row] as number] ?? '';
      frame.push(name === '' ? unnamed(location, functions.startLine[row] as number, row) : intern(name, name, row));
    }
    if (first === end) frame.push(unnamed(location, 0, -1));
    start[location + 1] = frame.length;
  }
  const inlined = new Uint8Array(frame.length + 1).fill(1);
  for (const first of start) inlined[first] = 0;
  return { names, functionRow: Int32Array.from(rows), start, frame: Uint32Array.from(frame), inlined };
}

/** The last element of a path as Go's filepath.Base has it. */
export function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}
