import { buildFileKind, isIgnoreFile } from '../core/buildFiles.ts';
import { type DefinitionId, definitionIn } from '../parse/kubernetes/definitions/scan.ts';
import { createCustomKinds, type CustomKinds, definitionsOf } from '../workspace/customKinds.ts';
import { createDisk } from '../workspace/disk.ts';
import { treeOf } from '../workspace/fileTree.ts';
import { createWorkspace } from '../workspace/snapshot.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The workspace of some files, by their absolute paths: what is not among them does not exist. */
export function workspaceOf(files: ReadonlyMap<string, string>): Workspace {
  const onDisk = new Map([...files].filter(([path]) => buildFileKind(path) !== undefined || isIgnoreFile(path)));
  return createWorkspace(files, undefined, createDisk(onDisk, treeOf(files.keys())));
}

/** The kinds that CustomResourceDefinitions among the files define. */
export function kindsOf(files: ReadonlyMap<string, string>): CustomKinds {
  const definitions = [...files].flatMap(([path, text]) => {
    const found = definitionsOf(text);
    return found ? [[path, { ...found, read: (id: DefinitionId) => definitionIn(text, id) }] as const] : [];
  });
  return createCustomKinds(new Map(definitions), new Set());
}

/** In an archive of cases, the first folder of a path names the case. */
export function casesIn(archive: ReadonlyMap<string, string>): { name: string; files: Map<string, string> }[] {
  const byName = new Map<string, Map<string, string>>();
  for (const [path, text] of archive) {
    const slash = path.indexOf('/');
    const name = `${path.slice(0, slash)}: `;
    byName.set(name, (byName.get(name) ?? new Map<string, string>()).set(path.slice(slash + 1), text));
  }
  return [...byName].map(([name, files]) => ({ name, files }));
}
