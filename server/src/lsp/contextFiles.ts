import { dirname, join } from '../core/path.ts';
import { isFile } from '../host/files.ts';
import type { ContextSource } from '../services/dockerfile/links.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * Files that COPY and ADD take, by their place in the Dockerfile. The build context is taken to be the Dockerfile's
 * folder or the module's, whichever has more of them; where that is open, nothing is certain, and nothing is found.
 */
export async function contextFiles(
  path: string,
  sources: readonly ContextSource[],
  workspace: Workspace,
): Promise<ReadonlyMap<ContextSource, string>> {
  const module = workspace.moduleOf(path);
  const folders = new Set([dirname(path), ...(module ? [dirname(module.path)] : [])]);
  const found = await Promise.all([...folders].map((folder) => filesIn(folder, sources)));
  const [best, second] = found.toSorted((a, b) => b.size - a.size);
  return best && best.size > (second?.size ?? 0) ? best : new Map();
}

async function filesIn(folder: string, sources: readonly ContextSource[]): Promise<Map<ContextSource, string>> {
  const files = await Promise.all(
    sources.map(async (source) => {
      const path = join(folder, source.path);
      return (await isFile(path)) ? ([[source, path]] as const) : [];
    }),
  );
  return new Map(files.flat());
}
