import { reportTally } from '../../scripts/testing/tally.ts';

/** What VS Code calls in the extension host: runs every suite and fails if a test did. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, reporter: report as unknown as Mocha.ReporterConstructor });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // Imported only now: a suite registers itself with what `pre-require` has just put into place.
  await import('./activation.suite.ts');
  await import('./findings.suite.ts');
  await import('./fixes.suite.ts');
  await import('./dockerfile.suite.ts');
  await import('./kubernetes.suite.ts');
  await import('./panels.suite.ts');
  await import('./language.suite.ts');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

/** The launcher passes on what begins with this sign and keeps the editor's own log to itself. */
const SIGN = '│';

function report(runner: Mocha.Runner): void {
  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  runner.on('pass', (test) => {
    passed += 1;
    print(`✔ ${test.fullTitle()}  ${((test.duration ?? 0) / 1000).toFixed(1)} s`);
  });
  runner.on('fail', (test, error: Error) => {
    failed += 1;
    print(`✖ ${test.fullTitle()}\n${error.stack ?? error.message}`);
  });
  runner.on('pending', (test) => skipped.push(test.fullTitle()));
  // After every test, so that a run that is cut short has told what it could.
  runner.on('test end', () => reportTally({ passed, failed, skipped }));
}

function print(text: string): void {
  for (const line of text.split('\n')) console.log(`${SIGN} ${line}`);
}
