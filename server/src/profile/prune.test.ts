import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from './decode.ts';
import type { Profile } from './model.ts';
import { dropFrames } from './prune.ts';
import { encode, type Sketch } from './testing/encode.ts';

/**
 * A stack is written from root to leaf, one letter per frame, with what is inlined in brackets: `m[wi]a` is m, then w
 * with i inlined, then a.
 */
function profileOf(stacks: readonly string[], dropped: string, kept = ''): Profile {
  const places = [...new Set(stacks.flatMap((stack) => stack.match(/\[\w+\]|\w/g) ?? []))];
  const letters = [...new Set(places.join('').replace(/\W/g, ''))];
  const sketch: Sketch = {
    sampleTypes: [['samples', 'count']],
    samples: stacks.map((stack) => ({
      stack: (stack.match(/\[\w+\]|\w/g) ?? []).map((place) => places.indexOf(place) + 1).toReversed(),
      values: [1],
    })),
    locations: places.map((place, at) => ({
      id: at + 1,
      lines: Array.from(place.replace(/\W/g, ''))
        .toReversed()
        .map((letter) => [letters.indexOf(letter) + 1, 1] as const),
    })),
    functions: letters.map((letter, at) => ({ id: at + 1, name: `${letter}(int, char)` })),
    dropFrames: dropped,
    keepFrames: kept,
  };
  return decode(encode(sketch)).profile;
}

function stacksOf({ samples, locations, functions, strings }: Profile): readonly string[] {
  return Array.from({ length: samples.count }, (_, sample) =>
    [...samples.locations.subarray(samples.stackStart[sample], samples.stackStart[sample + 1])]
      .map((location) => {
        const lines = locations.lineFunction.subarray(locations.lineStart[location], locations.lineStart[location + 1]);
        return [...lines]
          .map((row) => strings[functions.name[row]!]![0])
          .toReversed()
          .join('');
      })
      .toReversed()
      .join(' '),
  );
}

for (const [what, stacks, dropped, kept, expected] of [
  ['nothing to drop', ['mab'], '', '', ['m a b']],
  ['a match goes with all it calls', ['mabc', 'mb'], 'b', '', ['m a', 'm']],
  ['the whole name must match', ['mab'], 'bb|ab|^$', '', ['m a b']],
  ['arguments do not count', ['mab'], 'b\\(int, char\\)', '', ['m a b']],
  ['what is to be kept is kept', ['mabc'], 'b|c', 'b', ['m a b']],
  ['frames before the first other one stay', ['bmabc'], 'b', '', ['b m a']],
  ['a stack that is all uninteresting stays', ['bb'], 'b', '', ['b b']],
  ['of an inlined match the callers stay', ['m[wi]a'], 'i', '', ['m w']],
  ['a match with something inlined goes whole', ['m[wi]a'], 'w', '', ['m']],
  ['the outermost match counts', ['m[wiw]a'], 'w', '', ['m']],
  ['a partial match before the first other frame still loses its callees', ['[wi]ma'], 'i', '', ['w m a']],
] as const) {
  test(`drop_frames: ${what}`, () => {
    const { profile, notices } = dropFrames(profileOf(stacks, dropped, kept));
    assert.deepEqual(stacksOf(profile), expected);
    assert.deepEqual(notices, []);
  });
}

test('names of C++ keep the parentheses that belong to them', () => {
  const sketch: Sketch = {
    sampleTypes: [['samples', 'count']],
    samples: [{ stack: [2, 1], values: [1] }],
    locations: [
      { id: 1, lines: [[1, 1]] },
      { id: 2, lines: [[2, 1]] },
    ],
    functions: [
      { id: 1, name: 'main' },
      { id: 2, name: '.(anonymous namespace)::operator()(int)' },
    ],
    dropFrames: '\\(anonymous namespace\\)::operator\\(\\)',
  };
  const { profile } = dropFrames(decode(encode(sketch)).profile);
  assert.deepEqual([...profile.samples.locations], [0]);
});

test('an expression that is not valid drops nothing, and a notice says so', () => {
  const before = profileOf(['mab'], '(*)');
  const { profile, notices } = dropFrames(before);
  assert.deepEqual(profile, before);
  assert.deepEqual(notices, [{ id: 'badDropFrames', args: {} }]);
});
