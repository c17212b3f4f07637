/**
 * What the server itself does at a keystroke in a large manifest: it reads what has changed and looks at it with every
 * rule. In this process, so that neither the client nor the pipe between them counts; no peer can be asked for that.
 */
import { DEFAULT_CONFIG } from '../server/src/engine/config.ts';
import { createFileLinter, runToEnd } from '../server/src/engine/lint.ts';
import { createWorkspace } from '../server/src/workspace/snapshot.ts';
import { manifests } from './manifests.ts';
import { markdownTable, millis, quantile } from './table.ts';

const ROUNDS = 300;
const WARM_UP = 50;
const SIZES = [1000, 10_000, 36_000];
const TOGGLE = ['memory: 512Mi', 'memory: 513Mi'] as const;

function keystrokeBench(): string {
  return markdownTable(['lines', 'documents', 'p50', 'p95', 'slowest'], SIZES.map(measure));
}

function measure(lines: number): string[] {
  const before = manifests(lines);
  const at = before.indexOf(TOGGLE[0], before.length / 2);
  const after = before.slice(0, at) + TOGGLE[1] + before.slice(at + TOGGLE[0].length);
  const surroundings = { workspace: createWorkspace(new Map()), config: DEFAULT_CONFIG };
  const linter = createFileLinter('/bench/deploy.yaml');
  const times: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    // As a client's edit does, it makes a new string each time.
    const text = Buffer.from(round % 2 === 0 ? before : after).toString();
    const began = performance.now();
    if (linter) runToEnd(linter.steps(text, surroundings));
    if (round >= WARM_UP) times.push(performance.now() - began);
  }
  return [
    before.split('\n').length.toLocaleString('en'),
    String(before.split('\n---\n').length),
    ...[0.5, 0.95, 1].map((share) => millis(quantile(times, share))),
  ];
}

if (import.meta.main) console.log(keystrokeBench());
