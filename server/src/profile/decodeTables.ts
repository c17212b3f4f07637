import type { Reader } from 'protobufjs/minimal.js';
import { ProfileError } from './message.ts';
import { readFields, readInt64, readMessage, readUint64 } from './wire.ts';

/** Everything of a profile but its samples, as the file has it: ids and string indexes not yet looked up. */
export interface RawTables {
  /** Alternately type and unit, as indexes into `strings`. */
  readonly sampleTypes: number[];
  readonly periodType: number[];
  readonly mappings: RawMapping[];
  readonly locations: RawLocations;
  readonly functions: RawFunctions;
  readonly strings: string[];
  readonly comments: number[];
  invalidStrings: number;
  dropFrames: number;
  keepFrames: number;
  timeNanos: bigint;
  durationNanos: number;
  period: number;
  defaultSampleType: number;
  docUrl: number;
  sampleCount: number;
  sampleBytes: number;
}

export type Id = number | bigint;

export interface RawMapping {
  id: Id;
  start: Id;
  limit: Id;
  offset: Id;
  file: number;
  buildId: number;
  hasFunctions: boolean;
}

export interface RawLocations {
  readonly id: Id[];
  readonly mapping: Id[];
  readonly address: Id[];
  readonly folded: boolean[];
  readonly lineStart: number[];
  readonly lineFunction: Id[];
  readonly lineNumber: number[];
  readonly lineColumn: number[];
}

export interface RawFunctions {
  readonly id: Id[];
  readonly name: number[];
  readonly systemName: number[];
  readonly file: number[];
  readonly startLine: number[];
}

/** Fields of the Profile message that profile.proto defines, numbered from 1 without gaps, as in every message of it. */
const PROFILE_FIELDS = 15;
/** Tag of `Profile.sample`: field 2, length-delimited. */
export const SAMPLE_TAG = 18;

/** Reads all of the file but the samples, which it only counts. */
export function decodeTables(reader: Reader): RawTables {
  const tables = emptyTables();
  readFields(
    reader,
    reader.len,
    PROFILE_FIELDS,
    (tag) => readTable(reader, tag, tables) || readScalar(reader, tag, tables),
  );
  return tables;
}

function readTable(reader: Reader, tag: number, tables: RawTables): boolean {
  switch (tag) {
    case 10:
      tables.sampleTypes.push(...readValueType(reader));
      return true;
    case SAMPLE_TAG: {
      const size = reader.size();
      reader.skip(size);
      tables.sampleCount++;
      tables.sampleBytes += size;
      return true;
    }
    case 26:
      tables.mappings.push(readMapping(reader));
      return true;
    case 34:
      readLocation(reader, tables.locations);
      return true;
    case 42:
      readFunction(reader, tables.functions);
      return true;
    case 50:
      readString(reader, tables);
      return true;
    default:
      return false;
  }
}

function readScalar(reader: Reader, tag: number, tables: RawTables): boolean {
  switch (tag) {
    case 56:
      tables.dropFrames = readInt64(reader);
      return true;
    case 64:
      tables.keepFrames = readInt64(reader);
      return true;
    case 72:
      // A second time means a second profile: protobuf messages concatenate silently, and their string tables do not.
      if (tables.timeNanos !== 0n) throw new ProfileError({ id: 'concatenated', args: {} });
      tables.timeNanos = BigInt.asIntN(64, BigInt(readUint64(reader)));
      return true;
    case 80:
      tables.durationNanos = readInt64(reader);
      return true;
    case 90:
      tables.periodType.splice(0, 2, ...readValueType(reader));
      return true;
    case 96:
      tables.period = readInt64(reader);
      return true;
    case 112:
      tables.defaultSampleType = readInt64(reader);
      return true;
    case 120:
      tables.docUrl = readInt64(reader);
      return true;
    default:
      return readComments(reader, tag, tables);
  }
}

function readComments(reader: Reader, tag: number, tables: RawTables): boolean {
  if (tag === 104) {
    tables.comments.push(readInt64(reader));
    return true;
  }
  if (tag !== 106) return false;
  const end = reader.size() + reader.pos;
  const outer = reader.len;
  reader.len = Math.min(end, outer);
  while (reader.pos < end) tables.comments.push(readInt64(reader));
  reader.len = outer;
  return true;
}

