import type { Labels, Locations, Profile, Samples } from './model.ts';

/** The profile with only some of each location's lines: `keep` is given a location's line rows and returns those that stay. */
export function withLines(
  profile: Profile,
  keep: (lines: readonly number[], location: number) => readonly number[],
): Profile {
  const { locations } = profile;
  const lineStart = new Uint32Array(locations.count + 1);
  const kept: number[] = [];
  for (let location = 0; location < locations.count; location++) {
    const first = locations.lineStart[location] as number;
    const length = (locations.lineStart[location + 1] as number) - first;
    kept.push(
      ...keep(
        Array.from({ length }, (_, line) => first + line),
        location,
      ),
    );
    lineStart[location + 1] = kept.length;
  }
  const changed: Locations = {
    ...locations,
    lineStart,
    lineFunction: Uint32Array.from(kept, (line) => locations.lineFunction[line] as number),
    lineNumber: Float64Array.from(kept, (line) => locations.lineNumber[line] as number),
    lineColumn: Float64Array.from(kept, (line) => locations.lineColumn[line] as number),
  };
  return { ...profile, locations: changed };
}

/** The profile with other stacks: `restack` is given a sample's locations, leaf first; a sample without an answer is dropped. */
export function withStacks(profile: Profile, restack: (stack: Uint32Array) => Uint32Array | undefined): Profile {
  const { samples } = profile;
  const stacks: Uint32Array[] = [];
  const kept: number[] = [];
  for (let sample = 0; sample < samples.count; sample++) {
    const stack = restack(samples.locations.subarray(samples.stackStart[sample], samples.stackStart[sample + 1]));
    if (stack === undefined) continue;
    stacks.push(stack);
    kept.push(sample);
  }
  const stackStart = new Uint32Array(kept.length + 1);
  for (const [row, stack] of stacks.entries()) stackStart[row + 1] = (stackStart[row] as number) + stack.length;
  const locations = new Uint32Array(stackStart[kept.length] as number);
  for (const [row, stack] of stacks.entries()) locations.set(stack, stackStart[row]);
  const only = selectSamples(profile, kept);
  return { ...only, samples: { ...only.samples, stackStart, locations } };
}

/** The profile with only some of its samples, in the given order. */
export function selectSamples(profile: Profile, kept: readonly number[]): Profile {
  const { samples, labels } = profile;
  const types = profile.sampleTypes.length;
  const values = new Float64Array(kept.length * types);
  const stackStart = new Uint32Array(kept.length + 1);
  for (const [row, sample] of kept.entries()) {
    values.set(samples.values.subarray(sample * types, (sample + 1) * types), row * types);
    stackStart[row + 1] =
      (stackStart[row] as number) + (samples.stackStart[sample + 1] as number) - (samples.stackStart[sample] as number);
  }
  const locations = new Uint32Array(stackStart[kept.length] as number);
  for (const [row, sample] of kept.entries()) {
    locations.set(
      samples.locations.subarray(samples.stackStart[sample], samples.stackStart[sample + 1]),
      stackStart[row],
    );
  }
  const selected: Samples = { count: kept.length, stackStart, locations, values };
  return { ...profile, samples: selected, labels: selectLabels(labels, kept) };
}

function selectLabels(labels: Labels, kept: readonly number[]): Labels {
  const start = new Uint32Array(kept.length + 1);
  const rows: number[] = [];
  for (const [row, sample] of kept.entries()) {
    const end = labels.start[sample + 1] as number;
    for (let label = labels.start[sample] as number; label < end; label++) rows.push(label);
    start[row + 1] = rows.length;
  }
  return {
    start,
    key: Uint32Array.from(rows, (label) => labels.key[label] as number),
    text: Uint32Array.from(rows, (label) => labels.text[label] as number),
    number: Float64Array.from(rows, (label) => labels.number[label] as number),
    unit: Uint32Array.from(rows, (label) => labels.unit[label] as number),
  };
}
