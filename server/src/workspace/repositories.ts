import { ancestors, dirname } from '../core/path.ts';
import type { Workspace } from './workspace.ts';

/** The innermost repository around a file, or undefined outside of any. */
export function repositoryOf(path: string, { repositories }: Pick<Workspace, 'repositories'>): string | undefined {
  return repositories.size === 0 ? undefined : ancestors(dirname(path)).find((folder) => repositories.has(folder));
}
