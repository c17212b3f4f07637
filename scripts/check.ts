/** `npm run check`: types, lint, layers, format, dead code and generated files. Runs all of it and shows every problem. */
import { datedTables, oldTables } from './lib/dataAge.ts';
import { run } from './lib/process.ts';
import { seconds } from './lib/text.ts';
import { tool } from './lib/tool.ts';
import { ROOT } from './setup.mjs';
import { reportTally } from './testing/tally.ts';

interface Check {
  readonly name: string;
  readonly args: readonly string[];
  /** What to do about a problem, where one command mends it. */
  readonly remedy?: string;
}

const CHECKS: readonly Check[] = [
  { name: 'types', args: [tool('typescript', 'tsc'), '-b', '--pretty', 'false'] },
  { name: 'lint', args: [tool('oxlint', 'oxlint'), '--deny-warnings'] },
  { name: 'layers', args: ['--test', '--test-reporter=spec', 'test/architecture.test.ts'] },
  { name: 'format', args: [tool('@biomejs/biome', 'biome'), 'format', '--colors=off'], remedy: 'npm run format' },
  { name: 'dead code', args: [tool('knip', 'knip'), '--no-progress', '--no-config-hints'] },
  { name: 'generated files', args: ['scripts/generate.ts', '--check'], remedy: 'npm run generate' },
];

const results = await Promise.all(CHECKS.map(runCheck));
// A warning, since a clone of last year has to stay green.
for (const { file, verifiedOn } of oldTables(datedTables(), new Date())) {
  console.log(`  ! ${file} was last compared with its sources on ${verifiedOn}; CONTRIBUTING.md says how to do that.`);
}
reportTally({ passed: results.filter((ok) => ok).length, failed: results.filter((ok) => !ok).length, skipped: [] });
process.exitCode = results.every((ok) => ok) ? 0 : 1;

async function runCheck({ name, args, remedy }: Check): Promise<boolean> {
  const start = performance.now();
  const { code, output } = await run(process.execPath, args, { cwd: ROOT });
  const ok = code === 0;
  console.log(`  ${ok ? '✔' : '✖'} ${name}  ${seconds(performance.now() - start)}`);
  if (!ok) console.log(`${output.trim()}\n${remedy === undefined ? '' : `  → \`${remedy}\` mends this.\n`}`);
  return ok;
}
