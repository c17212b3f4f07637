import { type Message, ProfileError } from './message.ts';
import type { Profile } from './model.ts';

/** The column of values of one sample type, one per sample. */
export function valuesOf({ samples, sampleTypes }: Profile, sampleType: number): Float64Array {
  const types = sampleTypes.length;
  const values = new Float64Array(samples.count);
  for (let sample = 0; sample < samples.count; sample++)
    values[sample] = samples.values[sample * types + sampleType] as number;
  return values;
}

/** The sample type that pprof opens on: the one that the profile asks for, else the last. */
function defaultSampleType({ sampleTypes, defaultSampleType: wanted }: Profile): number {
  const named = wanted === '' ? -1 : sampleTypes.findIndex(({ type }) => type === wanted);
  return named >= 0 ? named : sampleTypes.length - 1;
}

/**
 * The sample type with that name or number; without either, the default.
 * @throws ProfileError if there is none
 */
export function sampleTypeNamed(profile: Profile, name: string): number {
  const { sampleTypes } = profile;
  if (name === '') return defaultSampleType(profile);
  const types = sampleTypes.map(({ type }) => type);
  // Old heap profiles have `space` and `objects` for what is now called `inuse_space` and `inuse_objects`.
  const legacy = name.replace(/^inuse_/, '');
  const index = /^[+-]?\d+$/.test(name) ? Number(name) : types.findIndex((type) => type === name || type === legacy);
  if (index >= 0 && index < types.length) return index;
  throw new ProfileError({ id: 'noSampleTypeNamed', args: { name, types: types.join(', ') } });
}

/** The sample type that a viewer opens on: pprof's, unless that shows nothing and another shows something. */
export function sampleTypeToOpen(profile: Profile): { readonly index: number; readonly notices: readonly Message[] } {
  const { sampleTypes, defaultSampleType: wanted } = profile;
  const notices: Message[] = [];
  if (wanted !== '' && !sampleTypes.some(({ type }) => type === wanted)) {
    notices.push({ id: 'unknownDefaultType', args: { name: wanted } });
  }
  const usual = defaultSampleType(profile);
  if (hasValues(profile, usual)) return { index: usual, notices };
  const other = sampleTypes.findIndex((_, type) => hasValues(profile, type));
  if (other < 0) return { index: usual, notices };
  const name = (index: number): string => sampleTypes[index]?.type ?? '';
  notices.push({ id: 'defaultTypeAllZero', args: { zero: name(usual), shown: name(other) } });
  return { index: other, notices };
}

function hasValues({ samples, sampleTypes }: Profile, sampleType: number): boolean {
  for (let at = sampleType; at < samples.values.length; at += sampleTypes.length) {
    if (samples.values[at] !== 0) return true;
  }
  return false;
}
