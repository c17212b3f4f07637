import type { Sketch } from './encode.ts';

/** main → work (with `inner` inlined) and main → idle; two sample types; nothing wrong with it. */
export const SOUND: Sketch = {
  sampleTypes: [
    ['samples', 'count'],
    ['cpu', 'nanoseconds'],
  ],
  samples: [
    { stack: [2, 1], values: [3, 30_000_000] },
    { stack: [3, 1], values: [1, 10_000_000], labels: { task: 'sweep', bytes: 512 } },
  ],
  mappings: [{ id: 1, start: 0x400000, limit: 0x800000, file: '/app/server', buildId: 'b1' }],
  locations: [
    { id: 1, mapping: 1, address: 0x400100, lines: [[1, 10]] },
    {
      id: 2,
      mapping: 1,
      address: 0x400200,
      lines: [
        [3, 31],
        [2, 20],
      ],
    },
    { id: 3, mapping: 1, address: 0x400300, lines: [[4, 40]] },
  ],
  functions: [
    { id: 1, name: 'main.main', file: 'main.go', startLine: 8 },
    { id: 2, name: 'main.work', file: 'work.go', startLine: 18 },
    { id: 3, name: 'main.inner', file: 'work.go', startLine: 28 },
    { id: 4, name: 'main.idle', file: 'idle.go', startLine: 38 },
  ],
  timeNanos: 1_700_000_000_000_000_000n,
  durationNanos: 1_000_000_000,
  period: ['cpu', 'nanoseconds', 10_000_000],
  comments: ['made by hand'],
};
