import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pprofCommand } from './pprof.ts';

const testdata = join(dirname(fileURLToPath(import.meta.url)), '../profile/testdata');
const recorded = join(testdata, 'recorded');
const scratch = mkdtempSync(join(tmpdir(), 'gantry-pprof-'));
after(() => rmSync(scratch, { recursive: true }));

async function run(args: readonly string[], locale: 'en' | 'zh-cn' = 'en') {
  let stdout = '';
  let stderr = '';
  const status = await pprofCommand(args, {
    locale,
    stdout: (chunk) => void (stdout += chunk),
    stderr: (chunk) => void (stderr += chunk),
  });
  return { status, stdout, stderr };
}

/** From the line of column titles on. */
function table(output: string): string {
  return output.slice(output.search(/^ +flat +flat%/m));
}

/** The options of `go tool pprof` for gantry, with what Go leaves out by default and gantry does not. */
function gantryArgs(goArgs: readonly string[]): readonly string[] {
  const trims = goArgs.some((arg) => arg.startsWith('-nodefraction'));
  const paths = goArgs.map((arg) => arg.replace(/^(?!-)|(?<=^-(?:diff_)?base=)/, `${recorded}/`));
  return ['top', ...(trims ? [] : ['--nodefraction', '0.005', '--edgefraction', '0.001']), ...paths];
}

const expectations = readdirSync(join(testdata, 'expected')).map((name) => {
  const [command = '', ...rows] = readFileSync(join(testdata, 'expected', name), 'utf8').split('\n');
  return { name, goArgs: command.split(' ').slice(6), expected: rows.join('\n') };
});

test('go tool pprof was asked about every kind of profile of every program', () => {
  const names = expectations.map(({ name }) => name);
  for (const program of ['catalog', 'turnstile', 'harvest']) {
    for (const kind of ['cpu', 'heap', 'allocs', 'goroutine', 'mutex', 'block']) {
      assert.ok(names.includes(`${program}-${kind}.everything.txt`));
    }
  }
});

for (const { name, goArgs, expected } of expectations) {
  test(`top prints what go tool pprof printed: ${name}`, async () => {
    const { status, stdout } = await run(gantryArgs(goArgs));
    assert.equal(status, 0);
    assert.equal(table(stdout), expected);
  });
}

const hasGo = spawnSync('go', ['version']).status === 0;

