/**
 * A decoded pprof profile in columns: one typed array per field, rows addressed by index instead of by the file's ids.
 * Everything that works on profiles (filters, merging, reports, trees) takes one of these and returns a new one;
 * columns that did not change are shared.
 */
export interface Profile {
  readonly strings: readonly string[];
  readonly sampleTypes: readonly ValueType[];
  readonly periodType: ValueType;
  readonly period: number;
  /** Name of the sample type that the producer wants shown first, or ''. */
  readonly defaultSampleType: string;
  /** Nanoseconds since the epoch; beyond 2^53, hence a bigint. 0 if the profile does not say. */
  readonly timeNanos: bigint;
  readonly durationNanos: number;
  readonly comments: readonly string[];
  readonly docUrl: string;
  /** Regular expressions in Go's syntax, to be matched against whole names; '' if there are none. */
  readonly dropFrames: string;
  readonly keepFrames: string;
  readonly samples: Samples;
  readonly labels: Labels;
  readonly locations: Locations;
  readonly functions: Functions;
  readonly mappings: readonly Mapping[];
}

export interface ValueType {
  readonly type: string;
  readonly unit: string;
}

export interface Samples {
  readonly count: number;
  /** Sample `s` passes through `locations[stackStart[s]] … locations[stackStart[s + 1] - 1]`, leaf first. */
  readonly stackStart: Uint32Array;
  /** Row numbers of `Profile.locations`. */
  readonly locations: Uint32Array;
  /** Row-major: `values[s * sampleTypes.length + type]`. */
  readonly values: Float64Array;
}

/** Labels of sample `s` are rows `start[s] … start[s + 1] - 1`. */
export interface Labels {
  readonly start: Uint32Array;
  /** Index into `Profile.strings`, as are `text` and `unit`. */
  readonly key: Uint32Array;
  /** 0 if the label is a number. */
  readonly text: Uint32Array;
  readonly number: Float64Array;
  readonly unit: Uint32Array;
}

export interface Locations {
  readonly count: number;
  readonly address: BigUint64Array;
  /** Index into `Profile.mappings`, or -1. */
  readonly mapping: Int32Array;
  readonly folded: Uint8Array;
  /** Lines of location `l` are rows `lineStart[l] … lineStart[l + 1] - 1`, the innermost inlined call first. */
  readonly lineStart: Uint32Array;
  /** Row number of `Profile.functions`. */
  readonly lineFunction: Uint32Array;
  readonly lineNumber: Float64Array;
  readonly lineColumn: Float64Array;
}

/** Names are indexes into `Profile.strings`. */
export interface Functions {
  readonly count: number;
  readonly name: Uint32Array;
  readonly systemName: Uint32Array;
  readonly file: Uint32Array;
  readonly startLine: Float64Array;
}

export interface Mapping {
  readonly start: bigint;
  readonly limit: bigint;
  readonly offset: bigint;
  readonly file: string;
  readonly buildId: string;
  readonly hasFunctions: boolean;
}
