import { needsCgo } from '../core/cgoPackages.ts';
import { usesNetwork } from '../core/networkPackages.ts';
import type { GoBuild } from '../parse/dockerfile/goBuilds.ts';
import { lineage } from '../parse/dockerfile/lineage.ts';
import type { Stage } from '../parse/dockerfile/model.ts';
import type { ModuleFile } from './workspace.ts';

/**
 * Whether a program that is built with cgo is certain to ask for the C library. It does if it has C code, or `net` or
 * `os/user` in it, as every server has; a program without them comes out static all the same.
 */
export function surelyLinksLibc({ command }: GoBuild, final: Stage, file: ModuleFile | undefined): boolean {
  return command.assignments.has('CGO_ENABLED') || directly(file, needsCgo) || isOnNetwork(final, file);
}

/** Whether a program is seen to talk over the network: a port is exposed, or a module is required that does. */
export function isOnNetwork(final: Stage, file: ModuleFile | undefined): boolean {
  const exposes = lineage(final).some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'EXPOSE'));
  return exposes || directly(file, usesNetwork);
}

function directly(file: ModuleFile | undefined, holds: (path: string) => boolean): boolean {
  return (file?.module.requires ?? []).some(({ path, indirect }) => !indirect && holds(path));
}
