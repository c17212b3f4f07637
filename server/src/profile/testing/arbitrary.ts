import * as fc from 'fast-check';
import type { Sketch } from './encode.ts';

const PLACES = 6;

/** Profiles with few functions, so that stacks share, recur and inline; values may cancel. */
export const sketches: fc.Arbitrary<Sketch> = fc
  .record({
    locations: fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }), {
      minLength: PLACES,
      maxLength: PLACES,
    }),
    samples: fc.array(
      fc.record({
        stack: fc.array(fc.integer({ min: 1, max: PLACES }), { maxLength: 8 }),
        values: fc.tuple(fc.integer({ min: -3, max: 9 }), fc.integer({ min: 0, max: 5 })),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ locations, samples }) => ({
    sampleTypes: [
      ['delta', 'count'],
      ['samples', 'count'],
    ],
    samples,
    mappings: [{ id: 1, file: '/app/server' }],
    locations: locations.map((lines, at) => ({
      id: at + 1,
      mapping: at % 2,
      lines: lines.map((callee) => [callee, at] as const),
    })),
    functions: [1, 2, 3, 4, 5].map((id) => ({
      id,
      name: id === 5 ? '' : `f${id}`,
      file: `f${id}.go`,
      startLine: id === 4 ? 0 : id * 10,
    })),
  }));
