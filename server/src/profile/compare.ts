import { align, normalize, scaleValues } from './align.ts';
import { markAsBase } from './labels.ts';
import { merge } from './merge.ts';
import type { Profile } from './model.ts';

export interface Comparison {
  readonly base: Profile;
  /**
   * `subtract` cancels what both have in common, and shares refer to what is left; `difference` keeps the base apart, and
   * shares refer to the base. These are pprof's -base and -diff_base.
   */
  readonly mode: 'subtract' | 'difference';
  /** Scale the profile to the base first, for recordings of different length. */
  readonly normalized: boolean;
}

/**
 * The profile less its base.
 * @throws ProfileError if they do not measure the same
 */
export function compare(profile: Profile, { base, mode, normalized }: Comparison): Profile {
  const [own = profile] = align([profile]);
  const [other = base] = align([base]);
  const marked = mode === 'difference' ? markAsBase(other) : other;
  const scaled = normalized ? normalize(own, marked) : own;
  return merge(
    scaled,
    scaleValues(
      marked,
      marked.sampleTypes.map(() => -1),
    ),
  );
}
