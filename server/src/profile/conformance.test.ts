import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { decode } from './decode.ts';
import { type MessageId, ProfileError } from './message.ts';
import { encode, field, type Sketch, varintField } from './testing/encode.ts';
import { SOUND } from './testing/sketches.ts';

/** What pprof accepts although it is defective, with the notice that names the defect. */
const ACCEPTED: readonly (readonly [what: string, sketch: Sketch, notice: MessageId | undefined])[] = [
  ['a sound profile', SOUND, undefined],
  [
    'a name that is not UTF-8',
    { ...SOUND, rawStrings: { 'main.idle': Uint8Array.of(0x6d, 0xff, 0xfe) } },
    'invalidUtf8',
  ],
  [
    'a name that holds the replacement character',
    { ...SOUND, functions: SOUND.functions!.map((each) => ({ ...each, name: 'a\uFFFDb' })) },
    undefined,
  ],
  ['a missing mapping', { ...SOUND, mappings: [] }, 'missingMapping'],
  ['a value above 2^53', { ...SOUND, samples: [{ stack: [1], values: [1, 2n ** 55n + 1n] }] }, 'roundedValues'],
  ['a sample without a stack', { ...SOUND, samples: [{ stack: [], values: [1, 1] }] }, undefined],
  [
    'a location without lines',
    { ...SOUND, locations: SOUND.locations!.map(({ id }) => ({ id, mapping: 1 })) },
    undefined,
  ],
];

/** What pprof refuses. */
const REFUSED: readonly (readonly [what: string, bytes: Uint8Array, message: MessageId, says: RegExp])[] = [
  [
    'a missing location',
    encode({ ...SOUND, samples: [{ stack: [1, 99], values: [1, 1] }] }),
    'missingLocation',
    /sample 1 refers to location 99/,
  ],
  [
    'location 0 in a stack',
    encode({ ...SOUND, samples: [{ stack: [0], values: [1, 1] }] }),
    'missingLocation',
    /location 0/,
  ],
  [
    'a location with id 0',
    encode({ ...SOUND, locations: [...SOUND.locations!, { id: 0 }] }),
    'reservedId',
    /a location has the id 0/,
  ],
  [
    'a function with id 0',
    encode({ ...SOUND, functions: [...SOUND.functions!, { id: 0, name: 'x' }] }),
    'reservedId',
    /a function/,
  ],
  ['a mapping with id 0', encode({ ...SOUND, mappings: [...SOUND.mappings!, { id: 0 }] }), 'reservedId', /a mapping/],
  [
    'function 0 in a line',
    encode({ ...SOUND, locations: [...SOUND.locations!, { id: 9, lines: [[0, 1]] }] }),
    'missingFunction',
    /location 9 refers to function 0/,
  ],
  [
    'a missing function',
    encode({ ...SOUND, locations: [...SOUND.locations!, { id: 9, lines: [[77, 1]] }] }),
    'missingFunction',
    /function 77/,
  ],
  [
    'two locations with one id',
    encode({ ...SOUND, locations: [...SOUND.locations!, { id: 2 }] }),
    'duplicateId',
    /two locations have the same id, 2/,
  ],
  [
    'two functions with one id',
    encode({ ...SOUND, functions: [...SOUND.functions!, { id: 2, name: 'x' }] }),
    'duplicateId',
    /two functions/,
  ],
  [
    'two mappings with one id',
    encode({ ...SOUND, mappings: [...SOUND.mappings!, { id: 1 }] }),
    'duplicateId',
    /two mappings/,
  ],
  [
    'two large ids alike',
    encode({ ...SOUND, locations: [...SOUND.locations!, { id: 2n ** 60n }, { id: 2n ** 60n }] }),
    'duplicateId',
    /1152921504606846976/,
  ],
  [
    'too many values',
    encode({ ...SOUND, samples: [{ stack: [1], values: [1, 2, 3] }] }),
    'valueCount',
    /sample 1 has 3 values for 2 sample types/,
  ],
  ['too few values', encode({ ...SOUND, samples: [{ stack: [1], values: [1] }] }), 'valueCount', /1 value for 2/],
  [
    'a string out of range',
    encode({ ...SOUND, functions: [{ id: 1, nameIndex: 500 }, ...SOUND.functions!.slice(1)] }),
    'stringOutOfRange',
    /string 500/,
  ],
  [
    'a negative string index',
    encode({ ...SOUND, functions: [{ id: 1, nameIndex: -1 }, ...SOUND.functions!.slice(1)] }),
    'stringOutOfRange',
    /string -1/,
  ],
  [
    'a first string that is not empty',
    Buffer.concat([field(6, Uint8Array.of(0x61)), encode(SOUND)]),
    'firstStringNotEmpty',
    /must be empty/,
  ],
  ['two profiles in a row', Buffer.concat([encode(SOUND), encode(SOUND)]), 'concatenated', /holds two profiles/],
  ['no sample types', encode({ ...SOUND, sampleTypes: [], samples: [] }), 'noSampleTypes', /names no sample types/],
  [
    'a known field of another type',
    Buffer.concat([encode(SOUND), varintField(4, 1)]),
    'wrongWireType',
    /field 4 at byte/,
  ],
  [
    'a group',
    Buffer.concat([encode(SOUND), Uint8Array.of(0x83, 0x01, 0x84, 0x01)]),
    'notProtobuf',
    /not valid protobuf/,
  ],
  [
    'a varint of eleven bytes',
    Buffer.concat([encode(SOUND), Uint8Array.of(0x50), new Uint8Array(11).fill(0x80)]),
    'notProtobuf',
    /not valid protobuf/,
  ],
];

for (const [what, sketch, notice] of ACCEPTED) {
  test(`${what}: ${notice === undefined ? 'shown' : 'shown, with a notice'}`, () => {
    const found = decode(encode(sketch)).notices.map(({ id }) => id);
    assert.deepEqual(found, notice === undefined ? [] : [notice]);
  });
}

for (const [what, bytes, id, says] of REFUSED) {
  test(`${what}: refused, with the defect named`, () => {
    assert.throws(
      () => decode(bytes),
      (error) => error instanceof ProfileError && error.detail.id === id && says.test(error.message),
    );
  });
}

const hasGo = spawnSync('go', ['version']).status === 0;

test('go tool pprof accepts and refuses the same', { skip: !hasGo && 'needs Go' }, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-decode-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const cases = [
    ...ACCEPTED.map(([what, sketch]) => [what, encode(sketch), true] as const),
    ...REFUSED.map(([what, bytes]) => [what, bytes, false] as const),
  ];
  for (const [what, bytes, accepted] of cases) {
    const path = join(folder, 'profile.pb');
    writeFileSync(path, bytes);
    const go = spawnSync('go', ['tool', 'pprof', '-symbolize=none', '-top', path], { encoding: 'utf8' });
    assert.equal(go.status === 0, accepted, `${what}: ${go.stderr}`);
  }
});
