/** `npm run package`: builds, packs `gantry-<version>.vsix`, and refuses one that is too big or holds what it should not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './lib/process.ts';
import { tool } from './lib/tool.ts';
import { ROOT } from './setup.mjs';
import { reportTally } from './testing/tally.ts';
import { faultsOf, vsixPath } from './vsix.ts';

const built = process.argv.includes('--built');

if (!built) await runOrStop(['scripts/build.ts', '--production']);
// The README's pictures are looked at where the source is; the packed page goes without them.
const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsixPath()];
await runOrStop([tool('@vscode/vsce', 'vsce'), 'package', ...options]);
const { checks, summary } = faultsOf(
  readFileSync(vsixPath()),
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')),
);
console.log(`  ${summary}`);
for (const { name, faults } of checks)
  console.log([`  ${faults.length === 0 ? '✔' : '✖'} ${name}`, ...faults].join('\n      '));
const failed = checks.filter(({ faults }) => faults.length > 0).length;
reportTally({ passed: checks.length - failed, failed, skipped: [] });
process.exitCode = failed === 0 ? 0 : 1;

async function runOrStop(args: readonly string[]): Promise<void> {
  const { code, output } = await run(process.execPath, args, { cwd: ROOT });
  if (code === 0) return;
  console.error(output.trim());
  process.exit(1);
}
