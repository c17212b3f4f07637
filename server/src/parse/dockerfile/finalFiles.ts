import { lineage } from './lineage.ts';
import type { Copy, Run, Stage } from './model.ts';

/**
 * Whether some COPY or ADD of a stage, or of a parent, may bring a file that matches: by a source's or the destination's
 * name, or because it brings a whole file system, an archive, or what a variable hides.
 */
export function mayCopy(stage: Stage, files: RegExp): boolean {
  return lineage(stage).some(({ copies }) => copies.some((copy) => brings(copy, files)));
}

function brings({ instruction, sources, destination }: Copy, files: RegExp): boolean {
  if (destination === undefined || files.test(destination)) return true;
  return sources.some((source) => {
    if (source === undefined || /^\/+(?:\.|\*)?$/.test(source) || /rootfs|sysroot/.test(source)) return true;
    return files.test(source) || (instruction.keyword === 'ADD' && /\.(?:tar(?:\.\w+)?|t[gbx]z2?)$/.test(source));
  });
}

/** Whether a RUN of a stage, or of a parent, mentions a word: a package that it installs, say. */
export function runMentions(stage: Stage, word: RegExp): boolean {
  return lineage(stage).some(({ runs }) => runs.some((run) => word.test(textOf(run))));
}

/** The line, its flags, and what a heredoc hands to the shell. */
function textOf({ instruction: { rest, flags, heredocs }, script }: Run): string {
  const body = heredocs.length > 0 ? (script()?.traced.text ?? '') : '';
  return [rest.text, ...flags.map(({ value = '' }) => value), body].join(' ');
}
