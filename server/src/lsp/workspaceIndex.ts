import { isIndexed, readIndexed, readText } from '../host/files.ts';
import { createWorkspace, EMPTY_WORKSPACE } from '../workspace/snapshot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { CONFIG_FILE, DEFAULT_CONFIG, parseConfig, type Config } from '../engine/config.ts';

/** The Dockerfiles and modules of the open folders, kept fresh: what is open in the editor wins over the disk. */
export interface WorkspaceIndex {
  readonly current: Workspace;
  readonly config: Config;
  /** Resolves when the folders have been read once. */
  readonly ready: Promise<void>;
  setFolders(folders: readonly string[]): Promise<void>;
  /** An open document's text, or undefined when it is closed and the disk speaks again. */
  setOpen(path: string, text: string | undefined): void;
  fileChanged(path: string): Promise<void>;
}

/** `onChange` is called whenever findings may have changed. */
export function createWorkspaceIndex(onChange: () => void): WorkspaceIndex {
  const onDisk = new Map<string, string>();
  const open = new Map<string, string>();
  let folders: readonly string[] = [];
  let current = EMPTY_WORKSPACE;
  let config = DEFAULT_CONFIG;
  let scan = 0;
  let markReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => (markReady = resolve));

  const rebuild = (): void => {
    const next = createWorkspace(new Map([...onDisk, ...open]), current);
    if (next === current) return;
    current = next;
    onChange();
  };

  const readConfig = async (): Promise<void> => {
    const results = await Promise.all(folders.map((folder) => readText(`${folder}/${CONFIG_FILE}`)));
    const text = results.find((result) => 'text' in result);
    config = text ? parseConfig(text.text) : DEFAULT_CONFIG;
  };

  return {
    get current() {
      return current;
    },
    get config() {
      return config;
    },
    ready,
    async setFolders(wanted) {
      folders = wanted;
      const mine = ++scan;
      await readConfig();
      const found = await readIndexed(wanted);
      // A newer call has taken over while this one was reading.
      if (mine !== scan) return;
      onDisk.clear();
      for (const [path, text] of found) onDisk.set(path, text);
      rebuild();
      markReady();
    },
    setOpen(path, text) {
      if (!isIndexed(path) || open.get(path) === text) return;
      if (text === undefined) open.delete(path);
      else open.set(path, text);
      rebuild();
    },
    async fileChanged(path) {
      if (path.endsWith(`/${CONFIG_FILE}`)) {
        await readConfig();
        onChange();
      }
      if (!isIndexed(path)) return;
      const result = await readText(path);
      if ('text' in result) onDisk.set(path, result.text);
      else onDisk.delete(path);
      rebuild();
    },
  };
}
