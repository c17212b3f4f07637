import type { Model } from './model.ts';

export interface Search {
  readonly query: string;
  /** 1 for every frame whose name matches. */
  readonly frames: Uint8Array;
  /** How many functions match, and at how many places of the graph they stand. */
  readonly functions: number;
  readonly places: number;
  /** Σ|total| of the places that have no match above them: what the matches cover together, counted once. */
  readonly covered: number;
  /** How many of the nodes before this one match or have a match below them; one entry longer than the nodes. */
  readonly hidden: Uint32Array;
}

/**
 * Plain text in any case, or `/regular expression/`. Undefined for an empty query; a broken expression is taken as text,
 * for it is most likely half typed.
 */
export function searchFor(model: Model, query: string): Search | undefined {
  const matches = matcher(query);
  if (matches === undefined) return undefined;
  const names = namesFor(model, query);
  const frames = new Uint8Array(names.length);
  let functions = 0;
  // Row 0 is the artificial root, which is no function.
  for (let frame = 1; frame < names.length; frame++) {
    if (!matches(names[frame] ?? '')) continue;
    frames[frame] = 1;
    functions += 1;
  }
  return { query, frames, functions, ...spread(model, frames) };
}

/** Type arguments are looked at only if the query has brackets: else `json` would find every struct with a JSON tag. */
export function namesFor({ frames }: Model, query: string): readonly string[] {
  return query.includes('[') && !query.includes('[…]') ? frames.names : frames.plainNames;
}

/** Whether one of these neighbouring siblings matches, or anything below them: a match in a merged run must show. */
export function hasMatch(search: Search, first: number, count: number): boolean {
  return (search.hidden[first + count] ?? 0) > (search.hidden[first] ?? 0);
}

/** Places of all matches, the widest first: the order of n and N. */
export function placesOf(model: Model, search: Search): Uint32Array {
  const places = new Uint32Array(search.places);
  let count = 0;
  for (let frame = 1; frame < search.frames.length; frame++) {
    if (search.frames[frame] !== 1) continue;
    const found = model.nodesByFrame.subarray(model.frameStart[frame], model.frameStart[frame + 1]);
    places.set(found, count);
    count += found.length;
  }
  return places.sort((one, other) => (model.weight[other] ?? 0) - (model.weight[one] ?? 0) || one - other);
}

function matcher(query: string): ((name: string) => boolean) | undefined {
  const wanted = query.trim();
  if (wanted === '') return undefined;
  const source = /^\/(.+)\/$/.exec(wanted)?.[1];
  const expression = source === undefined ? undefined : compiled(source);
  if (expression !== undefined) return (name) => expression.test(name);
  const lower = wanted.toLowerCase();
  return (name) => name.toLowerCase().includes(lower);
}

function compiled(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'i');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** From functions to places: parents stand before their children, so one walk down is enough. */
function spread(model: Model, frames: Uint8Array): Pick<Search, 'places' | 'covered' | 'hidden'> {
  const { frame, parent } = model.view.nodes;
  const matching = new Uint8Array(frame.length);
  for (let node = 0; node < frame.length; node++) matching[node] = frames[frame[node] ?? 0] ?? 0;
  const above = new Uint8Array(frame.length);
  let places = 0;
  let covered = 0;
  for (let node = 1; node < frame.length; node++) {
    const covering = above[parent[node] ?? 0];
    above[node] = covering === 1 ? 1 : (matching[node] ?? 0);
    if (matching[node] === 0) continue;
    places += 1;
    if (covering === 0) covered += model.weight[node] ?? 0;
  }
  return { places, covered, hidden: countedBelow(matching, parent) };
}

/** Marks spread to all callers, from the last row up, then added up from the left. */
function countedBelow(matching: Uint8Array, parent: Uint32Array): Uint32Array {
  for (let node = matching.length - 1; node > 0; node--) {
    if (matching[node] === 1) matching[parent[node] ?? 0] = 1;
  }
  const sums = new Uint32Array(matching.length + 1);
  for (let node = 0; node < matching.length; node++) sums[node + 1] = (sums[node] ?? 0) + (matching[node] ?? 0);
  return sums;
}
