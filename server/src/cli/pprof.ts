import { readFileSync, statSync } from 'node:fs';
import { analyze } from '../profile/analyze.ts';
import type { Comparison } from '../profile/compare.ts';
import type { Decoded } from '../profile/decode.ts';
import { formatTop, topAsJson } from '../profile/formatTop.ts';
import { headerLines } from '../profile/header.ts';
import { type Locale, ProfileError, text } from '../profile/message.ts';
import { openProfile } from '../profile/open.ts';
import { parsePprofArgs, type TopArguments, UsageError } from './pprofArgs.ts';
import { PPROF_TEXT } from './pprofText.ts';

export interface Io {
  readonly locale: Locale;
  stdout(chunk: string): void;
  stderr(chunk: string): void;
}

/** `gantry pprof`. Exit status: 0 when the report is printed, 2 on wrong usage or unreadable input. */
export async function pprofCommand(args: readonly string[], io: Io): Promise<number> {
  const say = PPROF_TEXT[io.locale];
  try {
    const parsed = parsePprofArgs(args, say);
    if (parsed === 'help') io.stdout(say.usage);
    else top(parsed, io);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) io.stderr(say.badUsage(error.message));
    else if (error instanceof InputError) io.stderr(`${error.message}\n`);
    else if (error instanceof ProfileError) io.stderr(`${text(error.detail, io.locale)}\n`);
    else throw error;
    return 2;
  }
}

/** A file that cannot be read as a profile; the message names it. */
class InputError extends Error {}

function top(args: TopArguments, io: Io): void {
  const say = PPROF_TEXT[io.locale];
  const { profile, notices } = read(args.file, args.maxBytes, io.locale);
  const comparison = comparisonOf(args, io.locale);
  const analyzed = analyze(profile, { ...args, ...(comparison === undefined ? {} : { comparison }) });
  for (const notice of [...notices, ...analyzed.notices]) io.stderr(`${text(notice, io.locale)}\n`);
  for (const filter of analyzed.idleFilters) io.stderr(`${say.idleFilter(filter)}\n`);
  if (args.format === 'json') {
    io.stdout(topAsJson(analyzed.report));
    return;
  }
  const header = headerLines(analyzed.profile, analyzed.report, args.filters, args.nodeFraction);
  io.stdout(`${header.join('\n')}\n${formatTop(analyzed.report)}`);
}

function comparisonOf({ base, normalized, maxBytes }: TopArguments, locale: Locale): Comparison | undefined {
  if (base === undefined) return undefined;
  return { base: read(base.file, maxBytes, locale).profile, mode: base.mode, normalized };
}

function read(path: string, maxBytes: number, locale: Locale): Decoded {
  try {
    const { size } = statSync(path);
    if (size > maxBytes) throw new ProfileError({ id: 'largerThanLimit', args: { size, limit: maxBytes } });
    return openProfile(readFileSync(path), { maxBytes });
  } catch (error) {
    throw new InputError(explain(path, error, locale), { cause: error });
  }
}

function explain(path: string, error: unknown, locale: Locale): string {
  const say = PPROF_TEXT[locale];
  if (error instanceof ProfileError) return `${path}: ${text(error.detail, locale)}`;
  if (!(error instanceof Error) || !('code' in error)) throw error;
  switch (error.code) {
    case 'ENOENT':
      return say.notFound(path);
    case 'EISDIR':
      return say.isFolder(path);
    case 'EACCES':
      return say.forbidden(path);
    default:
      return say.unreadable(path, String(error.code));
  }
}
