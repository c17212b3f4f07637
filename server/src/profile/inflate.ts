import { gunzipSync } from 'node:zlib';
import type { ProfileLimits } from '../protocol.ts';
import { type Message, ProfileError } from './message.ts';

/**
 * The bytes of a profile without compression. gzip is known by its magic, anything else is taken as it is. Several
 * members in a row are joined and padding after the last one is ignored, as gzip's own tools do.
 * @throws ProfileError when the result would exceed the limit, or the gzip data is cut off or damaged.
 */
export function inflate(file: Uint8Array, limits: ProfileLimits): Uint8Array {
  if (file.length < 2 || file[0] !== 0x1f || file[1] !== 0x8b) {
    if (file.length > limits.maxBytes)
      throw failure({ id: 'largerThanLimit', args: { size: file.length, limit: limits.maxBytes } });
    return file;
  }
  try {
    return gunzipSync(file, { maxOutputLength: limits.maxBytes, chunkSize: expectedSize(file, limits) });
  } catch (error) {
    throw failure(explain(error, file, limits));
  }
}

/** Deflate cannot shrink data by more than this factor, so a trailer that claims more is not to be believed. */
const MAX_DEFLATE_RATIO = 1032;
const SMALLEST_CHUNK = 64 * 1024;

/** One chunk of the right size spares zlib from collecting thousands of small ones and joining them. */
function expectedSize(file: Uint8Array, limits: ProfileLimits): number {
  const trailer = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const claimed = file.length < 18 ? 0 : trailer.getUint32(file.length - 4, true);
  const possible = Math.min(claimed, file.length * MAX_DEFLATE_RATIO, limits.maxBytes);
  return Math.max(possible + 1, SMALLEST_CHUNK);
}

function explain(error: unknown, file: Uint8Array, limits: ProfileLimits): Message {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') return { id: 'inflatesBeyondLimit', args: { limit: limits.maxBytes } };
  if (code === 'Z_BUF_ERROR') return { id: 'gzipTruncated', args: { size: file.length } };
  return { id: 'gzipDamaged', args: {} };
}

function failure(message: Message): ProfileError {
  return new ProfileError(message);
}
