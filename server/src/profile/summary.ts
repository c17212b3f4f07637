import type { ProfileSummary } from '../protocol.ts';
import { baseName } from './frames.ts';
import { type Locale, type Message, text } from './message.ts';
import type { Profile } from './model.ts';
import { sampleTypeToOpen, valuesOf } from './sampleType.ts';

/** What is known of a profile before any tree is built. */
export function summarize(profile: Profile, notices: readonly Message[], locale: Locale): ProfileSummary {
  const toOpen = sampleTypeToOpen(profile);
  const main = profile.mappings[0]?.file ?? '';
  return {
    sampleTypes: profile.sampleTypes,
    defaultSampleType: toOpen.index,
    sampleCount: profile.samples.count,
    timeMillis: Number(profile.timeNanos / 1_000_000n),
    durationNanos: profile.durationNanos,
    binary: main === '' ? '' : baseName(main),
    notices: [...toOpen.notices, ...notices, ...scarcity(profile)].map((notice) => text(notice, locale)),
  };
}

/** Below this many samples, shares are too rough to be told apart. */
const FEW_SAMPLES = 100;

/** Of `n` samples, a share of one half has a standard error of 1 / (2√n). */
function scarcity(profile: Profile): readonly Message[] {
  if (profile.samples.count === 0) return [{ id: 'noSamples', args: {} }];
  const counting = profile.sampleTypes.findIndex(({ type, unit }) => type === 'samples' && unit === 'count');
  if (counting < 0) return [];
  const count = valuesOf(profile, counting).reduce((sum, value) => sum + Math.abs(value), 0);
  if (count === 0 || count >= FEW_SAMPLES) return [];
  return [{ id: 'fewSamples', args: { count, percent: Math.round(50 / Math.sqrt(count)) } }];
}
