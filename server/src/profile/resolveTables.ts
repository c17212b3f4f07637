import type { Id, RawFunctions, RawLocations, RawMapping, RawTables } from './decodeTables.ts';
import { type Message, ProfileError } from './message.ts';
import type { Table } from './messages.ts';
import type { Functions, Locations, Mapping, Profile } from './model.ts';

export interface Tables {
  readonly header: Omit<Profile, 'samples' | 'labels'>;
  readonly locationRows: RowIndex;
  readonly notices: readonly Message[];
}

/** Ids to row numbers: an array for small ids, a map for the rest, since ids may be sparse and have 64 bits. */
export interface RowIndex {
  /** -1 where no row has that id. */
  readonly dense: Int32Array;
  readonly sparse: ReadonlyMap<Id, number>;
}

/** Looks up what the tables say of each other, and refuses what `go tool pprof` refuses. */
export function resolveTables(raw: RawTables): Tables {
  const { strings } = raw;
  if (raw.sampleTypes.length === 0) throw new ProfileError({ id: 'noSampleTypes', args: {} });
  const string = (index: number): string => strings[checkString(strings, index)] ?? '';
  const locationRows = indexRows('location', raw.locations.id);
  const mappingRows = indexRows(
    'mapping',
    raw.mappings.map((mapping) => mapping.id),
  );
  const functionRows = indexRows('function', raw.functions.id);
  const locations = resolveLocations(raw.locations, mappingRows, functionRows);
  const header: Tables['header'] = {
    strings,
    sampleTypes: pairs(raw.sampleTypes).map(([type, unit]) => ({ type: string(type), unit: string(unit) })),
    periodType: { type: string(raw.periodType[0] ?? 0), unit: string(raw.periodType[1] ?? 0) },
    period: raw.period,
    defaultSampleType: string(raw.defaultSampleType),
    timeNanos: raw.timeNanos,
    durationNanos: raw.durationNanos,
    comments: raw.comments.map(string),
    docUrl: string(raw.docUrl),
    dropFrames: string(raw.dropFrames),
    keepFrames: string(raw.keepFrames),
    locations,
    functions: resolveFunctions(raw.functions, strings),
    mappings: raw.mappings.map((mapping) => resolveMapping(mapping, string)),
  };
  return { header, locationRows, notices: notices(raw, locations) };
}

export function rowOf({ dense, sparse }: RowIndex, id: Id): number {
  if (typeof id === 'number' && id < dense.length) return dense[id] ?? -1;
  return sparse.get(id) ?? -1;
}

/** @returns the index, if it is one. */
export function checkString(strings: readonly string[], index: number): number {
  if (index >= 0 && index < strings.length) return index;
  throw new ProfileError({ id: 'stringOutOfRange', args: { index, count: strings.length } });
}

function indexRows(table: Table, ids: readonly Id[]): RowIndex {
  const dense = new Int32Array(ids.length * 4 + 64).fill(-1);
  const sparse = new Map<Id, number>();
  for (const [row, id] of ids.entries()) {
    if (id === 0) throw new ProfileError({ id: 'reservedId', args: { table } });
    if (rowOf({ dense, sparse }, id) >= 0)
      throw new ProfileError({ id: 'duplicateId', args: { table, id: String(id) } });
    if (typeof id === 'number' && id < dense.length) dense[id] = row;
    else sparse.set(id, row);
  }
  return { dense, sparse };
}

function resolveLocations(raw: RawLocations, mappingRows: RowIndex, functionRows: RowIndex): Locations {
  const lineFunction = new Uint32Array(raw.lineFunction.length);
  for (const [line, id] of raw.lineFunction.entries()) {
    const row = rowOf(functionRows, id);
    if (row < 0) {
      const owner = raw.lineStart.findIndex(
        (start, location) => start <= line && line < (raw.lineStart[location + 1] ?? 0),
      );
      throw new ProfileError({ id: 'missingFunction', args: { location: String(raw.id[owner]), id: String(id) } });
    }
    lineFunction[line] = row;
  }
  return {
    count: raw.id.length,
    address: BigUint64Array.from(raw.address, BigInt),
    mapping: Int32Array.from(raw.mapping, (id) => rowOf(mappingRows, id)),
    folded: Uint8Array.from(raw.folded, Number),
    lineStart: Uint32Array.from(raw.lineStart),
    lineFunction,
    lineNumber: Float64Array.from(raw.lineNumber),
    lineColumn: Float64Array.from(raw.lineColumn),
  };
}

function resolveFunctions(raw: RawFunctions, strings: readonly string[]): Functions {
  const check = (index: number): number => checkString(strings, index);
  return {
    count: raw.id.length,
    name: Uint32Array.from(raw.name, check),
    systemName: Uint32Array.from(raw.systemName, check),
    file: Uint32Array.from(raw.file, check),
    startLine: Float64Array.from(raw.startLine),
  };
}

function resolveMapping(raw: RawMapping, string: (index: number) => string): Mapping {
  return {
    start: BigInt(raw.start),
    limit: BigInt(raw.limit),
    offset: BigInt(raw.offset),
    file: string(raw.file),
    buildId: string(raw.buildId),
    hasFunctions: raw.hasFunctions,
  };
}

function notices(raw: RawTables, locations: Locations): readonly Message[] {
  const found: Message[] = [];
  if (raw.invalidStrings > 0) found.push({ id: 'invalidUtf8', args: { count: raw.invalidStrings } });
  const unmapped = raw.locations.mapping.filter(
    (id, location) => id !== 0 && locations.mapping[location] === -1,
  ).length;
  if (unmapped > 0) found.push({ id: 'missingMapping', args: { count: unmapped } });
  return found;
}

function pairs(flat: readonly number[]): readonly (readonly [number, number])[] {
  return Array.from({ length: flat.length / 2 }, (_, pair) => [flat[pair * 2] ?? 0, flat[pair * 2 + 1] ?? 0]);
}
