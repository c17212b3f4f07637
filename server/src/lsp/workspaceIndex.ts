import { fileKind } from '../core/fileKind.ts';
import { basename, dirname } from '../core/path.ts';
import { apply, readChanges } from '../host/changes.ts';
import { type Indexed, isIndexed, isOnDiskOnly, readAbove, readIndexed, readText } from '../host/files.ts';
import { HADOLINT_FILES, type HadolintConfig } from '../parse/hadolintConfig.ts';
import { createDisk, type Disk, readBuilds } from '../workspace/disk.ts';
import { createWorkspace, EMPTY_WORKSPACE } from '../workspace/snapshot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CONFIG_FILE, DEFAULT_CONFIG, hadolintConfigs, parseConfig, type Config } from '../engine/config.ts';

/** The Dockerfiles and modules of the open folders, kept fresh: what is open in the editor wins over the disk. */
export interface WorkspaceIndex {
  readonly current: Workspace;
  readonly config: Config;
  /** Folder → what hadolint has been told there; as on the disk. */
  readonly hadolint: ReadonlyMap<string, HadolintConfig>;
  /** Resolves when the folders have been read once. */
  readonly ready: Promise<void>;
  /** `watched`: whether `filesChanged` will hear of everything that is made or deleted there. */
  setFolders(folders: readonly string[], state: { readonly watched: boolean }): Promise<void>;
  /** An open document's text, or undefined when it is closed and the disk speaks again. */
  readonly setOpen: (path: string, text: string | undefined) => void;
  /** Paths that have been made, changed or deleted. */
  filesChanged(paths: readonly string[]): Promise<void>;
}

/** `onChange` is called whenever findings may have changed. */
export function createWorkspaceIndex(onChange: () => void): WorkspaceIndex {
  const files = createFiles(onChange);
  let folders: readonly string[] = [];
  let config = DEFAULT_CONFIG;
  let scan = 0;
  let markReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => (markReady = resolve));

  const readConfig = async (): Promise<void> => {
    const results = await Promise.all(folders.map((folder) => readText(`${folder}/${CONFIG_FILE}`)));
    const found = results.find((result) => 'text' in result);
    config = found ? parseConfig(found.text) : DEFAULT_CONFIG;
  };

  return {
    get current() {
      return files.current();
    },
    get config() {
      return config;
    },
    get hadolint() {
      return files.hadolint();
    },
    ready,
    async setFolders(wanted, { watched }) {
      folders = wanted;
      const mine = ++scan;
      await readConfig();
      const above = await readAbove(wanted, HADOLINT_FILES);
      const found = await readIndexed(wanted);
      const disk = createDisk(found.diskTexts, { folders: found.folders, isCurrent: watched });
      for (const _ of readBuilds(disk)) await new Promise(setImmediate);
      // A newer call may have taken over while this one was reading.
      if (mine === scan) files.setDisk({ ...found, texts: new Map([...above, ...found.texts]) }, disk);
      markReady();
    },
    setOpen: files.setOpen,
    async filesChanged(paths) {
      if (paths.some((path) => path.endsWith(`/${CONFIG_FILE}`))) {
        await readConfig();
        onChange();
      }
      await files.update(paths);
    },
  };
}

/** The texts, from the disk and from the editor, and the workspace they make. */
function createFiles(onChange: () => void) {
  let onDisk: Indexed = { texts: new Map(), diskTexts: new Map(), folders: new Map() };
  const open = new Map<string, string>();
  let workspace = EMPTY_WORKSPACE;
  let disk = workspace.disk;
  let hadolint: ReadonlyMap<string, HadolintConfig> = new Map();

  const rebuild = (): void => {
    const next = createWorkspace(new Map([...onDisk.texts, ...open]), workspace, disk);
    if (next === workspace) return;
    workspace = next;
    onChange();
  };
  /** Most of what changes on a disk lies in folders that nobody looks into. */
  const isOfInterest = (path: string): boolean => {
    const folder = dirname(path);
    const isListed =
      onDisk.folders.has(folder) || onDisk.folders.get(dirname(folder))?.get(basename(folder)) === 'folder';
    return isListed || isIndexed(path) || isOnDiskOnly(path);
  };

  return {
    current: (): Workspace => workspace,
    hadolint: (): ReadonlyMap<string, HadolintConfig> => hadolint,
    setDisk(found: Indexed, read: Disk): void {
      onDisk = found;
      disk = read;
      hadolint = hadolintConfigs(found.texts);
      rebuild();
    },
    async update(paths: readonly string[]): Promise<void> {
      const changes = await readChanges(paths.filter(isOfInterest), onDisk);
      const effects = changes.map((change) => apply(change, onDisk));
      if (!effects.some(Boolean)) return;
      const { isCurrent } = disk.tree;
      disk = createDisk(onDisk.diskTexts, { folders: onDisk.folders, isCurrent }, disk);
      if (changes.some(({ path }) => fileKind(path) === 'hadolint')) {
        hadolint = hadolintConfigs(onDisk.texts);
        onChange();
      }
      // That files come and go matters to Dockerfiles alone; the next text will see it.
      const isSeen = [...open.keys()].some((path) => fileKind(path) === 'dockerfile');
      if (isSeen || effects.includes('text')) rebuild();
    },
    setOpen: (path: string, text: string | undefined): void => {
      const kind = fileKind(path);
      if ((kind !== 'dockerfile' && kind !== 'goMod') || open.get(path) === text) return;
      if (text === undefined) open.delete(path);
      else open.set(path, text);
      rebuild();
    },
  };
}
