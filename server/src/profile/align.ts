import { ProfileError } from './message.ts';
import { areConvertible, scale } from './measurement.ts';
import type { Profile, ValueType } from './model.ts';
import { selectSamples } from './restack.ts';

/**
 * Profiles made comparable as `go tool pprof` does: only the sample types that each has exactly once, in the order of
 * the first, and values in the finest unit that any of them uses.
 * @throws ProfileError if nothing is left in common
 */
export function align(profiles: readonly Profile[]): readonly Profile[] {
  const occurrences = new Map<string, number>();
  for (const { type } of profiles.flatMap(({ sampleTypes }) => sampleTypes))
    occurrences.set(type, (occurrences.get(type) ?? 0) + 1);
  const own = profiles[0]?.sampleTypes.map(({ type }) => type) ?? [];
  const shared = own.filter((type) => occurrences.get(type) === profiles.length);
  if (shared.length === 0)
    throw new ProfileError({ id: 'nothingInCommon', args: { types: [...occurrences.keys()].join(', ') } });
  return unify(profiles.map((profile) => withTypes(profile, shared)));
}

/** The profile scaled, type by type, to the sum of the base: what `-normalize` does. */
export function normalize(profile: Profile, base: Profile): Profile {
  requireSame(profile, base);
  const sums = (of: Profile): readonly number[] =>
    of.sampleTypes.map((_, type) => {
      let sum = 0;
      for (let at = type; at < of.samples.values.length; at += of.sampleTypes.length)
        sum += of.samples.values[at] as number;
      return sum;
    });
  const wanted = sums(base);
  return scaleValues(
    profile,
    sums(profile).map((sum, type) => (sum === 0 ? 0 : (wanted[type] ?? 0) / sum)),
  );
}

/**
 * Multiplies the values of each sample type by a ratio and rounds; samples that are nothing afterwards go. Like pprof, it
 * looks only at the values that it changed.
 */
export function scaleValues(profile: Profile, ratios: readonly number[]): Profile {
  if (ratios.every((ratio) => ratio === 1)) return profile;
  const { samples } = profile;
  const types = ratios.length;
  const values = samples.values.map((value, at) => {
    const ratio = ratios[at % types] ?? 1;
    return ratio === 1 ? value : roundHalfAway(value * ratio);
  });
  const kept: number[] = [];
  for (let sample = 0; sample < samples.count; sample++) {
    if (ratios.some((ratio, type) => ratio !== 1 && values[sample * types + type] !== 0)) kept.push(sample);
  }
  return selectSamples({ ...profile, samples: { ...samples, values } }, kept);
}

/** @throws ProfileError unless both measure the same in the same units */
export function requireSame(profile: Profile, base: Profile): void {
  const same = (a: ValueType | undefined, b: ValueType | undefined): boolean =>
    a?.type === b?.type && a?.unit === b?.unit;
  const { sampleTypes, periodType } = profile;
  const types =
    sampleTypes.length === base.sampleTypes.length && sampleTypes.every((type, at) => same(type, base.sampleTypes[at]));
  if (types && same(periodType, base.periodType)) return;
  throw new ProfileError({ id: 'differentMeasures', args: { profile: describe(profile), base: describe(base) } });
}

function describe({ sampleTypes }: Profile): string {
  return sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(', ');
}

/** Away from zero, as Go rounds; `Math.round` goes up. */
function roundHalfAway(value: number): number {
  const rounded = Math.round(Math.abs(value));
  // Not -0, which would print as such.
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

function withTypes(profile: Profile, wanted: readonly string[]): Profile {
  const { sampleTypes, samples } = profile;
  // The first of a name counts, so it has to come last here.
  const columnOf = new Map([...sampleTypes.entries()].toReversed().map(([column, { type }]) => [type, column]));
  const columns = wanted.map((type) => columnOf.get(type) ?? 0);
  if (columns.length === sampleTypes.length && columns.every((column, at) => column === at)) return profile;
  const values = new Float64Array(samples.count * columns.length);
  for (let at = 0; at < values.length; at++) {
    const sample = Math.floor(at / columns.length);
    values[at] = samples.values[sample * sampleTypes.length + (columns[at % columns.length] ?? 0)] as number;
  }
  return {
    ...profile,
    sampleTypes: columns.map((column) => sampleTypes[column] ?? { type: '', unit: '' }),
    defaultSampleType: wanted.includes(profile.defaultSampleType) ? profile.defaultSampleType : (wanted[0] ?? ''),
    samples: { ...samples, values },
  };
}

function unify(profiles: readonly Profile[]): readonly Profile[] {
  if (profiles.length < 2) return profiles;
  const period = finest(profiles.map(({ periodType }) => periodType));
  const types = (profiles[0]?.sampleTypes ?? []).map((_, at) =>
    finest(profiles.flatMap(({ sampleTypes }) => sampleTypes[at] ?? [])),
  );
  return profiles.map((profile) => {
    const scaled = scaleValues(
      profile,
      profile.sampleTypes.map(({ unit }, at) => scale(1, unit, types[at]?.unit ?? unit).value),
    );
    return {
      ...scaled,
      periodType: { ...profile.periodType, unit: period.unit },
      period: Math.trunc(scale(profile.period, profile.periodType.unit, period.unit).value),
      sampleTypes: profile.sampleTypes.map((type, at) => ({ ...type, unit: types[at]?.unit ?? type.unit })),
    };
  });
}

/** The one with the smallest unit. */
function finest(types: readonly ValueType[]): ValueType {
  return types.reduce((smallest, type) => {
    requireConvertible(smallest, type);
    return scale(1, type.unit, smallest.unit).value < 1 ? type : smallest;
  });
}

function requireConvertible(a: ValueType, b: ValueType): void {
  const singular = (type: string): string => (type.endsWith('s') ? type.slice(0, -1) : type);
  if (singular(a.type) === singular(b.type) && (a.unit === b.unit || areConvertible(a.unit, b.unit))) return;
  const name = ({ type, unit }: ValueType): string => `${type}/${unit}`;
  throw new ProfileError({ id: 'differentMeasures', args: { profile: name(a), base: name(b) } });
}
