import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerRequest } from '../protocol.ts';
import { reply, type Session } from './session.ts';
import { encode, type Sketch } from './testing/encode.ts';
import { SOUND } from './testing/sketches.ts';

const limits = { maxBytes: 1 << 24 };

function session(): Session {
  return { profile: undefined, locale: 'en' };
}

function open(state: Session, sketch: Sketch, locale = 'en'): WorkerAnswer {
  return reply(state, { id: 7, type: 'open', bytes: encode(sketch), limits, locale }).answer;
}

function summaryOf(sketch: Sketch, locale = 'en') {
  const answer = open(session(), sketch, locale);
  assert.equal(answer.type, 'opened');
  return answer.type === 'opened' ? answer.summary : assert.fail();
}

test('opening answers with what is known of the profile', () => {
  const answer = open(session(), SOUND);
  assert.deepEqual(answer, {
    id: 7,
    type: 'opened',
    summary: {
      sampleTypes: [
        { type: 'samples', unit: 'count' },
        { type: 'cpu', unit: 'nanoseconds' },
      ],
      defaultSampleType: 1,
      sampleCount: 2,
      timeMillis: 1_700_000_000_000,
      durationNanos: 1_000_000_000,
      binary: 'server',
      notices: ['Only 4 samples: shares are ±25%, so record for longer.'],
    },
  });
});

test('the sample type to open on is the one asked for, else the last', () => {
  assert.equal(summaryOf({ ...SOUND, defaultSampleType: 'samples' }).defaultSampleType, 0);
  assert.equal(summaryOf(SOUND).defaultSampleType, 1);
  const unknown = summaryOf({ ...SOUND, defaultSampleType: 'wall' });
  assert.equal(unknown.defaultSampleType, 1);
  assert.match(unknown.notices[0]!, /asks to open on “wall”/);
});

test('a sample type that is all zero is not opened on, and that is said', () => {
  const zero: Sketch = { ...SOUND, samples: [{ stack: [1], values: [200, 0] }] };
  const { defaultSampleType, notices } = summaryOf(zero);
  assert.equal(defaultSampleType, 0);
  assert.deepEqual(notices, ['All samples of “cpu” are zero, so “samples” is shown.']);
  assert.deepEqual(summaryOf(zero, 'zh-cn').notices, ['“cpu”的所有样本都为零，因此显示“samples”。']);
});

test('where all is zero the usual sample type is opened on', () => {
  const { defaultSampleType, notices } = summaryOf({ ...SOUND, samples: [{ stack: [1], values: [0, 0] }] });
  assert.equal(defaultSampleType, 1);
  assert.deepEqual(notices, []);
});

test('a profile without samples says so', () => {
  assert.deepEqual(summaryOf({ ...SOUND, samples: [] }).notices, [
    'The profile holds no samples: nothing of this kind happened while it was recorded.',
  ]);
});

test('what the profile calls uninteresting is dropped', () => {
  const state = session();
  open(state, { ...SOUND, dropFrames: 'main\\.work' });
  const { answer } = reply(state, { id: 8, type: 'view', sampleType: 1 });
  assert.ok(answer.type === 'view' && !answer.view.strings.includes('main.inner'));
  assert.match(summaryOf({ ...SOUND, dropFrames: '(*)' }).notices[0]!, /not a valid regular expression/);
});

test('views of every sample type follow one opening', () => {
  const state = session();
  open(state, SOUND);
  for (const [sampleType, total] of [
    [0, 4],
    [1, 40e6],
  ] as const) {
    const { answer, transfer } = reply(state, { id: 9, type: 'view', sampleType });
    assert.ok(answer.type === 'view');
    assert.deepEqual([answer.id, answer.view.sampleType, answer.view.total], [9, sampleType, total]);
    assert.equal(transfer.length, 11);
  }
});

test('failures are answers in the reader’s language', () => {
  const state = session();
  const say = (request: WorkerRequest): string => {
    const { answer } = reply(state, request);
    assert.ok(answer.type === 'error');
    assert.equal(answer.id, request.id);
    return answer.message;
  };
  assert.match(say({ id: 1, type: 'view', sampleType: 0 }), /^No profile is open/);
  assert.match(say({ id: 2, type: 'open', bytes: new Uint8Array(), limits, locale: 'zh-CN' }), /^文件为空/);
  open(state, SOUND);
  for (const sampleType of [2, -1, 0.5, Number.NaN])
    assert.match(say({ id: 3, type: 'view', sampleType }), /^There is no sample type/);
  // A profile that failed to open does not leave the one before in its place.
  say({ id: 4, type: 'open', bytes: Uint8Array.of(1, 2, 3), limits, locale: 'en' });
  assert.match(say({ id: 5, type: 'view', sampleType: 0 }), /^No profile is open/);
});

test('even what nobody foresaw is an answer', () => {
  const state = session();
  const { answer } = reply(state, {
    id: 1,
    type: 'open',
    bytes: undefined,
    limits,
    locale: 'en',
  } as unknown as WorkerRequest);
  assert.ok(answer.type === 'error');
  assert.match(answer.message, /^Gantry failed on this profile \(.+\): please report it\.$/);
});

test('the worker answers in order and hands its columns over', async () => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const ask = async (request: WorkerRequest, transfer: ArrayBuffer[] = []): Promise<WorkerAnswer> => {
    worker.postMessage(request, transfer);
    const [answer] = await once(worker, 'message');
    return answer;
  };
  const file = readFileSync(new URL('testdata/recorded/catalog/cpu.pb.gz', import.meta.url));
  const bytes = new Uint8Array(file);
  const opened = await ask({ id: 1, type: 'open', bytes, limits, locale: 'en' }, [bytes.buffer]);
  assert.ok(opened.type === 'opened' && opened.summary.binary === 'catalog');
  const viewed = await ask({ id: 2, type: 'view', sampleType: opened.summary.defaultSampleType });
  assert.ok(viewed.type === 'view' && viewed.view.nodes.total[0] === viewed.view.total);
  const failed = await ask({ id: 3, type: 'view', sampleType: 99 });
  assert.ok(failed.type === 'error');
  const again = await ask({ id: 4, type: 'view', sampleType: 0 });
  assert.ok(again.type === 'view');
  await worker.terminate();
});
