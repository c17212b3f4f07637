import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { EngineStopped, startEngine } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'gantry-engine-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function workerThat(body: string): string {
  const script = join(folder, `${Math.random().toString(36).slice(2)}.cjs`);
  writeFileSync(
    script,
    `const { parentPort } = require('node:worker_threads');\nparentPort.on('message', (request) => { ${body} });\n`,
  );
  return script;
}

const limits = { maxBytes: 1000 };

test('answers find their questions, whatever their order', async () => {
  const engine = startEngine(
    workerThat(
      'setTimeout(() => parentPort.postMessage({ id: request.id, type: "view", view: { sampleType: request.sampleType } }), request.sampleType === 0 ? 50 : 0);',
    ),
  );
  const views = await Promise.all([engine.view(0), engine.view(1)]);
  assert.deepEqual(
    views.map(({ sampleType }) => sampleType),
    [0, 1],
  );
  engine.stop();
});

test('bytes are handed over, not copied', async () => {
  const engine = startEngine(
    workerThat(
      'parentPort.postMessage({ id: request.id, type: "opened", summary: { sampleCount: request.bytes.length } });',
    ),
  );
  const bytes = new Uint8Array(64);
  assert.equal((await engine.open(bytes, limits, 'en')).sampleCount, 64);
  assert.equal(bytes.length, 0, 'the buffer is the worker’s now');
  engine.stop();
});

test('an error of the worker is the error of the question', async () => {
  const engine = startEngine(
    workerThat('parentPort.postMessage({ id: request.id, type: "error", message: "Not a profile." });'),
  );
  await assert.rejects(engine.open(new Uint8Array(1), limits, 'en'), /^Error: Not a profile\.$/);
  engine.stop();
});

test('stopping ends a worker in the middle of a loop', { timeout: 10_000 }, async () => {
  const engine = startEngine(workerThat('for (;;) {}'));
  const asked = engine.view(0);
  setTimeout(engine.stop, 100);
  await assert.rejects(asked, EngineStopped);
  await assert.rejects(engine.view(1), EngineStopped, 'nothing is asked of a stopped worker');
});

test('a worker that dies fails what was asked of it', { timeout: 10_000 }, async () => {
  const engine = startEngine(workerThat('throw new TypeError("a defect");'));
  await assert.rejects(engine.view(0), /a defect/);
  const missing = startEngine(join(folder, 'missing.cjs'));
  await assert.rejects(missing.view(0), /Cannot find module/);
});
