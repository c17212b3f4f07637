import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/** What a finished command left behind. `output` is stdout and stderr as they came, empty if they were passed through. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs a program without a shell until it ends. `show` passes its output through instead of collecting it. */
export async function run(
  program: string,
  args: readonly string[],
  options: SpawnOptions & { show?: boolean } = {},
): Promise<Finished> {
  const { show = false, ...rest } = options;
  const child = spawn(program, args, {
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    ...rest,
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { code: code ?? 1, output: signal === null ? output : `${output}\n${program} was ended by ${signal}` };
  } catch (error) {
    return {
      code: 127,
      output: `${program} could not be started: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** Lets the exit handlers run that end our children: a signal alone would leave them behind. */
export function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
}

/** Ends this process when the one that started it is gone, for where that one cannot end its children itself. */
export function exitWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.exit(130), 1000).unref();
}

/** Ends a child that this process started and waits for it: politely first, then for good. */
export async function stop(child: ChildProcess, patienceMillis = 3000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), patienceMillis);
  await gone;
  clearTimeout(force);
}
