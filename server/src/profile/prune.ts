import { type Message, ProfileError } from './message.ts';
import type { Profile } from './model.ts';
import { nameMatcher } from './nameMatcher.ts';
import { withLines, withStacks } from './restack.ts';

/** Drops the frames that the profile itself calls uninteresting, as `go tool pprof` does before any report. */
export function dropFrames(profile: Profile): { readonly profile: Profile; readonly notices: readonly Message[] } {
  if (profile.dropFrames === '') return { profile, notices: [] };
  try {
    const drop = nameMatcher(`^(${profile.dropFrames})$`);
    const keep = profile.keepFrames === '' ? () => false : nameMatcher(`^(${profile.keepFrames})$`);
    return { profile: prune(profile, (name) => drop(name) && !keep(name)), notices: [] };
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return { profile, notices: [{ id: 'badDropFrames', args: {} }] };
  }
}

type Fate = 'stays' | 'losesCallees' | 'goes';

/**
 * Removes matching frames and everything they called. Frames before the first that does not match stay, since a stack
 * that is all uninteresting would vanish.
 */
function prune(profile: Profile, drops: (name: string) => boolean): Profile {
  const { functions, locations, strings } = profile;
  const dropped = Array.from(functions.name, (name) => {
    const text = strings[name] ?? '';
    return text !== '' && drops(withoutArguments(text));
  });
  const fates: Fate[] = [];
  const pruned = withLines(profile, (lines) => {
    // The outermost match counts; lines list the innermost call first.
    const match = lines.findLastIndex((line) => dropped[locations.lineFunction[line] as number] === true);
    const whole = match === lines.length - 1;
    fates.push(match < 0 ? 'stays' : whole ? 'goes' : 'losesCallees');
    return whole ? lines : lines.slice(match + 1);
  });
  return withStacks(pruned, (stack) => {
    const user = stack.findLastIndex((location) => fates[location] === 'stays');
    if (user < 0) return stack;
    const cut = stack.subarray(0, user).findLastIndex((location) => fates[location] !== 'stays');
    if (cut < 0) return stack;
    return stack.subarray(fates[stack[cut] as number] === 'goes' ? cut + 1 : cut);
  });
}

/** The name up to its argument list; parentheses that belong to a C++ name do not begin one. */
function withoutArguments(name: string): string {
  const trimmed = name.startsWith('.') ? name.slice(1) : name;
  for (const { 0: found, index } of trimmed.matchAll(/\(anonymous namespace\)|operator\(\)|\(/g)) {
    if (found === '(') return trimmed.slice(0, index);
  }
  return trimmed;
}
