import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** What one step of a test run came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Names of what did not run, because a silent skip looks like a pass. */
  readonly skipped: readonly string[];
}

/** Names the file through which a test process hands its tally to the run that started it. */
export const REPORT_VARIABLE = 'GANTRY_TEST_REPORT';

/** Called in the test process when it is done. */
export function reportTally(tally: Tally): void {
  const file = process.env[REPORT_VARIABLE];
  if (file !== undefined) writeFileSync(file, JSON.stringify(tally));
}

/** The tally left by a test process, if it lived long enough to leave one. */
export function takeTally(file: string): Tally | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Tally;
  } catch {
    return undefined;
  } finally {
    rmSync(file, { force: true });
  }
}
