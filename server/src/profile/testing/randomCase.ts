import type { Int, LocationSketch, SampleSketch, Sketch } from './encode.ts';

/** A pair of profiles full of rare things, and what to ask `go tool pprof -top` about them. */
export interface RandomCase {
  readonly profile: Sketch;
  readonly base: Sketch;
  /** In pprof's spelling; BASE stands for the path of the base. */
  readonly options: readonly string[];
}

/** The same case for the same seed, so that what pprof said of it can be kept. */
export function randomCase(seed: number): RandomCase {
  const dice = diceFrom(seed);
  const { pick, between, chance } = dice;
  const types = Array.from({ length: between(1, 3) }, () => pick(UNITS));
  const functions = Array.from({ length: between(2, 8) }, (_, at) => {
    const name = pick(NAMES);
    return { id: at + 1, name, file: pick(FILES), startLine: name === '' ? 0 : between(0, 3) };
  });
  const traits = { types, functions, negative: chance(0.3), magnitude: pick([3, 100, 1e5, 1e9]), period: chance(0.5) };
  const coarser = types.map(([type, unit]) => [type, COARSER[unit] ?? unit] as const);
  const profile = sketch(dice, traits);
  const reordered = functions.toReversed().map((each, at) => ({ ...each, id: at + 1 }));
  const base = sketch(dice, {
    ...traits,
    types: chance(0.15) ? coarser : types,
    functions: chance(0.7) ? functions : reordered,
  });
  return { profile, base, options: options(dice, types.at(-1)?.[0] ?? '') };
}

const NAMES = [
  'main.main',
  'main.(*T).work',
  'json.Marshal',
  'runtime.mallocgc',
  'a',
  'b',
  '',
  'café.λ',
  '世界.F',
  '😀.g',
  '\uFFEE.h',
  'f[...]',
  'operator()(int)',
  '(anonymous namespace)::x',
  'a.b(c)',
  '.dot',
] as const;
const FILES = ['', '/app/main.go', 'json.go', 'runtime/malloc.go'] as const;
const UNITS = [
  ['samples', 'count'],
  ['cpu', 'nanoseconds'],
  ['space', 'bytes'],
  ['wall', 'microseconds'],
  ['x', 'widgets'],
  ['mem', 'kilobytes'],
  ['gcu', 'nanogcu'],
  ['seconds', 's'],
] as const;
const COARSER: Readonly<Record<string, string>> = { nanoseconds: 'milliseconds', bytes: 'kilobytes' };

interface Traits {
  readonly types: readonly (readonly [string, string])[];
  readonly functions: NonNullable<Sketch['functions']>;
  readonly negative: boolean;
  readonly magnitude: number;
  readonly period: boolean;
}

function sketch(dice: Dice, { types, functions, negative, magnitude, period }: Traits): Sketch {
  const { pick, between, chance } = dice;
  const page = 4096;
  const mappings = pick([
    [],
    [{ id: 1, start: page, limit: 65_536, file: '/usr/bin/app', buildId: 'abc' }],
    [
      { id: 1, start: page * between(1, 3), limit: 65_536 + between(0, 5000), file: '/usr/bin/app' },
      { id: 2, start: 1e6, limit: 2e6, file: '/lib/libc.so' },
    ],
    [
      { id: 3, file: '' },
      { id: 2, file: '[vdso]' },
    ],
  ]);
  const locations: readonly LocationSketch[] = Array.from({ length: between(1, 10) }, (_, at) => ({
    id: at + 1,
    mapping: mappings.length > 0 && chance(0.8) ? pick(mappings).id : 0,
    address: between(page, 9000),
    lines: chance(0.1)
      ? []
      : Array.from({ length: pick([1, 1, 1, 2, 3]) }, () => [between(1, functions.length), between(0, 3)] as const),
  }));
  const value = (): Int => (chance(0.15) ? 0 : between(negative ? -magnitude : 0, magnitude));
  const samples: readonly SampleSketch[] = Array.from({ length: between(0, 14) }, () => ({
    stack: Array.from({ length: between(0, 7) }, () => between(1, locations.length)),
    values: types.map(value),
    labels: chance(0.3) ? { [pick(['k', 'bytes', 'pprof::base'])]: pick(['v', 'true', 5, 1024]) } : {},
  }));
  return {
    sampleTypes: types,
    samples,
    mappings,
    locations,
    functions,
    ...(chance(0.3) ? { defaultSampleType: pick(types)[0] } : {}),
    ...(chance(0.3)
      ? { dropFrames: pick(['a', 'runtime\\..*', 'json\\.Marshal|b', '(*)', 'operator\\(\\)', '.*']) }
      : {}),
    ...(chance(0.2) ? { keepFrames: pick(['a', 'main.*']) } : {}),
    ...(period && types[0] !== undefined ? { period: [...types[0], 100] as const } : {}),
  };
}

function options({ pick, between, chance }: Dice, lastType: string): readonly string[] {
  const chosen = [`-nodefraction=${pick([0, 0.005, 0.1, 0.25])}`, `-edgefraction=${pick([0, 0.001, 0.2])}`];
  if (chance(0.5)) chosen.push(`-nodecount=${between(1, 5)}`);
  if (chance(0.4)) chosen.push(`-sample_index=${pick(['0', lastType])}`);
  if (chance(0.25)) chosen.push(`-focus=${pick(['main', 'a', '^$', 'json|b', '.*', 'app', '(?i)MAIN'])}`);
  if (chance(0.2)) chosen.push(`-ignore=${pick(['runtime', 'libc', 'b', '\\.go'])}`);
  if (chance(0.25)) chosen.push(`-hide=${pick(['main', 'a', 'libc', '^$', 'json.go'])}`);
  if (chance(0.2)) chosen.push(`-show=${pick(['main', 'a|b', 'app', '^$', '.'])}`);
  if (chance(0.4)) chosen.push(pick(['-base=BASE', '-diff_base=BASE']), ...(chance(0.4) ? ['-normalize'] : []));
  return chosen;
}

interface Dice {
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Both ends included. */
  readonly between: (first: number, last: number) => number;
  readonly chance: (share: number) => boolean;
}

function diceFrom(seed: number): Dice {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
  const roll = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return {
    pick: (items) => items[Math.floor(roll() * items.length)] as (typeof items)[number],
    between: (first, last) => first + Math.floor(roll() * (last - first + 1)),
    chance: (share) => roll() < share,
  };
}
