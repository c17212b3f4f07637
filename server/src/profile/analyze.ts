import { align } from './align.ts';
import { type Comparison, compare } from './compare.ts';
import { type FilterName, type Filters, filterSamples } from './filter.ts';
import type { Message } from './message.ts';
import type { Profile } from './model.ts';
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
  const [aligned = profile] = comparison === undefined ? align([profile]) : [compare(profile, comparison)];
  const { profile: dropped, notices } = dropFrames(aligned);
  const sampleType = sampleTypeNamed(dropped, analysis.sampleType);
  const total = totalOf(dropped, sampleType);
  const { profile: filtered, idle } = filterSamples(dropped, filters);
  const report = topReport(filtered, { sampleType, total, nodeCount, nodeFraction, edgeFraction });
  return { report, profile: dropped, idleFilters: idle, notices };
}
