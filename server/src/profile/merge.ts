import { align, requireSame } from './align.ts';
import type { Profile } from './model.ts';
import { tableMerger, type TableMerger } from './mergeTables.ts';

/**
 * Adds two profiles up. Stacks are the same if their locations and labels are, and locations are the same if they lie at
 * the same place in the same binary, wherever that was loaded.
 * @throws ProfileError if they do not measure the same
 */
export function merge(profile: Profile, other: Profile): Profile {
  const [first = profile, second = other] = align([profile, other]);
  requireSame(first, second);
  const merged: Merging = { tables: tableMerger(), samples: new Map() };
  add(merged, first);
  add(merged, second);
  return { ...combinedHeader(first, second), ...merged.tables.finish(), ...columns(merged, first.sampleTypes.length) };
}

interface Merging {
  readonly tables: TableMerger;
  readonly samples: Map<string, MergedSample>;
}

interface MergedSample {
  readonly stack: readonly number[];
  readonly labels: readonly MergedLabel[];
  readonly values: Float64Array;
}

interface MergedLabel {
  readonly key: number;
  readonly text: number;
  readonly number: number;
  readonly unit: number;
}

function add(merged: Merging, profile: Profile): void {
  const { samples, sampleTypes } = profile;
  const types = sampleTypes.length;
  const source = merged.tables.open(profile);
  for (let sample = 0; sample < samples.count; sample++) {
    const values = samples.values.slice(sample * types, (sample + 1) * types);
    if (values.every((value) => value === 0)) continue;
    const stack = Array.from(
      samples.locations.subarray(samples.stackStart[sample], samples.stackStart[sample + 1]),
      source.location,
    );
    const labels = labelsOf(profile, sample, source.string);
    const key = `${stack.join()};${labelKey(labels)}`;
    const known = merged.samples.get(key);
    if (known === undefined) merged.samples.set(key, { stack, labels, values });
    else for (const [type, value] of values.entries()) known.values[type] = (known.values[type] as number) + value;
  }
}

function labelsOf({ labels }: Profile, sample: number, string: (index: number) => number): readonly MergedLabel[] {
  const found: MergedLabel[] = [];
  const end = labels.start[sample + 1] as number;
  for (let label = labels.start[sample] as number; label < end; label++) {
    found.push({
      key: string(labels.key[label] as number),
      text: string(labels.text[label] as number),
      number: labels.number[label] as number,
      unit: string(labels.unit[label] as number),
    });
  }
  return found;
}

/** The order of keys says nothing; that of several values of one key does. */
function labelKey(labels: readonly MergedLabel[]): string {
  return labels
    .toSorted((a, b) => Number(a.text === 0) - Number(b.text === 0) || a.key - b.key)
    .map(({ key, text, number, unit }) => `${key}=${text}/${number}/${unit}`)
    .join();
}

function columns(merged: Merging, types: number): Pick<Profile, 'samples' | 'labels'> {
  const rows = [...merged.samples.values()].filter(({ values }) => values.some((value) => value !== 0));
  const values = new Float64Array(rows.length * types);
  for (const [row, sample] of rows.entries()) values.set(sample.values, row * types);
  const labels = rows.flatMap((row) => row.labels);
  return {
    samples: {
      count: rows.length,
      stackStart: starts(rows.map(({ stack }) => stack.length)),
      locations: Uint32Array.from(rows.flatMap(({ stack }) => stack)),
      values,
    },
    labels: {
      start: starts(rows.map((row) => row.labels.length)),
      key: Uint32Array.from(labels, ({ key }) => key),
      text: Uint32Array.from(labels, ({ text }) => text),
      number: Float64Array.from(labels, ({ number }) => number),
      unit: Uint32Array.from(labels, ({ unit }) => unit),
    },
  };
}

function starts(lengths: readonly number[]): Uint32Array {
  const start = new Uint32Array(lengths.length + 1);
  for (const [row, length] of lengths.entries()) start[row + 1] = (start[row] as number) + length;
  return start;
}

type Header = Omit<Profile, 'samples' | 'labels' | 'strings' | 'locations' | 'functions' | 'mappings'>;

function combinedHeader(a: Profile, b: Profile): Header {
  return {
    sampleTypes: a.sampleTypes,
    periodType: a.periodType,
    period: Math.max(a.period, b.period),
    defaultSampleType: a.defaultSampleType || b.defaultSampleType,
    timeNanos: a.timeNanos === 0n || b.timeNanos < a.timeNanos ? b.timeNanos : a.timeNanos,
    durationNanos: a.durationNanos + b.durationNanos,
    comments: [...new Set([...a.comments, ...b.comments])],
    docUrl: a.docUrl || b.docUrl,
    dropFrames: a.dropFrames,
    keepFrames: a.keepFrames,
  };
}
