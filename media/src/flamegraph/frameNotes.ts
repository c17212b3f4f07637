/** Slugs of the notes that explain what a runtime function means for whoever operates the program. */
export type FrameNote = 'limits-oomkilled' | 'probes-shutdown';

/** The note behind a frame, if one explains it: garbage collection leads to limits, shutting down to shutdown. */
export function noteFor(symbol: string): FrameNote | undefined {
  return NOTES.find(([pattern]) => pattern.test(symbol))?.[1];
}

const NOTES: readonly (readonly [RegExp, FrameNote])[] = [
  [
    /^runtime\.(?:gc[A-Z]|\(\*gc|bgsweep|bgscavenge|scanobject|scanblock|scanstack|greyobject|markroot|mallocgc|sweepone|GC$)/,
    'limits-oomkilled',
  ],
  [/^runtime\/debug\.(?:FreeOSMemory|SetGCPercent|SetMemoryLimit)/, 'limits-oomkilled'],
  [/^net\/http\.\(\*Server\)\.(?:Shutdown|Close)$|^os\/signal\./, 'probes-shutdown'],
];
