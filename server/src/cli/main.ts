import { toLocale } from '../engine/catalogue.ts';
import { lintCommand } from './lint.ts';
import { answerAsWorker, lintInParallel } from './parallel.ts';
import { pprofCommand } from './pprof.ts';
import { text } from './strings.ts';

const [command, ...args] = process.argv.slice(2);
const locale = toLocale(process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG']);
const io = {
  locale,
  stdout: (chunk: string): void => void process.stdout.write(chunk),
  stderr: (chunk: string): void => void process.stderr.write(chunk),
};

// A reader like `head` may close the pipe early; that is its right and not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

// No top-level await: the bundle is CommonJS.
if (!answerAsWorker()) void run().then((code) => (process.exitCode = code));

async function run(): Promise<number> {
  switch (command) {
    case 'lint':
      return lintCommand(args, io, (part) => lintInParallel(part, process.argv[1] ?? ''));
    case 'pprof':
      return pprofCommand(args, io);
    case 'help':
    case '--help':
    case '-h':
      io.stdout(text('usage', locale));
      return 0;
    default:
      io.stderr(text('usage', locale));
      return 2;
  }
}
