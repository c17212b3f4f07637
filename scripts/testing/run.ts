/** What `npm test` does once the dependencies are there: every step in order, then what ran and one plain last line. */
import { exitOnSignals } from '../lib/process.ts';
import { seconds } from '../lib/text.ts';
import { findChromium } from '../vscode/chromium.ts';
import { chooseSteps, HELP, type Step } from './steps.ts';
import { runStep } from './runStep.ts';
import type { Tally } from './tally.ts';

interface Outcome extends Tally {
  readonly step: Step;
  readonly millis: number;
  readonly notRun?: string;
}

exitOnSignals();
const args = process.argv.slice(2);
try {
  if (args.includes('--help') || args.includes('-h')) console.log(HELP);
  else await runAll(chooseSteps(args));
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}

async function runAll(steps: readonly Step[]): Promise<void> {
  const start = performance.now();
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    console.log(`\n━━ ${step.title}`);
    const outcome = await runOne(step, outcomes);
    console.log(`   ${describe(outcome)}`);
    outcomes.push(outcome);
  }
  summarize(outcomes, performance.now() - start);
}

async function runOne(step: Step, before: readonly Outcome[]): Promise<Outcome> {
  const start = performance.now();
  const done = (tally: Tally, notRun?: string): Outcome => ({
    ...tally,
    step,
    millis: performance.now() - start,
    ...(notRun === undefined ? {} : { notRun }),
  });
  const obstacle = before.find(({ step: { name }, failed }) => failed > 0 && step.needs.includes(name));
  if (obstacle !== undefined)
    return done({ passed: 0, failed: 1, skipped: [] }, `not run: “${obstacle.step.title}” failed`);
  try {
    if (step.browser) process.env['CHROME'] = await findChromium();
  } catch (error) {
    return done({ passed: 0, failed: 1, skipped: [] }, error instanceof Error ? error.message : String(error));
  }
  return done(await runStep(step));
}

function summarize(outcomes: readonly Outcome[], millis: number): void {
  console.log(`\n━━ What ran, in ${seconds(millis)}`);
  for (const outcome of outcomes)
    console.log(`   ${outcome.failed === 0 ? '✔' : '✖'} ${outcome.step.title}: ${describe(outcome)}`);
  for (const { step, skipped } of outcomes) {
    if (skipped.length > 0)
      console.log(['', `   Skipped in “${step.title}”:`, ...skipped.map((name) => `   – ${name}`)].join('\n'));
  }
  const failed = sum(outcomes.map((outcome) => outcome.failed));
  console.log(`\n${sum(outcomes.map(({ passed }) => passed))} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function describe({ passed, failed, millis, notRun }: Outcome): string {
  if (notRun !== undefined) return notRun;
  const count = passed + failed === 0 ? 'done' : `${passed} passed${failed === 0 ? '' : `, ${failed} failed`}`;
  return `${count} in ${seconds(millis)}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
