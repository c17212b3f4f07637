import type { ProfileLimits } from '../protocol.ts';
import { type Decoded, decode } from './decode.ts';
import { inflate } from './inflate.ts';
import { ProfileError } from './message.ts';
import { recognize, recognizeText } from './recognize.ts';

/**
 * Decodes a profile as it comes from a file: inflated if it is compressed; what is something else is called by its name.
 * @throws ProfileError
 */
export function openProfile(file: Uint8Array, limits: ProfileLimits): Decoded {
  const mistaken = recognize(file);
  if (mistaken !== undefined) throw new ProfileError(mistaken);
  const bytes = inflate(file, limits);
  const mistakenInside = recognize(bytes);
  if (mistakenInside !== undefined) throw new ProfileError(mistakenInside);
  try {
    return decode(bytes);
  } catch (error) {
    const text = error instanceof ProfileError ? recognizeText(bytes) : undefined;
    throw text === undefined ? error : new ProfileError(text);
  }
}
