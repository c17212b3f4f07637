import { setUpThenRun } from './setup.mjs';

await setUpThenRun('bench.ts');
