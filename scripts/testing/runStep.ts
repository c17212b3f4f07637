import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../setup.mjs';
import type { Step } from './steps.ts';
import { REPORT_VARIABLE, takeTally, type Tally } from './tally.ts';

const GRACE_MILLIS = 5000;

/** Runs a step in a process of its own, until its deadline. A step that leaves no tally counts by its exit code. */
export async function runStep({ title, args, deadlineMillis, counts }: Step): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-test-'));
  const report = join(folder, 'tally.json');
  const env = { ...process.env, [REPORT_VARIABLE]: report };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const end = () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', end);
  const code = await codeWithin(child, deadlineMillis);
  const tally = takeTally(report) ?? { passed: 0, failed: 0, skipped: [] };
  process.off('exit', end);
  end();
  if (code === 'late') console.log(`   ✖ “${title}” did not end within ${deadlineMillis / 1000} s and was stopped.`);
  if (counts && code === 0 && tally.passed + tally.failed === 0) {
    console.log(`   ✖ “${title}” ran no test at all.`);
    return { ...tally, failed: 1 };
  }
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** An interrupt lets a step say what it was at and clean up; whoever ignores it is ended. */
async function codeWithin(child: ChildProcess, deadlineMillis: number): Promise<number | 'late'> {
  const timer = new AbortController();
  const exit = once(child, 'exit').then(([code]) => (code as number | null) ?? 1);
  const late = delay(deadlineMillis, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const);
  const first = await Promise.race([exit, late]);
  timer.abort();
  if (first !== 'late') return first;
  child.kill('SIGINT');
  await Promise.race([exit, delay(GRACE_MILLIS, undefined, { ref: false })]);
  child.kill('SIGKILL');
  await exit;
  return 'late';
}
