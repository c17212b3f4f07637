import type { Span, TextEdit } from '../../core/text.ts';
import { insertBefore, removeLines } from './edits.ts';
import { goArguments, goCommands, type GoCommand } from './goCommands.ts';
import { lineage } from './lineage.ts';
import type { Copy, Instruction, Run, Stage } from './model.ts';

/** A build that downloads its modules whenever a source file changes. */
export interface UncachedDownload {
  /** The COPY of the whole build context. */
  readonly copy: Copy;
  /** The first command after it that needs the modules. */
  readonly needs: GoCommand;
  /** Downloads them in a layer of their own; undefined where it is not certain where go.mod belongs. */
  readonly edits: (() => readonly TextEdit[]) | undefined;
}

const NEEDS_MODULES =
  /^(?:build|test|run|vet|generate|list|install|mod (?:download|verify|tidy|graph|vendor)|get|tool .*)$/;
const BUILD_TOOLS = new Set(['make', 'mage', 'task', 'just', 'bash', 'sh']);
const MODULE_CACHE = /pkg\/mod|GOMODCACHE|(?:^|[=,])(?:\/go|\$\{?GOPATH\}?)(?:\/pkg)?\/?(?:,|$)/;

/** Undefined if the stage has its modules before the sources, or gets them from elsewhere. */
export function uncachedDownload(text: string, stage: Stage): UncachedDownload | undefined {
  const copy = stage.copies.find(isWholeContext);
  if (!copy) return undefined;
  const at = copy.instruction.span.start;
  const needs = stage.runs
    .filter(({ instruction }) => instruction.span.start > at)
    .flatMap(goCommands)
    .find(needsModules);
  if (!needs || isProvided(stage, needs) || lineage(stage).some((one) => downloadsBefore(one, at))) return undefined;
  return { copy, needs, edits: separateDownload(text, stage, { copy, needs }) };
}

/** `COPY . .`, `ADD ./ /src`. */
function isWholeContext({ from, sources }: Copy): boolean {
  return !from && sources.some((source) => source !== undefined && /^\.?\/*$/.test(source));
}

/** `go install tool@v1` brings its own module. */
function needsModules({ verb, args, command }: GoCommand): boolean {
  if (!NEEDS_MODULES.test(verb) || command.assignments.get('GO111MODULE') === 'off') return false;
  return !args.some(({ text }) => text.includes('@'));
}

/** Modules that are vendored, mounted, copied from another stage or kept in a cache mount. */
function isProvided(stage: Stage, { run, args, command }: GoCommand): boolean {
  const flags = run.env.get('GOFLAGS');
  const settings = [
    goArguments(args).flags.get('mod')?.text,
    command.assignments.get('GOFLAGS'),
    typeof flags === 'object' ? flags.text : undefined,
  ];
  if (settings.some((setting) => setting?.includes('vendor'))) return true;
  const modules = run.env.get('GO111MODULE');
  if (typeof modules === 'object' && modules.text === 'off') return true;
  const isMounted = run.instruction.flags.some(
    ({ name, value = '' }) =>
      (name === 'mount' && MODULE_CACHE.test(value)) || (name === 'network' && value === 'none'),
  );
  return isMounted || stage.copies.some(bringsModules);
}

/** `vendor` from the build context, or a module cache that another stage has filled. */
export function bringsModules({ from, sources, destination = '' }: Copy): boolean {
  if (from) return MODULE_CACHE.test(destination);
  return sources.some((source) => /(?:^|\/)vendor\/?$/.test(source ?? ''));
}

/** Whether go.mod comes first and something is done with it. */
function downloadsBefore(stage: Stage, offset: number): boolean {
  const modFile = stage.copies.find(({ from, sources }) => !from && sources.some(isModFile));
  return stage.runs.some((run) => {
    const { start } = run.instruction.span;
    if (start > offset) return false;
    const hasMod = modFile ? modFile.instruction.span.start < start : bindsContext(run);
    return hasMod && (goCommands(run).some(needsModules) || run.commands().some(isBuildTool));
  });
}

function isBuildTool({ words: [program] }: ReturnType<Run['commands']>[number]): boolean {
  const name = program?.value ?? '';
  return BUILD_TOOLS.has(name) || name.endsWith('.sh');
}

/** `go.mod`, `services/api/go.mod`, `go.*`. */
function isModFile(source: string | undefined): boolean {
  return source !== undefined && /(?:^|\/)(?:go\.mod|go\.?\*|\*\.mod|go\.\[.*|go\.m.*)$/.test(source);
}

function bindsContext({ instruction }: Run): boolean {
  return instruction.flags.some(
    ({ name, value = '' }) => name === 'mount' && !/type=(?:cache|secret|ssh|tmpfs)/.test(value),
  );
}

function separateDownload(
  text: string,
  stage: Stage,
  { copy, needs }: Pick<UncachedDownload, 'copy' | 'needs'>,
): UncachedDownload['edits'] {
  const folder = copy.destination?.replace(/(?<=.)\/$/, '');
  const { run, directory } = needs;
  if (folder === undefined || directory !== folder || run.workdir !== folder) return undefined;
  if (between(stage, copy, run).some(({ keyword }) => PREPARES.has(keyword))) return undefined;

  const hasModFile = stage.copies.some(
    ({ instruction, from, sources }) =>
      !from && sources.some(isModFile) && instruction.span.start < copy.instruction.span.start,
  );
  const flags = copy.instruction.flags.filter(({ name }) => name !== 'exclude');
  const copyLine = ['COPY', ...flags.map(({ span }) => text.slice(span.start, span.end)), 'go.mod go.sum ./'].join(' ');
  // A RUN that does nothing but download moves up as it is.
  const moved = needs.verb === 'mod download' && run.commands().length === 1 ? run.instruction : undefined;
  const lines = [
    ...(copy.workdir === folder ? [] : [`WORKDIR ${folder}`]),
    ...(hasModFile ? [] : [copyLine]),
    moved ? text.slice(moved.span.start, moved.span.end) : 'RUN go mod download',
  ];
  const told = moved ? undefined : leadingDownload(text, needs);
  return () => [
    insertBefore(text, copy.instruction, lines),
    ...(moved ? [removeLines(text, moved)] : []),
    ...(told ? [{ span: told, newText: '' }] : []),
  ];
}

/** `go mod download && ` in front of the rest of a RUN, which says it again then. */
function leadingDownload(text: string, { verb, run }: GoCommand): Span | undefined {
  const [first, second] = run.commands();
  if (verb !== 'mod download' || !first || !second) return undefined;
  const span = { start: first.span.start, end: second.span.start };
  return /^go[ \t]+mod[ \t]+download[ \t]*&&(?:[ \t]|\\\r?\n)+$/.test(text.slice(span.start, span.end))
    ? span
    : undefined;
}

/** What may prepare the download: credentials, a proxy, git. */
const PREPARES = new Set(['RUN', 'ENV', 'ARG', 'COPY', 'ADD', 'USER']);

function between({ instructions }: Stage, copy: Copy, run: Run): readonly Instruction[] {
  return instructions.slice(instructions.indexOf(copy.instruction) + 1, instructions.indexOf(run.instruction));
}
