import type { Reader } from 'protobufjs/minimal.js';
import { type Id, type RawTables, SAMPLE_TAG } from './decodeTables.ts';
import { ProfileError } from './message.ts';
import type { Labels, Samples } from './model.ts';
import { checkString, type RowIndex, rowOf, type Tables } from './resolveTables.ts';
import { readInt64, readMessage, readUint64, skipField, truncated } from './wire.ts';

export interface DecodedSamples {
  readonly samples: Samples;
  readonly labels: Labels;
  /** Numbers that a double cannot hold exactly. */
  readonly rounded: number;
}

/**
 * Reads the samples straight into columns. This is where the bytes of a profile are, so it works on the reader's buffer
 * in plain loops; framing is left to protobufjs.
 */
export function decodeSamples(reader: Reader, raw: RawTables, tables: Tables): DecodedSamples {
  const building: Building = {
    rows: tables.locationRows,
    strings: raw.strings,
    typeCount: tables.header.sampleTypes.length,
    stackStart: new Uint32Array(raw.sampleCount + 1),
    // Ids take two bytes or more in a profile large enough to matter, and pages that stay empty cost nothing.
    locations: new Uint32Array(Math.max(raw.sampleBytes >>> 1, 64)),
    used: 0,
    // A value takes a byte at least; a file that promises more breaks the promise in some sample, which is then refused.
    values: new Float64Array(Math.min(raw.sampleCount * tables.header.sampleTypes.length, raw.sampleBytes)),
    labelStart: new Uint32Array(raw.sampleCount + 1),
    labels: { key: [], text: [], number: [], unit: [] },
    rounded: 0,
  };
  const end = reader.len;
  let sample = 0;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === SAMPLE_TAG) readSample(reader, building, sample++);
    // The first pass has read and checked every other field.
    else reader.skipType(tag & 7);
  }
  return { samples: samplesOf(building), labels: labelsOf(building), rounded: building.rounded };
}

interface Building {
  readonly rows: RowIndex;
  readonly strings: readonly string[];
  readonly typeCount: number;
  readonly stackStart: Uint32Array;
  locations: Uint32Array;
  used: number;
  readonly values: Float64Array;
  readonly labelStart: Uint32Array;
  readonly labels: { readonly [Column in 'key' | 'text' | 'number' | 'unit']: number[] };
  rounded: number;
}

const SAMPLE_FIELDS = 3;

function readSample(reader: Reader, building: Building, sample: number): void {
  const outer = reader.len;
  const end = reader.size() + reader.pos;
  if (end > outer) throw truncated(reader);
  reader.len = end;
  let valueCount = 0;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (tag === 10) readStack(reader, building, sample);
    else if (tag === 18) valueCount = readValues(reader, building, sample, valueCount);
    else if (tag === 26) readLabel(reader, building);
    else if (tag === 8) readStackEntry(reader, building, sample);
    else if (tag === 16) valueCount = readValue(reader, building, sample, valueCount);
    else skipField(reader, tag, SAMPLE_FIELDS);
  }
  reader.len = outer;
  if (valueCount !== building.typeCount) {
    throw new ProfileError({
      id: 'valueCount',
      args: { sample: sample + 1, values: valueCount, types: building.typeCount },
    });
  }
  building.stackStart[sample + 1] = building.used;
  building.labelStart[sample + 1] = building.labels.key.length;
}

/** A packed run of location ids. Most take one to four bytes, which are decoded here without a call. */
function readStack(reader: Reader, building: Building, sample: number): void {
  const end = reader.size() + reader.pos;
  if (end > reader.len) throw truncated(reader);
  const { buf } = reader;
  const { dense } = building.rows;
  reserve(building, end - reader.pos);
  const { locations } = building;
  let { used } = building;
  let position = reader.pos;
  while (position < end) {
    const start = position;
    let id = buf[position++] as number;
    if (id >= 0x80) {
      let byte = buf[position++] as number;
      id = (id & 0x7f) | ((byte & 0x7f) << 7);
      if (byte >= 0x80) {
        byte = buf[position++] as number;
        id |= (byte & 0x7f) << 14;
        if (byte >= 0x80) {
          byte = buf[position++] as number;
          id |= (byte & 0x7f) << 21;
          // Also true past the end of the buffer, where `byte` is undefined.
          if (!(byte < 0x80)) {
            reader.pos = start;
            locations[used++] = findLocation(building, readUint64(reader), sample);
            position = reader.pos;
            continue;
          }
        }
      }
    }
    const row = id < dense.length ? (dense[id] as number) : -1;
    locations[used++] = row >= 0 ? row : findLocation(building, id, sample);
  }
  if (position !== end) throw truncated(reader);
  reader.pos = end;
  building.used = used;
}

function readStackEntry(reader: Reader, building: Building, sample: number): void {
  reserve(building, 1);
  building.locations[building.used++] = findLocation(building, readUint64(reader), sample);
}

function findLocation(building: Building, id: Id, sample: number): number {
  const row = rowOf(building.rows, id);
  if (row < 0) throw new ProfileError({ id: 'missingLocation', args: { sample: sample + 1, id: String(id) } });
  return row;
}

function reserve(building: Building, more: number): void {
  const needed = building.used + more;
  let capacity = building.locations.length;
  if (needed <= capacity) return;
  while (capacity < needed) capacity *= 2;
  const grown = new Uint32Array(capacity);
  grown.set(building.locations.subarray(0, building.used));
  building.locations = grown;
}

function readValues(reader: Reader, building: Building, sample: number, already: number): number {
  const end = reader.size() + reader.pos;
  if (end > reader.len) throw truncated(reader);
  const outer = reader.len;
  reader.len = end;
  let count = already;
  while (reader.pos < end) count = readValue(reader, building, sample, count);
  reader.len = outer;
  return count;
}

function readValue(reader: Reader, building: Building, sample: number, already: number): number {
  const value = readInt64(reader);
  if (!Number.isSafeInteger(value)) building.rounded++;
  if (already < building.typeCount) building.values[sample * building.typeCount + already] = value;
  return already + 1;
}

function readLabel(reader: Reader, building: Building): void {
  let key = 0;
  let text = 0;
  let number = 0;
  let unit = 0;
  readMessage(reader, 4, (tag) => {
    if (tag === 8) key = readInt64(reader);
    else if (tag === 16) text = readInt64(reader);
    else if (tag === 24) number = readInt64(reader);
    else if (tag === 32) unit = readInt64(reader);
    else return false;
    return true;
  });
  for (const index of [key, text, unit]) checkString(building.strings, index);
  // A label without text, number and unit says nothing; pprof forgets it as well.
  if (text === 0 && number === 0 && unit === 0) return;
  if (!Number.isSafeInteger(number)) building.rounded++;
  const { labels } = building;
  labels.key.push(key);
  labels.text.push(text);
  labels.number.push(number);
  labels.unit.push(unit);
}

function samplesOf({ stackStart, locations, used, values }: Building): Samples {
  return { count: stackStart.length - 1, stackStart, locations: locations.subarray(0, used), values };
}

function labelsOf({ labelStart, labels }: Building): Labels {
  return {
    start: labelStart,
    key: Uint32Array.from(labels.key),
    text: Uint32Array.from(labels.text),
    number: Float64Array.from(labels.number),
    unit: Uint32Array.from(labels.unit),
  };
}
