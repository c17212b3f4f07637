import { fileKind } from '../core/fileKind.ts';
import { basename, dirname } from '../core/path.ts';
import { apply, applyDefinitions, readChanges } from '../host/changes.ts';
import { readDefinitions } from '../host/definitions.ts';
import { type Indexed, isIndexed, isOnDiskOnly, readAbove, readIndexed } from '../host/files.ts';
import { HADOLINT_FILES } from '../parse/hadolintConfig.ts';
import { createDisk, type Disk, readBuilds } from '../workspace/disk.ts';
import type { CustomKinds } from '../workspace/customKinds.ts';
import { createWorkspace, EMPTY_WORKSPACE } from '../workspace/snapshot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CONFIG_FILE, gantryConfigs, hadolintConfigs, type ConfigSources } from '../engine/config.ts';
import { createKindIndex } from './kindIndex.ts';

/** The Dockerfiles and modules of the open folders, kept fresh: what is open in the editor wins over the disk. */
export interface WorkspaceIndex {
  readonly current: Workspace;
  /** What CustomResourceDefinitions define; the same object as long as none of them changes. */
  readonly kinds: CustomKinds;
  /** What the files on the disk say about the rules; the same object as long as none of them changes. */
  readonly configs: Configs;
  /** Resolves when the folders have been read once. */
  readonly ready: Promise<void>;
  /** `watched`: whether `filesChanged` will hear of everything that is made or deleted there. */
  setFolders(folders: readonly string[], state: { readonly watched: boolean }): Promise<void>;
  /** An open document's text, or undefined when it is closed and the disk speaks again. */
  readonly setOpen: (path: string, text: string | undefined) => void;
  /** Paths that have been made, changed or deleted. */
  filesChanged(paths: readonly string[]): Promise<void>;
}

type Configs = Pick<ConfigSources, 'gantry' | 'hadolint' | 'home'>;

/** `onChange` is called whenever findings may have changed. */
export function createWorkspaceIndex(onChange: () => void): WorkspaceIndex {
  const files = createFiles(onChange);
  let scan = 0;
  let markReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => (markReady = resolve));

  return {
    get current() {
      return files.current();
    },
    get kinds() {
      return files.kinds.current;
    },
    get configs() {
      return files.configs();
    },
    ready,
    async setFolders(wanted, { watched }) {
      const mine = ++scan;
      const above = await readAbove(wanted, [CONFIG_FILE, ...HADOLINT_FILES]);
      const found = await readIndexed(wanted);
      const disk = createDisk(found.diskTexts, { folders: found.folders, isCurrent: watched });
      for (const _ of readBuilds(disk)) await new Promise(setImmediate);
      // A newer call may have taken over while this one was reading.
      if (mine === scan) files.setDisk({ ...found, texts: new Map([...above, ...found.texts]) }, disk, wanted[0]);
      markReady();
      // Custom resources can wait for what is found in all the YAML there is; nothing else has to.
      await readDefinitions(found);
      if (mine === scan) files.kinds.rebuild();
    },
    setOpen: files.setOpen,
    filesChanged: (paths) => files.update(paths),
  };
}

/** The texts, from the disk and from the editor, and the workspace they make. */
function createFiles(onChange: () => void) {
  let onDisk: Indexed = { texts: new Map(), diskTexts: new Map(), folders: new Map(), definitions: new Map() };
  const open = new Map<string, string>();
  let workspace = EMPTY_WORKSPACE;
  let disk = workspace.disk;
  let configs: Configs = { gantry: new Map(), hadolint: new Map() };
  const kinds = createKindIndex(() => ({ onDisk: onDisk.definitions, repositories: workspace.repositories }), onChange);

  const rebuild = (): void => {
    const next = createWorkspace(new Map([...onDisk.texts, ...open]), workspace, disk);
    if (next === workspace) return;
    const before = workspace;
    workspace = next;
    onChange();
    if (next.repositories !== before.repositories) kinds.rebuild();
  };
  return {
    current: (): Workspace => workspace,
    configs: (): Configs => configs,
    kinds,
    setDisk(found: Indexed, read: Disk, home: string | undefined): void {
      [onDisk, disk] = [found, read];
      configs = configsOf(onDisk, home);
      onChange();
      rebuild();
    },
    async update(paths: readonly string[]): Promise<void> {
      const wanted = paths.filter((path) => isOfInterest(path, onDisk));
      const changes = await readChanges(wanted, onDisk);
      if (changes.map((change) => applyDefinitions(change, onDisk)).some(Boolean)) kinds.rebuild();
      const effects = changes.map((change) => apply(change, onDisk));
      if (!effects.some(Boolean)) return;
      const { isCurrent } = disk.tree;
      disk = createDisk(onDisk.diskTexts, { folders: onDisk.folders, isCurrent }, disk);
      if (changes.some(({ path }) => fileKind(path) === 'config')) {
        configs = configsOf(onDisk, configs.home);
        onChange();
      }
      // That files come and go matters to Dockerfiles alone; the next text will see it.
      const isSeen = [...open.keys()].some((path) => fileKind(path) === 'dockerfile');
      if (isSeen || effects.includes('text')) rebuild();
    },
    setOpen: (path: string, text: string | undefined): void => {
      const kind = fileKind(path);
      if (kind === 'yaml') kinds.setOpen(path, text);
      if ((kind !== 'dockerfile' && kind !== 'goMod') || open.get(path) === text) return;
      if (text === undefined) open.delete(path);
      else open.set(path, text);
      rebuild();
    },
  };
}

function configsOf({ texts }: Indexed, home: string | undefined): Configs {
  return { gantry: gantryConfigs(texts), hadolint: hadolintConfigs(texts), home };
}

/** Most of what changes on a disk lies in folders that nobody looks into. */
function isOfInterest(path: string, { folders }: Indexed): boolean {
  const folder = dirname(path);
  const isListed = folders.has(folder) || folders.get(dirname(folder))?.get(basename(folder)) === 'folder';
  return isListed || isIndexed(path) || isOnDiskOnly(path);
}
