import { basename } from '../core/path.ts';
import type { Copy, Stage } from '../parse/dockerfile/model.ts';

/** Whether an image certainly lacks a tool that a distribution would bring. */
export function lacksTool(image: Stage, tool: string): boolean {
  const { base } = image;
  const isBare =
    base.kind === 'scratch' || (base.kind === 'image' && base.facts?.userland === 'none' && base.facts.shell === false);
  if (!isBare) return false;
  for (let stage: Stage | undefined = image; stage; stage = stage.parent) {
    if (stage.copies.some((copy) => mayBring(copy, tool))) return false;
  }
  return true;
}

/** BusyBox is many tools in one; whole folders of programs, archives and variables may hide any. */
const CARRIES_ANYTHING = /(?:^|\/)(?:busybox|s?bin|usr|rootfs|\.{1,2})\/?$|^\/?$|[*?[]|\.(?:tar(?:\.\w+)?|t[gbx]z)$/;

function mayBring({ sources, destination, from }: Copy, tool: string): boolean {
  if (destination === undefined || basename(destination) === tool) return true;
  return sources.some((source) => {
    if (source === undefined || basename(source) === tool) return true;
    // A folder of another image may be a file system; one of the build context is the user's own.
    return CARRIES_ANYTHING.test(source) || (from !== undefined && from.stage === undefined && source.endsWith('/'));
  });
}
