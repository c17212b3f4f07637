import { lineage } from './lineage.ts';
import type { Copy, Stage } from './model.ts';

const SHELL_FILES = /(?:^|\/)(?:(?:ba|da|a)?sh|busybox)$/;
const LIBC_FILES = /(?:^|\/)lib(?:32|64)?(?:\/|$)|ld-linux|ld-musl|(?:^|\/)libc[.\b]/;
const ARCHIVE = /\.(?:tar(?:\.\w+)?|t[gbx]z)$/;

/** Whether `/bin/sh` exists in a stage; undefined if it is not certain. */
export function hasShell(stage: Stage): boolean | undefined {
  const { base } = stage;
  if (base.kind === 'unknown') return undefined;
  const inherited = base.kind === 'scratch' ? false : base.facts?.shell;
  return inherited === false && mayHold(stage, SHELL_FILES) ? undefined : inherited;
}

/** Whether a stage has no C library at all, so that only static programs start in it. */
export function hasNoLibc(stage: Stage): boolean {
  const { base } = stage;
  const isBare = base.kind === 'scratch' || (base.kind === 'image' && base.facts?.libc === 'none');
  return isBare && !mayHold(stage, LIBC_FILES);
}

/** How people call what a stage starts from: `scratch`, or the image without tag. */
export function baseName({ base }: Stage): string {
  if (base.kind === 'image') return base.ref.text.slice(0, base.ref.repositorySpan.end);
  return base.kind === 'scratch' ? 'scratch' : 'the base image';
}

function mayHold(stage: Stage, files: RegExp): boolean {
  return lineage(stage).some(({ copies }) => copies.some((copy) => mayBring(copy, files)));
}

/** `COPY --from=build /out/ /`: what has been made there may be a whole system. */
function isFolder(source: string, from: Copy['from']): boolean {
  if (source.endsWith('/') || source === '.') return true;
  return from?.stage?.runs.some(({ instruction: { rest } }) => rest.text.includes(`${source}/`)) === true;
}

/** Whole file systems, archives and what variables hide may bring anything. */
function mayBring({ instruction, sources, destination, from }: Copy, files: RegExp): boolean {
  if (destination === undefined || files.test(destination)) return true;
  return sources.some((source) => {
    if (source === undefined || source === '/' || source.includes('rootfs')) return true;
    if (destination === '/' && isFolder(source, from)) return true;
    return files.test(source) || (instruction.keyword === 'ADD' && ARCHIVE.test(source));
  });
}
