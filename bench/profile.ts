/**
 * Decoding a 60 MB profile, side by side with the peers that a JavaScript viewer would take: each decoder runs in a
 * process of its own, so that its memory is its own, and the rounds are interleaved, so that the machine's mood is
 * shared fairly.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { generateProfile, LARGE } from './generateProfile.ts';
import { markdownTable, millis, quantile, ratio } from './table.ts';

const ROUNDS = 5;
const FILE = '.bench/profile.pb';
const LIMITS = { maxBytes: 2 ** 31 };

interface Measured {
  /** Milliseconds by step. */
  readonly steps: Readonly<Record<string, number>>;
  /** Peak resident memory of the process, file and all, in MiB. */
  readonly memory: number;
}

/** What a child process does: prepare untimed, then steps in order, each with what the one before gave. */
const DECODERS = {
  Gantry: async () => {
    const { decode } = await import('../server/src/profile/decode.ts');
    return (bytes: Uint8Array) => decode(bytes).profile.samples.count;
  },
  'pprof-format': async () => {
    const { Profile } = await import('pprof-format');
    return (bytes: Uint8Array) => Profile.decode(bytes).sample.length;
  },
  'protobufjs static, numbers': () => protobufjs('numbers'),
  'protobufjs static, Long': () => protobufjs('Long'),
} satisfies Record<string, () => Promise<(bytes: Uint8Array) => number>>;

type Decoder = keyof typeof DECODERS;

export async function profileBench(): Promise<string> {
  prepareFile();
  const names = Object.keys(DECODERS) as Decoder[];
  const runs = new Map<Decoder, Measured[]>(names.map((name) => [name, []]));
  const whole: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) runs.get(name)?.push(child('decode', name));
    whole.push(child('whole'));
  }
  const { size } = statSync(FILE);
  return [
    `Profile of ${(size / 1e6).toFixed(1)} MB, ${LARGE.samples.toLocaleString('en')} samples; medians of ${ROUNDS} rounds.`,
    decodersTable(names, runs),
    wholeTable(whole),
    gate(runs.get('Gantry') ?? [], whole),
    topTable(),
  ].join('\n\n');
}

function decodersTable(names: readonly Decoder[], runs: ReadonlyMap<Decoder, readonly Measured[]>): string {
  const wall = (name: Decoder): number =>
    median((runs.get(name) ?? []).map(({ steps }) => steps['decode'] ?? Number.NaN));
  const memory = (name: Decoder): number => median((runs.get(name) ?? []).map((run) => run.memory));
  return markdownTable(
    ['decoder', 'wall', 'to Gantry', 'peak RSS', 'to Gantry'],
    names.map((name) => [
      name,
      millis(wall(name)),
      ratio(wall(name), wall('Gantry')),
      `${memory(name).toFixed(0)} MiB`,
      ratio(memory(name), memory('Gantry')),
    ]),
  );
}

function wholeTable(whole: readonly Measured[]): string {
  const steps = Object.keys(whole[0]?.steps ?? {});
  return markdownTable(
    ['Gantry, one process', ...steps, 'peak RSS'],
    [
      [
        'from .pb.gz to the picture and the table',
        ...steps.map((step) => millis(median(whole.map((run) => run.steps[step] ?? Number.NaN)))),
        `${median(whole.map((run) => run.memory)).toFixed(0)} MiB`,
      ],
    ],
  );
}

const MOST_MILLIS = 1500;
const MOST_MEMORY = 500;

function gate(decodes: readonly Measured[], whole: readonly Measured[]): string {
  const wall = median(decodes.map(({ steps }) => steps['decode'] ?? Number.NaN));
  const memory = median(whole.map((run) => run.memory));
  const verdict = (met: boolean): string => (met ? 'met' : 'MISSED');
  return [
    `Gate: decode ${millis(wall)}, at most ${millis(MOST_MILLIS)}: ${verdict(wall < MOST_MILLIS)};`,
    `peak RSS with tree ${memory.toFixed(0)} MiB, at most ${MOST_MEMORY} MiB: ${verdict(memory < MOST_MEMORY)}.`,
  ].join(' ');
}

