/** Prints, as JSON, what `go tool pprof -top` makes of random profiles: the table, or null where it refuses. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from '../../testing/encode.ts';
import { randomCase } from '../../testing/randomCase.ts';

const CASES = 400;

const folder = mkdtempSync(join(tmpdir(), 'gantry-random-'));
const base = join(folder, 'base.pb');
const profile = join(folder, 'profile.pb');
const tables = Array.from({ length: CASES }, (_, seed) => {
  const random = randomCase(seed);
  writeFileSync(profile, encode(random.profile));
  writeFileSync(base, encode(random.base));
  const options = random.options.map((option) => option.replace('BASE', base));
  const { status, stdout } = spawnSync('go', ['tool', 'pprof', '-symbolize=none', '-top', ...options, profile], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.slice(stdout.search(/^ +flat +flat%/m)) : null;
});
rmSync(folder, { recursive: true });
console.log(JSON.stringify(tables, undefined, 1));
