/** `npm test`: everything from a fresh clone to a verdict. `npm test -- unit editor` runs some of it, `--help` says what. */
import { setUpThenRun } from './setup.mjs';

await setUpThenRun('testing/run.ts');
