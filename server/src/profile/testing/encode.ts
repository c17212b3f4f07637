import { Writer } from 'protobufjs/minimal.js';

/** A profile as a test writes it down: ids and values as they are to stand in the file, texts in place. */
export interface Sketch {
  readonly sampleTypes?: readonly (readonly [type: string, unit: string])[];
  readonly samples?: readonly SampleSketch[];
  readonly mappings?: readonly {
    readonly id: Int;
    readonly start?: Int;
    readonly limit?: Int;
    readonly file?: string;
    readonly buildId?: string;
  }[];
  readonly locations?: readonly LocationSketch[];
  readonly functions?: readonly {
    readonly id: Int;
    readonly name?: string;
    readonly file?: string;
    readonly startLine?: Int;
    /** Instead of the name: where in the string table to find it. */
    readonly nameIndex?: Int;
  }[];
  readonly defaultSampleType?: string;
  readonly dropFrames?: string;
  readonly keepFrames?: string;
  readonly timeNanos?: Int;
  readonly durationNanos?: Int;
  readonly comments?: readonly string[];
  readonly period?: readonly [type: string, unit: string, period: Int];
  /** Bytes in place of the string that is equal to the key. */
  readonly rawStrings?: Readonly<Record<string, Uint8Array>>;
}

export interface SampleSketch {
  /** Leaf first. */
  readonly stack: readonly Int[];
  readonly values: readonly Int[];
  readonly labels?: Readonly<Record<string, string | number>>;
  readonly unpacked?: boolean;
}

export interface LocationSketch {
  readonly id: Int;
  readonly mapping?: Int;
  readonly address?: Int;
  /** Innermost first: function id and line number. */
  readonly lines?: readonly (readonly [callee: Int, line?: Int])[];
}

export type Int = number | bigint;

/** Writes the profile with protobufjs, which shares no code with the decoder's loops. @returns its top-level fields. */
export function encodeFields(sketch: Sketch): readonly Uint8Array[] {
  const strings = [''];
  const index = (text = ''): number => {
    const known = strings.indexOf(text);
    return known >= 0 ? known : strings.push(text) - 1;
  };
  const fields = [...tableFields(sketch, index), ...sampleFields(sketch, index), ...headerFields(sketch, index)];
  const table = strings.map((text) => field(6, sketch.rawStrings?.[text] ?? new TextEncoder().encode(text)));
  return [...fields, ...table];
}

export function encode(sketch: Sketch): Uint8Array {
  return Buffer.concat(encodeFields(sketch));
}

type Index = (text?: string) => number;

function tableFields(sketch: Sketch, index: Index): readonly Uint8Array[] {
  const { sampleTypes = [], mappings = [], locations = [], functions = [] } = sketch;
  return [
    ...sampleTypes.map(([type, unit]) => field(1, message({ 1: index(type), 2: index(unit) }))),
    ...mappings.map(({ id, start = 0, limit = 0, file, buildId }) =>
      field(3, message({ 1: id, 2: start, 3: limit, 5: index(file), 6: index(buildId) })),
    ),
    ...locations.map(({ id, mapping = 0, address = 0, lines = [] }) =>
      field(
        4,
        Buffer.concat([
          message({ 1: id, 2: mapping, 3: address }),
          ...lines.map(([callee, line = 0]) => field(4, message({ 1: callee, 2: line }))),
        ]),
      ),
    ),
    ...functions.map(({ id, name, file, startLine = 0, nameIndex }) =>
      field(5, message({ 1: id, 2: nameIndex ?? index(name), 3: index(name), 4: index(file), 5: startLine })),
    ),
  ];
}

function sampleFields({ samples = [] }: Sketch, index: Index): readonly Uint8Array[] {
  return samples.map(({ stack, values, labels = {}, unpacked = false }) => {
    const list = (number: number, items: readonly Int[]): Uint8Array =>
      unpacked
        ? Buffer.concat(items.map((item) => varintField(number, item)))
        : field(number, Buffer.concat(items.map(varint)));
    return field(
      2,
      Buffer.concat([
        list(1, stack),
        list(2, values),
        ...Object.entries(labels).map(([key, value]) =>
          field(
            3,
            message(typeof value === 'string' ? { 1: index(key), 2: index(value) } : { 1: index(key), 3: value }),
          ),
        ),
      ]),
    );
  });
}

function headerFields(sketch: Sketch, index: Index): readonly Uint8Array[] {
  const { dropFrames, keepFrames, timeNanos, durationNanos, comments = [], defaultSampleType, period } = sketch;
  const optional = (number: number, value: Int | undefined): readonly Uint8Array[] =>
    value === undefined ? [] : [varintField(number, value)];
  const text = (number: number, value = ''): readonly Uint8Array[] =>
    value === '' ? [] : optional(number, index(value));
  return [
    ...text(7, dropFrames),
    ...text(8, keepFrames),
    ...optional(9, timeNanos),
    ...optional(10, durationNanos),
    ...(period === undefined
      ? []
      : [field(11, message({ 1: index(period[0]), 2: index(period[1]) })), varintField(12, period[2])]),
    ...comments.map((comment) => varintField(13, index(comment))),
    ...text(14, defaultSampleType),
  ];
}

export function field(number: number, bytes: Uint8Array): Uint8Array {
  return Writer.create()
    .uint32(number * 8 + 2)
    .bytes(bytes)
    .finish();
}

export function varintField(number: number, value: Int): Uint8Array {
  return Buffer.concat([
    Writer.create()
      .uint32(number * 8)
      .finish(),
    varint(value),
  ]);
}

function message(fields: Readonly<Record<number, Int>>): Uint8Array {
  return Buffer.concat(Object.entries(fields).map(([number, value]) => varintField(Number(number), value)));
}

function varint(value: Int): Uint8Array {
  // As text, so that no digit is lost on the way.
  return Writer.create()
    .uint64(BigInt.asUintN(64, BigInt(value)).toString())
    .finish();
}
