import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Indexed } from '../host/files.ts';
import { lintPart, type Part, type PartResult } from './lintPart.ts';
import { isInside } from './targets.ts';

/** Below this many files a second thread costs more than it saves. */
const WORTH_A_THREAD = 200;
const MAX_THREADS = 8;

/** Lints on several threads. `program` is the script that answers to {@link answerAsWorker}. */
export async function lintInParallel(part: Part, program: string): Promise<PartResult> {
  const threads = Math.min(availableParallelism(), MAX_THREADS, Math.floor(part.files.length / WORTH_A_THREAD));
  if (threads < 2) return lintPart(part);
  return merge(await Promise.all(split(part, threads).map((each) => lintInWorker(each, program))));
}

/** Whether this is such a thread. It then does its part and says what came out. */
export function answerAsWorker(): boolean {
  if (isMainThread || !parentPort) return false;
  const port = parentPort;
  void lintPart(workerData as Part).then((result) => port.postMessage(result));
  return true;
}

/** Much is made and soon forgotten: room for it to die young saves a fifth of the time. */
const YOUNG_GENERATION_MB = 64;

function lintInWorker(part: Part, program: string): Promise<PartResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      workerData: part,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Neighbouring files stay together, since they share modules, Dockerfiles and configuration. */
function split(part: Part, count: number): Part[] {
  const size = Math.ceil(part.files.length / count);
  return Array.from({ length: count }, (_, at) => {
    const files = part.files.slice(at * size, (at + 1) * size);
    const roots = part.roots.filter((root) => files.some((file) => isInside(file, root)));
    return { ...part, files, roots, indexed: below(roots, part.indexed) };
  });
}

function below(roots: readonly string[], { texts, diskTexts, folders, definitions }: Indexed): Indexed {
  const within = <Value>(map: ReadonlyMap<string, Value>): Map<string, Value> =>
    new Map([...map].filter(([path]) => roots.some((root) => isInside(path, root))));
  return {
    texts: within(texts),
    diskTexts: within(diskTexts),
    folders: within(folders),
    definitions: within(definitions),
  };
}

function merge(results: readonly PartResult[]): PartResult {
  const sum = (name: keyof PartResult['totals']): number =>
    results.reduce((total, { totals }) => total + totals[name], 0);
  return {
    findings: results.flatMap(({ findings }) => findings),
    totals: {
      files: sum('files'),
      fixed: sum('fixed'),
      errors: sum('errors'),
      warnings: sum('warnings'),
      fixable: sum('fixable'),
    },
    failed: results.some(({ failed }) => failed),
    complaints: [...new Set(results.flatMap(({ complaints }) => complaints))],
    unread: results.flatMap(({ unread }) => unread),
  };
}
