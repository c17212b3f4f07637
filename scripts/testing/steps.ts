import { existsSync, globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, sep } from 'node:path';
import { ROOT } from '../setup.mjs';

export interface Step {
  readonly name: string;
  readonly title: string;
  /** What Node runs. */
  readonly args: readonly string[];
  /** Steps that must not have failed. */
  readonly needs: readonly string[];
  readonly deadlineMillis: number;
  /** It runs tests, so none at all is a failure. */
  readonly counts: boolean;
  readonly browser: boolean;
}

export const HELP = `npm test                         everything, in order
npm test -- STEP…                some of it: check, unit, package, editor, installed, journeys
npm test -- PATH…                the unit tests in these files and folders

check      types, lint, format, dead code, generated files
unit       rules, parsers, engine, server over LSP, panels in Chromium
package    the VSIX: its size and what is in it
editor     the extension under development inside a real VS Code
installed  the same suite on the packed and installed VSIX
journeys   a person's way through the editor: typing, fixing, profiles, notes`;

const REPORTER = ['--test-reporter', './scripts/testing/reporter.ts'];

/** The steps that the arguments ask for, with the build where they need it. Throws on a word that means nothing. */
export function chooseSteps(args: readonly string[]): Step[] {
  const files = args.filter((arg) => arg.includes('.') || arg.includes('/') || arg.includes(sep));
  const names = args.filter((arg) => !files.includes(arg));
  const missing = files.find((file) => !existsSync(join(ROOT, file)));
  if (missing !== undefined) throw new Error(`npm test finds no file or folder “${missing}”.`);
  const steps = allSteps(files);
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined) throw new Error(`npm test knows no step “${unknown}”.\n\n${HELP}`);
  if (args.length === 0) return steps;
  const wanted = steps.filter(({ name }) => names.includes(name) || (files.length > 0 && name === 'unit'));
  const needed = new Set(wanted.flatMap(({ needs }) => needs));
  return steps.filter((step) => wanted.includes(step) || needed.has(step.name));
}

function allSteps(files: readonly string[]): Step[] {
  const step = (name: string, title: string, args: readonly string[], more: Partial<Step>): Step => ({
    name,
    title,
    args,
    needs: ['build'],
    // A guard against a hang, not a gate for speed: a busy machine may take several times as long as a quiet one.
    deadlineMillis: 480_000,
    counts: true,
    browser: false,
    ...more,
  });
  return [
    step('check', 'Check: types, lint, format, dead code, generated files', ['scripts/check.ts'], { needs: [] }),
    step('build', 'Build', ['scripts/build.ts', '--production'], { needs: [], counts: false }),
    step('unit', 'Unit tests: rules, parsers, engine, LSP, panels in Chromium', unitArguments(files), {
      browser: true,
    }),
    step('package', 'Package: the VSIX', ['scripts/package.ts', '--built'], {}),
    step('editor', 'Editor: the extension inside a real VS Code', ['scripts/testing/editor.ts'], { browser: true }),
    step(
      'installed',
      'Installed: the packed VSIX inside a real VS Code',
      ['scripts/testing/editor.ts', '--installed'],
      {
        needs: ['build', 'package'],
        browser: true,
      },
    ),
    step('journeys', 'Journeys: a person’s way through the editor', journeyArguments(), {
      needs: ['build', 'package'],
      browser: true,
    }),
  ];
}

function unitArguments(files: readonly string[]): string[] {
  const all = globSync('{server,client,media,snippets,test,scripts,bench}/**/*.test.ts', { cwd: ROOT })
    .map((file) => relative('.', file))
    .filter((file) => !/^test[\\/](?:vscode|journeys)[\\/]/.test(file))
    .filter((file) => files.length === 0 || files.some((path) => isUnder(file, path)))
    .sort();
  if (all.length === 0) throw new Error(`npm test finds no unit test in ${files.join(', ')}.`);
  return ['--test', '--test-timeout=120000', `--test-concurrency=${availableParallelism()}`, ...REPORTER, ...all];
}

function isUnder(file: string, path: string): boolean {
  const root = relative('.', path);
  return file === root || file.startsWith(root + sep);
}

function journeyArguments(): string[] {
  const files = globSync('test/journeys/**/*.test.ts', { cwd: ROOT }).sort();
  return ['--test', '--test-timeout=120000', '--test-concurrency=1', ...REPORTER, ...files];
}
