import type { Reader } from 'protobufjs/minimal.js';
import { ProfileError } from './message.ts';

/**
 * Reads a message's fields until byte `end`. `visit` consumes a field that it knows and returns true; a field that the
 * message does not define is skipped. While it runs, the reader ends where the message ends, so no field can reach
 * beyond it.
 */
export function readFields(reader: Reader, end: number, knownFields: number, visit: (tag: number) => boolean): void {
  const outer = reader.len;
  if (end > outer) throw truncated(reader);
  reader.len = end;
  while (reader.pos < end) {
    const tag = reader.tag();
    if (!visit(tag)) skipField(reader, tag, knownFields);
  }
  reader.len = outer;
}

/** Reads a length-delimited message: its length, then its fields. */
export function readMessage(reader: Reader, knownFields: number, visit: (tag: number) => boolean): void {
  const size = reader.size();
  readFields(reader, reader.pos + size, knownFields, visit);
}

/**
 * Skips a field that the message does not define. Fields 1 … `knownFields` are defined, so one of them here has the
 * wrong wire type; and pprof's decoder knows no groups.
 */
export function skipField(reader: Reader, tag: number, knownFields: number): void {
  const field = tag >>> 3;
  const wireType = tag & 7;
  if (field > 0 && field <= knownFields) {
    throw new ProfileError({ id: 'wrongWireType', args: { offset: reader.pos, field } });
  }
  if (wireType !== 0 && wireType !== 1 && wireType !== 2 && wireType !== 5) {
    throw new ProfileError({ id: 'notProtobuf', args: { offset: reader.pos } });
  }
  reader.skipType(wireType);
}

/** A signed 64-bit varint as a number: exact below 2^53, the nearest double beyond. */
export function readInt64(reader: Reader): number {
  readVarint(reader);
  if (varint.high < 0x80) return varint.low + varint.middle * 2 ** 28 + varint.high * 2 ** 56;
  // Two's complement, negated part by part: adding the parts first would round away what makes -1 differ from 0.
  const low = ~varint.low & PART;
  const middle = ~varint.middle & PART;
  const high = ~varint.high & 0xff;
  return -(low + middle * 2 ** 28 + high * 2 ** 56 + 1);
}

/** An unsigned 64-bit varint: a number if that is exact, else a bigint, so that equal ids are equal map keys. */
export function readUint64(reader: Reader): number | bigint {
  readVarint(reader);
  if (varint.high === 0 && varint.middle < 2 ** 25) return varint.low + varint.middle * 2 ** 28;
  return BigInt(varint.low) | (BigInt(varint.middle) << 28n) | (BigInt(varint.high) << 56n);
}

/** The parts of the varint read last: 28, 28 and 8 bits. One object for all reads, for this runs millions of times. */
const varint = { low: 0, middle: 0, high: 0 };
const PART = 0x0fffffff;
const LONGEST_VARINT = 10;

function readVarint(reader: Reader): void {
  const { buf, len } = reader;
  let position = reader.pos;
  let low = 0;
  let middle = 0;
  let high = 0;
  for (let index = 0; index < LONGEST_VARINT; index++) {
    if (position >= len) throw truncated(reader);
    const byte = buf[position++] as number;
    const bits = byte & 0x7f;
    if (index < 4) low |= bits << (index * 7);
    else if (index < 8) middle |= bits << ((index - 4) * 7);
    else high |= bits << ((index - 8) * 7);
    if (byte < 0x80) {
      varint.low = low;
      varint.middle = middle;
      varint.high = high & 0xff;
      reader.pos = position;
      return;
    }
  }
  throw new ProfileError({ id: 'notProtobuf', args: { offset: reader.pos } });
}

export function truncated(reader: Reader): ProfileError {
  return new ProfileError({ id: 'truncated', args: { offset: reader.pos, size: reader.buf.length } });
}

/** protobufjs reports its own findings as plain errors; here they become sentences with a position. */
export function asProfileError(error: unknown, reader: Reader): unknown {
  if (error instanceof ProfileError || !(error instanceof Error)) return error;
  if (error.message.startsWith('index out of range')) return truncated(reader);
  if (/^(?:invalid|illegal|max depth)/.test(error.message))
    return new ProfileError({ id: 'notProtobuf', args: { offset: reader.pos } });
  return error;
}