/** The command line as a user meets it, start-up included. Once only: Go's takes its minute. */
function topTable(): string {
  const gantry = 'dist/cli.cjs';
  const commands: readonly (readonly [name: string, command: string, args: readonly string[], present: boolean])[] = [
    [
      'gantry pprof top',
      process.execPath,
      [gantry, 'pprof', 'top', '--nodefraction=0.005', '--edgefraction=0.001', `${FILE}.gz`],
      existsSync(gantry),
    ],
    [
      'go tool pprof -top',
      'go',
      ['tool', 'pprof', '-symbolize=none', '-top', `${FILE}.gz`],
      spawnSync('go', ['version']).status === 0,
    ],
  ];
  const walls = new Map<string, number>();
  const outputs = new Set<string>();
  for (const [name, command, args, present] of commands) {
    if (!present) continue;
    const start = performance.now();
    const { stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
    walls.set(name, performance.now() - start);
    outputs.add(stdout.slice(stdout.search(/^ +flat +flat%/m)));
  }
  const own = walls.get('gantry pprof top') ?? Number.NaN;
  const rows = commands.map(([name]) => {
    const wall = walls.get(name);
    return wall === undefined ? [name, 'absent', ''] : [name, millis(wall), ratio(wall, own)];
  });
  const agreement = walls.size === 2 ? `\n\nTheir tables are ${outputs.size === 1 ? 'the same' : 'DIFFERENT'}.` : '';
  return markdownTable(['command line', 'wall', 'to Gantry'], rows) + agreement;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function prepareFile(): void {
  mkdirSync(dirname(FILE), { recursive: true });
  if (!existsSync(FILE)) generateProfile(FILE, LARGE);
  if (!existsSync(`${FILE}.gz`)) writeFileSync(`${FILE}.gz`, gzipSync(readFileSync(FILE), { level: 1 }));
}

function child(...role: readonly string[]): Measured {
  const script = fileURLToPath(import.meta.url);
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...role], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${role.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
}

async function measureDecoder(name: Decoder): Promise<Measured> {
  const decode = await DECODERS[name]();
  const file = readFileSync(FILE);
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  const start = performance.now();
  const samples = decode(bytes);
  const wall = performance.now() - start;
  if (samples !== LARGE.samples) throw new Error(`${name} found ${samples} samples`);
  return { steps: { decode: wall }, memory: process.resourceUsage().maxRSS / 1024 };
}

async function measureWhole(): Promise<Measured> {
  const { inflate } = await import('../server/src/profile/inflate.ts');
  const { decode } = await import('../server/src/profile/decode.ts');
  const { buildView } = await import('../server/src/profile/view.ts');
  const { analyze } = await import('../server/src/profile/analyze.ts');
  const steps: Record<string, number> = {};
  const timed = <Result>(step: string, action: () => Result): Result => {
    const start = performance.now();
    const result = action();
    steps[step] = performance.now() - start;
    return result;
  };
  const { profile } = decodeFile();
  const view = timed('tree', () => buildView(profile, 1, { foldedName: '…' }));
  const memory = process.resourceUsage().maxRSS / 1024;
  const filters = {};
  timed('top', () => analyze(profile, { sampleType: '', filters, nodeCount: 0, nodeFraction: 0, edgeFraction: 0 }));
  if (view.nodes.total[0] !== view.total) throw new Error('the tree does not add up');
  return { steps, memory };

  /** In a function of its own, so that nothing keeps the bytes of the file alive while the tree grows. */
  function decodeFile() {
    const bytes = timed('inflate', () => inflate(readFileSync(`${FILE}.gz`), LIMITS));
    return timed('decode', () => decode(bytes));
  }
}

/**
 * What `pbjs --target static-module` would write: protobufjs generates the same decoder at run time, from the same
 * schema. Without Long, 64-bit integers become plain numbers, as a viewer would have it.
 */
async function protobufjs(integers: 'numbers' | 'Long'): Promise<(bytes: Uint8Array) => number> {
  const { default: protobuf } = await import('protobufjs');
  if (integers === 'numbers') {
    Object.assign(protobuf.util, { Long: null });
    protobuf.configure();
  }
  const type = protobuf.Root.fromJSON(SCHEMA).lookupType('Profile').setup();
  return (bytes) => (type.decode(bytes) as unknown as { sample: readonly unknown[] }).sample.length;
}

type Field = readonly [name: string, id: number, type: string];

const repeated = (...[name, id, type]: Field) => [name, { id, type, rule: 'repeated' }] as const;
const single = (...[name, id, type]: Field) => [name, { id, type }] as const;
const integers = (type: 'int64' | 'uint64', from: number, ...names: readonly string[]) =>
  names.map((name, at) => single(name, from + at, type));

/** https://github.com/google/pprof/blob/main/proto/profile.proto */
const SCHEMA = {
  nested: {
    Profile: message(
      repeated('sampleType', 1, 'ValueType'),
      repeated('sample', 2, 'Sample'),
      repeated('mapping', 3, 'Mapping'),
      repeated('location', 4, 'Location'),
      repeated('function', 5, 'Function'),
      repeated('stringTable', 6, 'string'),
      ...integers('int64', 7, 'dropFrames', 'keepFrames', 'timeNanos', 'durationNanos'),
      single('periodType', 11, 'ValueType'),
      single('period', 12, 'int64'),
      repeated('comment', 13, 'int64'),
      single('defaultSampleType', 14, 'int64'),
    ),
    ValueType: message(...integers('int64', 1, 'type', 'unit')),
    Sample: message(repeated('locationId', 1, 'uint64'), repeated('value', 2, 'int64'), repeated('label', 3, 'Label')),
    Label: message(...integers('int64', 1, 'key', 'str', 'num', 'numUnit')),
    Mapping: message(
      ...integers('uint64', 1, 'id', 'memoryStart', 'memoryLimit', 'fileOffset'),
      ...integers('int64', 5, 'filename', 'buildId'),
      ...['hasFunctions', 'hasFilenames', 'hasLineNumbers', 'hasInlineFrames'].map((name, at) =>
        single(name, 7 + at, 'bool'),
      ),
    ),
    Location: message(
      ...integers('uint64', 1, 'id', 'mappingId', 'address'),
      repeated('line', 4, 'Line'),
      single('isFolded', 5, 'bool'),
    ),
    Line: message(single('functionId', 1, 'uint64'), ...integers('int64', 2, 'line', 'column')),
    Function: message(
      single('id', 1, 'uint64'),
      ...integers('int64', 2, 'name', 'systemName', 'filename', 'startLine'),
    ),
  },
};

function message(...fields: readonly (ReturnType<typeof repeated> | ReturnType<typeof single>)[]) {
  return { edition: 'proto3', fields: Object.fromEntries(fields) };
}

async function main([role, name]: readonly string[]): Promise<void> {
  if (role === 'decode') console.log(JSON.stringify(await measureDecoder(name as Decoder)));
  else if (role === 'whole') console.log(JSON.stringify(await measureWhole()));
  else console.log(await profileBench());
}

if (import.meta.main) await main(process.argv.slice(2));
