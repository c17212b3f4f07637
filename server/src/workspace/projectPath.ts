import { ancestors, basename, dirname } from '../core/path.ts';
import type { Workspace } from './workspace.ts';

/**
 * A Dockerfile's path below the root of its repository or, where none is known, of its module: `test/api/Dockerfile`.
 * Folders above say nothing about the project, since anybody's home may be called `test`.
 */
export function projectPath({ path, workspace }: { readonly path: string; readonly workspace: Workspace }): string {
  const folders = ancestors(dirname(path));
  const module = workspace.moduleOf(path);
  const root =
    folders.find((folder) => workspace.repositories.has(folder)) ??
    folders.find((folder) => module && folder === dirname(module.path));
  return path.slice((root ?? ownFolder(path)).length).replace(/^\//, '');
}

/** `.devcontainer` and its like belong to a project and are nobody's home. */
function ownFolder(path: string): string {
  const folder = dirname(path);
  return basename(folder).startsWith('.') ? dirname(folder) : folder;
}
