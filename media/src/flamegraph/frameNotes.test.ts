import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteFor } from './frameNotes.ts';

test('garbage collection leads to the note on limits, shutting down to the one on shutdown', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['runtime.gcBgMarkWorker', 'limits-oomkilled'],
    ['runtime.gcDrain', 'limits-oomkilled'],
    ['runtime.(*gcWork).tryGet', 'limits-oomkilled'],
    ['runtime.mallocgc', 'limits-oomkilled'],
    ['runtime.GC', 'limits-oomkilled'],
    ['net/http.(*Server).Shutdown', 'probes-shutdown'],
    ['net/http.(*Server).Serve', undefined],
    ['runtime.goexit', undefined],
    ['runtime.GCController', undefined],
    ['github.com/acme/runtime.gcDrain', undefined],
  ];
  for (const [symbol, expected] of cases) assert.equal(noteFor(symbol), expected, symbol);
});
