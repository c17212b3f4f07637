import { writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileKind, isNamedDockerfile } from '../core/fileKind.ts';
import { dirname } from '../core/path.ts';
import { toLocale, type Locale } from '../engine/catalogue.ts';
import { fixAll } from '../engine/fixAll.ts';
import { createFileLinter, runToEnd, type Report, type Surroundings } from '../engine/lint.ts';
import { type Folders, foldersUpToRepository, readEach, readIndexed, readText, toPosix } from '../host/files.ts';
import type { HadolintConfig } from '../parse/hadolintConfig.ts';
import { humanReport } from './report/human.ts';
import { jsonReport } from './report/json.ts';
import { text } from './strings.ts';
import { readSurroundings } from './surroundings.ts';

export interface Io {
  readonly locale: Locale;
  stdout(chunk: string): void;
  stderr(chunk: string): void;
}

/** One file with what was found in it; `path` as the user would write it. */
export interface LintedFile {
  readonly path: string;
  readonly text: string;
  readonly reports: readonly Report[];
}

const FORMATS = { human: humanReport, json: jsonReport } as const;
const BARS = ['error', 'warning', 'info', 'never'] as const;
const RANK = { error: 3, warning: 2, info: 1, hint: 0, never: Number.POSITIVE_INFINITY } as const;

interface Options {
  readonly format: keyof typeof FORMATS;
  /** Undefined: the user has not said. */
  readonly bar: (typeof BARS)[number] | undefined;
  readonly fix: boolean;
  readonly locale: Locale;
  readonly paths: readonly string[];
}

/** Exit status: 0 clean, 1 findings at or above the bar, 2 usage or unreadable input. */
export async function lintCommand(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, io);
  if (typeof options === 'number') return options;

  const targets = await findTargets(options.paths);
  for (const problem of targets.problems) io.stderr(text(problem.id, options.locale, { path: problem.path }));
  const indexed = await readIndexed(targets.roots);
  const surroundings = await readSurroundings(targets.roots, indexed);
  const read = await readAll(filesToCheck(targets, indexed.folders));
  for (const { path, id, args } of surroundings.problemsFor(read.files.map((file) => file.path)))
    io.stderr(text(id, options.locale, { path: relative(path), ...args }));
  for (const { path, problem } of read.problems) io.stderr(text(problem, options.locale, { path: relative(path) }));

  const linted = read.files.map(({ path, text: content }) => ({
    ...lintFile(path, content, surroundings.of(path), options.fix),
    bar: RANK[options.bar ?? barOf(surroundings.hadolintOf(path)) ?? 'warning'],
  }));
  const files = linted.map(({ file }) => file);
  const fixed = linted.reduce((sum, each) => sum + each.fixed, 0);
  io.stdout(FORMATS[options.format](files, fixed, options.locale));
  // Only what the user named must be readable; a stray binary inside a folder is not the user's mistake.
  if (targets.problems.length > 0 || read.problems.some(({ path }) => targets.named.has(path))) return 2;
  return linted.some(({ file, bar }) => file.reports.some(({ severity }) => RANK[severity] >= bar)) ? 1 : 0;
}

/** The bar that a project has set for hadolint. */
function barOf(hadolint: HadolintConfig | undefined): keyof typeof RANK | undefined {
  if (hadolint?.noFail) return 'never';
  const threshold = hadolint?.failureThreshold;
  return threshold === 'style' ? 'hint' : threshold;
}

