import { dirname } from '../core/path.ts';
import type { BuildContext } from './buildContext.ts';
import type { ModuleFile } from './workspace.ts';

/** The module's `vendor` as the build context sees it; undefined if it lies outside. */
export function vendorPath({ path }: ModuleFile, { folder }: BuildContext): string | undefined {
  const home = dirname(path);
  if (home === folder) return 'vendor';
  return home.startsWith(`${folder}/`) ? `${home.slice(folder.length + 1)}/vendor` : undefined;
}
