import type { Labels, Profile } from './model.ts';

/** The label by which pprof tells the samples of a base that is kept apart. */
const BASE_KEY = 'pprof::base';
const BASE_TEXT = 'true';

/** @returns a test for samples that belong to the base of a comparison. */
export function isDiffBase({ labels, strings }: Profile): (sample: number) => boolean {
  const isBase = Array.from(
    labels.key,
    (key, label) => strings[key] === BASE_KEY && strings[labels.text[label] as number] === BASE_TEXT,
  );
  if (!isBase.includes(true)) return () => false;
  return (sample) => isBase.slice(labels.start[sample], labels.start[sample + 1]).includes(true);
}

/** The profile with all samples marked as those of a base. */
export function markAsBase(profile: Profile): Profile {
  const { labels, samples } = profile;
  const strings = [...profile.strings, BASE_KEY, BASE_TEXT];
  const key = strings.length - 2;
  const start = new Uint32Array(samples.count + 1);
  const columns: { readonly [Column in 'key' | 'text' | 'number' | 'unit']: number[] } = {
    key: [],
    text: [],
    number: [],
    unit: [],
  };
  for (let sample = 0; sample < samples.count; sample++) {
    const end = labels.start[sample + 1] as number;
    for (let label = labels.start[sample] as number; label < end; label++) {
      const replaced = strings[labels.key[label] as number] === BASE_KEY && labels.text[label] !== 0;
      if (!replaced) pushLabel(columns, labels, label);
    }
    columns.key.push(key);
    columns.text.push(key + 1);
    columns.number.push(0);
    columns.unit.push(0);
    start[sample + 1] = columns.key.length;
  }
  const marked: Labels = {
    start,
    key: Uint32Array.from(columns.key),
    text: Uint32Array.from(columns.text),
    number: Float64Array.from(columns.number),
    unit: Uint32Array.from(columns.unit),
  };
  return { ...profile, strings, labels: marked };
}

function pushLabel(
  columns: { readonly [Column in 'key' | 'text' | 'number' | 'unit']: number[] },
  labels: Labels,
  label: number,
): void {
  columns.key.push(labels.key[label] as number);
  columns.text.push(labels.text[label] as number);
  columns.number.push(labels.number[label] as number);
  columns.unit.push(labels.unit[label] as number);
}
