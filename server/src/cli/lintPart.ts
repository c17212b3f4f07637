import { writeFileSync } from 'node:fs';
import { namedLanguage } from '../core/fileKind.ts';
import { fixAll } from '../engine/fixAll.ts';
import { createFileLinter, runToEnd, type Report, type Surroundings } from '../engine/lint.ts';
import { type Indexed, readEach, readText, toPosix } from '../host/files.ts';
import type { HadolintConfig } from '../parse/hadolintConfig.ts';
import type { LintedFile, Style, Totals } from './report/format.ts';
import { humanReport } from './report/human.ts';
import { jsonReport } from './report/json.ts';
import { text } from './strings.ts';
import { readSurroundings } from './surroundings.ts';

export const FORMATS = { human: humanReport, json: jsonReport } as const;
export const BARS = ['error', 'warning', 'info', 'never'] as const;
const RANK = { error: 3, warning: 2, info: 1, hint: 0, never: Number.POSITIVE_INFINITY } as const;

export interface LintOptions extends Style {
  readonly format: keyof typeof FORMATS;
  /** Undefined: the user has not said. */
  readonly bar: (typeof BARS)[number] | undefined;
  readonly fix: boolean;
}

/** Some of the files with what they are looked at with. Plain data: a worker may have it. */
export interface Part {
  readonly files: readonly string[];
  readonly roots: readonly string[];
  readonly indexed: Indexed;
  readonly options: LintOptions;
}

/** Plain data, too. */
export interface PartResult {
  /** In the order of the files. */
  readonly findings: readonly string[];
  readonly totals: Totals;
  /** Whether a finding is at or above the bar. */
  readonly failed: boolean;
  /** Sentences about configuration files. */
  readonly complaints: readonly string[];
  readonly unread: readonly { readonly path: string; readonly problem: 'binary' | 'large' | 'unreadable' }[];
}

export async function lintPart({ files, roots, indexed, options }: Part): Promise<PartResult> {
  const surroundings = await readSurroundings(roots, indexed);
  const findings: string[] = [];
  const unread: { path: string; problem: 'binary' | 'large' | 'unreadable' }[] = [];
  const totals = { files: 0, fixed: 0, errors: 0, warnings: 0, fixable: 0 };
  let failed = false;
  for (const [path, read] of await readEach(files, readText)) {
    if ('problem' in read) unread.push({ path, problem: read.problem });
    else {
      const { file, fixed } = lintFile(path, read.text, surroundings.of(path), options.fix);
      const bar = RANK[options.bar ?? barOf(surroundings.hadolintOf(path)) ?? 'warning'];
      for (const finding of FORMATS[options.format].ofFile(file, options)) findings.push(finding);
      count(totals, file.reports, fixed);
      failed ||= file.reports.some(({ severity }) => RANK[severity] >= bar);
    }
  }
  const complaints = surroundings
    .problemsFor(files)
    .map(({ path, id, args }) => text(id, options.locale, { path: relative(path), ...args }));
  return { findings, totals, failed, complaints, unread };
}

function count(totals: { -readonly [Name in keyof Totals]: number }, reports: readonly Report[], fixed: number): void {
  totals.files += 1;
  totals.fixed += fixed;
  for (const { severity, fixes } of reports) {
    if (severity === 'error') totals.errors += 1;
    if (severity === 'warning') totals.warnings += 1;
    if (fixes.some(({ safe }) => safe)) totals.fixable += 1;
  }
}

/** The bar that a project has set for hadolint. */
function barOf(hadolint: HadolintConfig | undefined): keyof typeof RANK | undefined {
  if (hadolint?.noFail) return 'never';
  const threshold = hadolint?.failureThreshold;
  return threshold === 'style' ? 'hint' : threshold;
}

function lintFile(
  path: string,
  content: string,
  surroundings: Surroundings,
  fix: boolean,
): { file: LintedFile; fixed: number } {
  const linter = createFileLinter(path, namedLanguage(path));
  const lint = (each: string): readonly Report[] => (linter ? runToEnd(linter.steps(each, surroundings)) : []);
  const result = fix ? fixAll(path, content, lint) : { text: content, fixed: 0 };
  if (result.text !== content) writeFileSync(path, result.text);
  return { file: { path: relative(path), text: result.text, reports: lint(result.text) }, fixed: result.fixed };
}

/** As the user would name the file: relative to where the command was started, if it lies below. */
export function relative(path: string): string {
  const here = `${toPosix(process.cwd())}/`;
  return path.startsWith(here) ? path.slice(here.length) : path;
}