function readOptions(args: readonly string[], io: Io): Options | number {
  const parsed = parse(args);
  if ('problem' in parsed) return fail(io, text('badOption', io.locale, { problem: parsed.problem }));
  const { values, positionals } = parsed;
  const locale = values.locale ? toLocale(values.locale) : io.locale;
  if (values.help) {
    io.stdout(text('usage', locale));
    return 0;
  }
  const wrong =
    checkValue('format', values.format, Object.keys(FORMATS)) ??
    checkValue('fail-on', values['fail-on'], BARS) ??
    checkValue('locale', values.locale, ['en', 'zh-cn']);
  if (wrong) return fail(io, text('badValue', locale, wrong));
  if (positionals.length === 0) return fail(io, text('noPath', locale));
  return {
    format: values.format as Options['format'],
    bar: values['fail-on'] as Options['bar'],
    fix: values.fix,
    locale,
    paths: positionals,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'human' },
        'fail-on': { type: 'string' },
        fix: { type: 'boolean', default: false },
        locale: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function checkValue(option: string, value: string | undefined, allowed: readonly string[]) {
  return value === undefined || allowed.includes(value) ? undefined : { option, value, allowed: allowed.join(', ') };
}

function fail(io: Io, message: string): number {
  io.stderr(message);
  return 2;
}

interface Targets {
  /** Folders of which everything is asked for. */
  readonly folders: readonly string[];
  /** Files that the user named one by one. */
  readonly named: ReadonlySet<string>;
  /** Folders whose Dockerfiles and modules belong to the question. */
  readonly roots: readonly string[];
  readonly problems: readonly { readonly path: string; readonly id: 'unreadable' | 'unknown' }[];
}

async function findTargets(paths: readonly string[]): Promise<Targets> {
  const folders = new Set<string>();
  const named = new Set<string>();
  const roots = new Set<string>();
  const problems: { path: string; id: 'unreadable' | 'unknown' }[] = [];
  for (const path of paths) {
    const absolute = toPosix(resolve(path));
    const kind = await kindOnDisk(absolute);
    if (kind === 'folder') {
      folders.add(absolute.replace(/\/$/, ''));
      roots.add(absolute);
    } else if (kind === 'file' && (isChecked(absolute) || isNamedDockerfile(absolute))) {
      named.add(absolute);
      roots.add((await foldersUpToRepository(dirname(absolute))).at(-1) ?? dirname(absolute));
    } else problems.push({ path, id: kind === 'file' ? 'unknown' : 'unreadable' });
  }
  return { folders: [...folders], named, roots: [...roots], problems };
}

function filesToCheck({ folders, named }: Targets, found: Folders): string[] {
  const inside = [...found]
    .filter(([folder]) => folders.some((each) => folder === each || folder.startsWith(`${each}/`)))
    .flatMap(([folder, entries]) =>
      [...entries].flatMap(([name, kind]) => (kind === 'file' && isChecked(name) ? [`${folder}/${name}`] : [])),
    );
  return [...new Set([...inside, ...named])].toSorted();
}

function isChecked(path: string): boolean {
  const kind = fileKind(path);
  return kind === 'dockerfile' || kind === 'yaml';
}

async function kindOnDisk(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    // It does not exist, or we may not look: the caller says so.
    return undefined;
  }
}

async function readAll(paths: readonly string[]) {
  const files: { path: string; text: string }[] = [];
  const problems: { path: string; problem: 'binary' | 'large' | 'unreadable' }[] = [];
  for (const [path, result] of await readEach(paths, readText)) {
    if ('text' in result) files.push({ path, text: result.text });
    else problems.push({ path, problem: result.problem });
  }
  return { files, problems };
}

function lintFile(
  path: string,
  content: string,
  surroundings: Surroundings,
  fix: boolean,
): { file: LintedFile; fixed: number } {
  // A name that only its user takes for one of a Dockerfile.
  const linter = createFileLinter(path, isNamedDockerfile(path) ? 'dockerfile' : undefined);
  const lint = (each: string): readonly Report[] => (linter ? runToEnd(linter.steps(each, surroundings)) : []);
  const result = fix ? fixAll(path, content, lint) : { text: content, fixed: 0 };
  if (result.text !== content) writeFileSync(path, result.text);
  return { file: { path: relative(path), text: result.text, reports: lint(result.text) }, fixed: result.fixed };
}

/** As the user would name the file: relative to where the command was started, if it lies below. */
function relative(path: string): string {
  const here = `${toPosix(process.cwd())}/`;
  return path.startsWith(here) ? path.slice(here.length) : path;
}
