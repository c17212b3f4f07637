import { align } from './align.ts';
import { type Comparison, compare } from './compare.ts';
import { type FilterName, type Filters, filterSamples } from './filter.ts';
import type { Message } from './message.ts';
import type { Mapping, Profile } from './model.ts';
import { dropFrames } from './prune.ts';
import { sampleTypeNamed } from './sampleType.ts';
import { type TopReport, topReport, totalOf } from './top.ts';

export interface Analysis {
  /** Name or number; '' for the profile's default. */
  readonly sampleType: string;
  readonly comparison?: Comparison;
  readonly filters: Filters;
  readonly nodeCount: number;
  readonly nodeFraction: number;
  readonly edgeFraction: number;
}

export interface Analyzed {
  readonly report: TopReport;
  /** What the report is of, after comparing and before filtering. */
  readonly profile: Profile;
  readonly idleFilters: readonly FilterName[];
  readonly notices: readonly Message[];
}

/**
 * From decoded profiles to the functions that cost most, step by step in the order of `go tool pprof`: shares refer to
 * the profile as it was before filters.
 * @throws ProfileError if what is asked for does not fit the profile
 */
export function analyze(profile: Profile, analysis: Analysis): Analyzed {
  const { comparison, filters, nodeCount, nodeFraction, edgeFraction } = analysis;
  const own = withBinary(profile);
  const [aligned = own] =
    comparison === undefined ? align([own]) : [compare(own, { ...comparison, base: withBinary(comparison.base) })];
  const { profile: dropped, notices } = dropFrames(aligned);
  const sampleType = sampleTypeNamed(dropped, analysis.sampleType);
  const total = totalOf(dropped, sampleType);
  const { profile: filtered, idle } = filterSamples(dropped, filters);
  const report = topReport(filtered, { sampleType, total, nodeCount, nodeFraction, edgeFraction });
  return { report, profile: dropped, idleFilters: idle, notices };
}

/** pprof supposes one nameless binary where a profile lists none, and expressions may match that. */
function withBinary(profile: Profile): Profile {
  if (profile.mappings.length > 0) return profile;
  const nameless: Mapping = { start: 0n, limit: 0n, offset: 0n, file: '', buildId: '', hasFunctions: false };
  return {
    ...profile,
    mappings: [nameless],
    locations: { ...profile.locations, mapping: new Int32Array(profile.locations.count) },
  };
}
