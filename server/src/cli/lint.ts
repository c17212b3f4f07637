import { parseArgs } from 'node:util';
import { toLocale, type Locale } from '../engine/catalogue.ts';
import { readDefinitionsNow } from '../host/definitions.ts';
import { readIndexed } from '../host/files.ts';
import { BARS, FORMATS, type LintOptions, lintPart, type Part, type PartResult, relative } from './lintPart.ts';
import { text } from './strings.ts';
import { filesToCheck, findTargets } from './targets.ts';

export interface Io {
  readonly locale: Locale;
  stdout(chunk: string): void;
  stderr(chunk: string): void;
}

interface Options extends LintOptions {
  readonly paths: readonly string[];
}

/**
 * Exit status: 0 clean, 1 findings at or above the bar, 2 usage or unreadable input. `lint` may spread the work over
 * threads.
 */
export async function lintCommand(
  args: readonly string[],
  io: Io,
  lint: (part: Part) => Promise<PartResult> = lintPart,
): Promise<number> {
  const options = readOptions(args, io);
  if (typeof options === 'number') return options;
  const { paths, ...lintOptions } = options;

  const targets = await findTargets(paths);
  for (const { path, id } of targets.problems) io.stderr(text(id, options.locale, { path }));
  const { roots } = targets;
  const indexed = await readIndexed(roots);
  readDefinitionsNow(indexed);
  const files = filesToCheck(targets, indexed.folders);
  const result = await lint({ files, roots, indexed, options: lintOptions });
  for (const complaint of result.complaints) io.stderr(complaint);
  for (const { path, problem } of result.unread) io.stderr(text(problem, options.locale, { path: relative(path) }));
  io.stdout(FORMATS[options.format].whole(result.findings, result.totals, options.locale));
  // Only what the user named must be readable; a stray binary inside a folder is not the user's mistake.
  if (targets.problems.length > 0 || result.unread.some(({ path }) => targets.named.has(path))) return 2;
  return result.failed ? 1 : 0;
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
    // A file or a pipe gets plain text.
    colours: process.stdout.isTTY && !process.env['NO_COLOR'],
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