function readValueType(reader: Reader): readonly [number, number] {
  let type = 0;
  let unit = 0;
  readMessage(reader, 2, (tag) => {
    if (tag === 8) type = readInt64(reader);
    else if (tag === 16) unit = readInt64(reader);
    else return false;
    return true;
  });
  return [type, unit];
}

function readMapping(reader: Reader): RawMapping {
  const mapping: RawMapping = { id: 0, start: 0, limit: 0, offset: 0, file: 0, buildId: 0, hasFunctions: false };
  readMessage(reader, 10, (tag) => {
    if (tag === 8) mapping.id = readUint64(reader);
    else if (tag === 16) mapping.start = readUint64(reader);
    else if (tag === 24) mapping.limit = readUint64(reader);
    else if (tag === 32) mapping.offset = readUint64(reader);
    else if (tag === 40) mapping.file = readInt64(reader);
    else if (tag === 48) mapping.buildId = readInt64(reader);
    else if (tag === 56) mapping.hasFunctions = readUint64(reader) !== 0;
    else if (tag === 64 || tag === 72 || tag === 80) readUint64(reader);
    else return false;
    return true;
  });
  return mapping;
}

function readLocation(reader: Reader, locations: RawLocations): void {
  let id: Id = 0;
  let mapping: Id = 0;
  let address: Id = 0;
  let folded = false;
  readMessage(reader, 5, (tag) => {
    if (tag === 8) id = readUint64(reader);
    else if (tag === 16) mapping = readUint64(reader);
    else if (tag === 24) address = readUint64(reader);
    else if (tag === 34) readLine(reader, locations);
    else if (tag === 40) folded = readUint64(reader) !== 0;
    else return false;
    return true;
  });
  locations.id.push(id);
  locations.mapping.push(mapping);
  locations.address.push(address);
  locations.folded.push(folded);
  locations.lineStart.push(locations.lineFunction.length);
}

function readLine(reader: Reader, locations: RawLocations): void {
  let callee: Id = 0;
  let line = 0;
  let column = 0;
  readMessage(reader, 3, (tag) => {
    if (tag === 8) callee = readUint64(reader);
    else if (tag === 16) line = readInt64(reader);
    else if (tag === 24) column = readInt64(reader);
    else return false;
    return true;
  });
  locations.lineFunction.push(callee);
  locations.lineNumber.push(line);
  locations.lineColumn.push(column);
}

function readFunction(reader: Reader, functions: RawFunctions): void {
  let id: Id = 0;
  let name = 0;
  let systemName = 0;
  let file = 0;
  let startLine = 0;
  readMessage(reader, 5, (tag) => {
    if (tag === 8) id = readUint64(reader);
    else if (tag === 16) name = readInt64(reader);
    else if (tag === 24) systemName = readInt64(reader);
    else if (tag === 32) file = readInt64(reader);
    else if (tag === 40) startLine = readInt64(reader);
    else return false;
    return true;
  });
  functions.id.push(id);
  functions.name.push(name);
  functions.systemName.push(systemName);
  functions.file.push(file);
  functions.startLine.push(startLine);
}

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readString(reader: Reader, tables: RawTables): void {
  const bytes = reader.bytes();
  if (tables.strings.length === 0 && bytes.length > 0) throw new ProfileError({ id: 'firstStringNotEmpty', args: {} });
  const string = lenient.decode(bytes);
  if (string.includes('\uFFFD') && !isUtf8(bytes)) tables.invalidStrings++;
  tables.strings.push(string);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function emptyTables(): RawTables {
  return {
    sampleTypes: [],
    periodType: [0, 0],
    mappings: [],
    locations: {
      id: [],
      mapping: [],
      address: [],
      folded: [],
      lineStart: [0],
      lineFunction: [],
      lineNumber: [],
      lineColumn: [],
    },
    functions: { id: [], name: [], systemName: [], file: [], startLine: [] },
    strings: [],
    comments: [],
    invalidStrings: 0,
    dropFrames: 0,
    keepFrames: 0,
    timeNanos: 0n,
    durationNanos: 0,
    period: 0,
    defaultSampleType: 0,
    docUrl: 0,
    sampleCount: 0,
    sampleBytes: 0,
  };
}
