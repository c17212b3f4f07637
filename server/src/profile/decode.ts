import { Reader } from 'protobufjs/minimal.js';
import { decodeSamples } from './decodeSamples.ts';
import { decodeTables } from './decodeTables.ts';
import { type Message, ProfileError } from './message.ts';
import type { Locations, Profile, Samples } from './model.ts';
import { resolveTables } from './resolveTables.ts';
import { asProfileError } from './wire.ts';

export interface Decoded {
  readonly profile: Profile;
  /** Defects that pprof overlooks and a reader should know of. */
  readonly notices: readonly Message[];
}

/**
 * Decodes an uncompressed pprof protobuf. What `go tool pprof` refuses is refused here too, with the defect named.
 * Format: https://github.com/google/pprof/blob/main/proto/profile.proto
 *
 * Two passes over the file: tables may come after the samples that refer to them, and reading them first lets the
 * second pass write each of the millions of stack entries once, as a row number, without keeping the ids.
 * @throws ProfileError
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) throw new ProfileError({ id: 'emptyFile', args: {} });
  const reader = new Reader(bytes);
  try {
    const raw = decodeTables(reader);
    const tables = resolveTables(raw);
    reader.pos = 0;
    reader.len = bytes.length;
    const { samples, labels, rounded } = decodeSamples(reader, raw, tables);
    checkLength(samples, tables.header.locations);
    const notices: Message[] = [...tables.notices];
    if (rounded > 0) notices.push({ id: 'roundedValues', args: { count: rounded } });
    const oversized = tables.header.sampleTypes.filter(
      (_, type) => !isExactSum(samples.values, type, tables.header.sampleTypes.length),
    );
    if (rounded === 0 && oversized.length > 0) {
      notices.push({ id: 'roundedTotals', args: { types: oversized.map(({ type }) => type).join(', ') } });
    }
    return { profile: { ...tables.header, samples, labels }, notices };
  } catch (error) {
    throw asProfileError(error, reader);
  }
}

/** A billion frames take half a minute; the largest honest profiles have a few hundred million. */
const MAX_FRAMES = 2 ** 30;

/** A few bytes of a stack can stand for thousands of inlined frames each, so the size of the file bounds nothing. */
function checkLength({ locations: stacks }: Samples, { count, lineStart }: Locations): void {
  const lines = Uint32Array.from(
    { length: count },
    (_, location) => (lineStart[location + 1] as number) - (lineStart[location] as number),
  );
  const longest = lines.reduce((most, length) => Math.max(most, length), 1);
  if (stacks.length * longest <= MAX_FRAMES) return;
  let frames = 0;
  for (const location of stacks) frames += lines[location] as number;
  if (frames > MAX_FRAMES) throw new ProfileError({ id: 'tooManyFrames', args: { frames } });
}

/** Whether no sum of values of one sample type can leave the range in which doubles are exact. */
function isExactSum(values: Float64Array, type: number, types: number): boolean {
  let sum = 0;
  for (let at = type; at < values.length; at += types) sum += Math.abs(values[at] as number);
  return sum <= Number.MAX_SAFE_INTEGER;
}