test('top prints what the go tool pprof of this machine prints, header and all', {
  skip: !hasGo && 'needs Go',
}, async () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'UTC';
  try {
    for (const goArgs of [
      ['harvest/heap.pb.gz'],
      ['-nodecount=3', '-focus=main', '-hide=runtime', 'catalog/cpu.pb.gz'],
      ['-diff_base=turnstile/earlier/mutex.pb.gz', '-normalize', 'turnstile/mutex.pb.gz'],
    ]) {
      const go = spawnSync('go', ['tool', 'pprof', '-symbolize=none', '-top', ...goArgs], {
        cwd: recorded,
        encoding: 'utf8',
      });
      const { stdout } = await run(gantryArgs(goArgs));
      assert.equal(stdout, go.stdout);
    }
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

const cpu = join(recorded, 'catalog/cpu.pb.gz');

test('without limits every function is listed', async () => {
  const everything = readFileSync(join(testdata, 'expected/catalog-cpu.everything.txt'), 'utf8');
  assert.equal(table((await run(['top', cpu])).stdout), everything.slice(everything.indexOf('\n') + 1));
});

test('json has the same functions with plain numbers', async () => {
  const { stdout } = await run(['top', '--format', 'json', '--sample-index', 'samples', '--nodecount', '3', cpu]);
  const { functions, ...head } = JSON.parse(stdout);
  const lines = table((await run(['top', '--sample-index', 'samples', '--nodecount', '3', cpu])).stdout)
    .trimEnd()
    .split('\n')
    .slice(1);
  assert.deepEqual(Object.keys(head), ['sampleType', 'unit', 'total']);
  assert.equal(head.sampleType, 'samples');
  assert.equal(head.unit, 'count');
  assert.deepEqual(
    functions.map(({ flat, flatPercent, cum, name }: Record<string, number | string>) => [
      flat,
      flatPercent,
      cum,
      name,
    ]),
    lines.map((line) => {
      const [flat, , , total, , ...name] = line.trim().split(/\s+/);
      return [
        Number(flat),
        (Number(flat) / head.total) * 100,
        Number(total),
        name.join(' ').replace(/ \((?:partial-)?inline\)$/, ''),
      ];
    }),
  );
});

test('help is printed in the reader’s language', async () => {
  const english = await run(['--help']);
  assert.equal(english.status, 0);
  assert.match(english.stdout, /^Usage: gantry pprof top/);
  assert.match((await run(['top', '-h'], 'zh-cn')).stdout, /^用法：gantry pprof top/);
});

test('every option is explained in both languages', async () => {
  for (const locale of ['en', 'zh-cn'] as const) {
    const { stdout } = await run(['--help'], locale);
    for (const option of [
      'sample-index',
      'base',
      'diff-base',
      'normalize',
      'focus',
      'ignore',
      'hide',
      'show',
      'nodecount',
      'format',
    ]) {
      assert.match(stdout, new RegExp(`--${option}\\b`));
    }
  }
});

for (const [args, message] of [
  [[], /^Say which report/],
  [['bottom', cpu], /^There is no report “bottom”/],
  [['top'], /^Name the profile to read/],
  [['top', cpu, cpu], /^Name one profile, not 2/],
  [['top', '--colour', cpu], /^There is no option --colour/],
  [['top', cpu, '--focus'], /^The option --focus <value> needs a value|^The option --focus needs a value/],
  [['top', '--normalize=yes', '--base', cpu, cpu], /^The option --normalize takes no value/],
  [['top', '--nodecount', 'many', cpu], /^The option --nodecount needs a number/],
  [['top', '--format', 'xml', cpu], /^There is no format “xml”/],
  [['top', '--base', cpu, '--diff-base', cpu, cpu], /^Use either --base or --diff-base/],
  [['top', '--normalize', cpu], /^The option --normalize needs --base/],
] as const) {
  test(`wrong usage is named: ${args.join(' ').replaceAll(cpu, 'FILE') || 'nothing'}`, async () => {
    const { status, stdout, stderr } = await run(args);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.match(stderr, /\nSee: gantry pprof --help\n$/);
  });
}

function scratchFile(name: string, content: string | Uint8Array): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

for (const [what, args, message] of [
  ['a missing file', ['top', join(scratch, 'none')], /none: there is no such file\.$/],
  ['a folder', ['top', scratch], /: this is a folder; name a profile in it\.$/],
  ['an empty file', ['top', scratchFile('empty', '')], /empty: The file is empty: .*\.$/],
  [
    'a text file',
    ['top', scratchFile('text', '404 page not found\n')],
    /text: This is text that begins “404 page not found”, not a profile/,
  ],
  [
    'a truncated profile',
    ['top', scratchFile('cut', readFileSync(cpu).subarray(0, 900))],
    /cut: The file is cut off: .* at byte 900 /,
  ],
  [
    'a file above the limit',
    ['top', '--max-bytes', '1000', cpu],
    /The file has [\d.]+ KiB, beyond the limit of 1000 bytes/,
  ],
  ['a bad base', ['top', '--base', scratchFile('base', 'x'), cpu], /base: This is text/],
  [
    'a base of another kind',
    ['top', '--base', join(recorded, 'catalog/heap.pb.gz'), cpu],
    /^The profiles have no sample type in common/,
  ],
  [
    'an unknown sample type',
    ['top', '--sample-index', 'wall', cpu],
    /^There is no sample type “wall”: the profile has samples, cpu\.$/,
  ],
  ['a sample type out of range', ['top', '--sample-index', '2', cpu], /^There is no sample type “2”/],
  ['a bad expression', ['top', '--focus', '(*Cart)', cpu], /“\*” has nothing to repeat/],
] as const) {
  test(`bad input gives one clear sentence: ${what}`, async () => {
    const { status, stdout, stderr } = await run(args);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.equal(stderr.trimEnd().split('\n').length, 1);
    assert.match(stderr.trimEnd(), message);
    const chinese = await run(args, 'zh-cn');
    assert.equal(chinese.status, 2);
    assert.match(chinese.stderr, /[\u4e00-\u9fff].*。$/m);
  });
}

test('a filter that matches nothing is named, and the report is printed', async () => {
  const { status, stdout, stderr } = await run(['top', '--focus', 'NoSuchFunction', cpu]);
  assert.equal(status, 0);
  assert.match(stderr, /^Nothing matches --focus\.$/m);
  assert.equal(table(stdout), '      flat  flat%   sum%        cum   cum%\n');
});
