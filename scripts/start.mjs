/** `npm start`: everything from a fresh clone to a VS Code that runs Gantry on samples/. `--help` says more. */
import { setUpThenRun } from './setup.mjs';

await setUpThenRun('vscode/start.ts');
