import type { Profile } from './model.ts';
import { nameMatcher } from './nameMatcher.ts';
import { withLines, withStacks } from './restack.ts';

/** Regular expressions in Go's syntax, matched against function names, file names and the names of binaries. */
export interface Filters {
  /** Only samples that pass through a match. */
  readonly focus?: string;
  /** No samples that pass through a match. */
  readonly ignore?: string;
  /** Stacks without matching frames. */
  readonly hide?: string;
  /** Stacks with only matching frames. */
  readonly show?: string;
}

export type FilterName = keyof Filters;

export const FILTER_NAMES: readonly FilterName[] = ['focus', 'ignore', 'hide', 'show'];

export interface Filtered {
  readonly profile: Profile;
  /** Filters that matched nothing, which is most often a mistake. */
  readonly idle: readonly FilterName[];
}

/**
 * Applies filters as `go tool pprof` does. A location is judged with all that is inlined in it, before anything of it is
 * hidden.
 * @throws ProfileError if an expression is not valid
 */
export function filterSamples(profile: Profile, filters: Filters): Filtered {
  if (FILTER_NAMES.every((name) => !filters[name])) return { profile, idle: [] };
  const [focus, ignore, hide, show] = FILTER_NAMES.map((name) => locationTest(profile, filters[name]));
  const rows = Array.from({ length: profile.locations.count }, (_, location) => location);
  const ignored = rows.map((location) => ignore?.location(location) ?? false);
  const focused = rows.map((location) => !ignored[location] && (focus?.location(location) ?? true));
  const hiding = rows.map((location) => hide?.location(location) ?? false);

  const hidden = new Set<number>();
  let shown = false;
  const remaining = withLines(profile, (lines, location) => {
    let kept = lines;
    if (hiding[location]) kept = hide?.binary(location) ? [] : kept.filter((line) => !hide?.line(line));
    if (show !== undefined && !show.binary(location)) kept = kept.filter((line) => show.line(line));
    if (kept.length === 0 && (hiding[location] || show !== undefined)) hidden.add(location);
    else if (show !== undefined) shown = true;
    return kept;
  });
  const result = withStacks(remaining, (stack) => {
    if (!stack.some((location) => focused[location]) || stack.some((location) => ignored[location])) return undefined;
    if (hidden.size === 0) return stack;
    const visible = stack.filter((location) => !hidden.has(location));
    return visible.length === 0 ? undefined : visible;
  });
  const matched = {
    focus: focused.includes(true),
    ignore: ignored.includes(true),
    hide: hiding.includes(true),
    show: shown,
  };
  return { profile: result, idle: FILTER_NAMES.filter((name) => filters[name] && !matched[name]) };
}

interface LocationTest {
  readonly location: (location: number) => boolean;
  readonly line: (line: number) => boolean;
  readonly binary: (location: number) => boolean;
}

/** What an expression matches: functions by name and file, binaries by file. Nothing for no expression. */
function locationTest(profile: Profile, expression = ''): LocationTest | undefined {
  if (expression === '') return undefined;
  const matches = nameMatcher(expression);
  const { locations, functions, mappings, strings } = profile;
  const functionMatches = Array.from(
    functions.name,
    (name, row) => matches(strings[name] ?? '') || matches(strings[functions.file[row] as number] ?? ''),
  );
  const binary = (location: number): boolean => {
    const mapping = mappings[locations.mapping[location] as number];
    return mapping !== undefined && matches(mapping.file);
  };
  const line = (row: number): boolean => functionMatches[locations.lineFunction[row] as number] === true;
  const location = (row: number): boolean => {
    const end = locations.lineStart[row + 1] as number;
    for (let at = locations.lineStart[row] as number; at < end; at++) {
      if (line(at)) return true;
    }
    return binary(row);
  };
  return { location, line, binary };
}
