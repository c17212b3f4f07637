import { fileKind } from '../core/fileKind.ts';
import { isIndexed, readAbove, readIndexed, readText } from '../host/files.ts';
import { HADOLINT_FILES, type HadolintConfig } from '../parse/hadolintConfig.ts';
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
  setFolders(folders: readonly string[]): Promise<void>;
  /** An open document's text, or undefined when it is closed and the disk speaks again. */
  readonly setOpen: (path: string, text: string | undefined) => void;
  fileChanged(path: string): Promise<void>;
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
    async setFolders(wanted) {
      folders = wanted;
      const mine = ++scan;
      await readConfig();
      const found = new Map([...(await readAbove(wanted, HADOLINT_FILES)), ...(await readIndexed(wanted))]);
      // A newer call may have taken over while this one was reading.
      if (mine === scan) files.setDisk(found);
      markReady();
    },
    setOpen: files.setOpen,
    async fileChanged(path) {
      if (path.endsWith(`/${CONFIG_FILE}`)) {
        await readConfig();
        onChange();
      } else if (isIndexed(path)) {
        const result = await readText(path);
        files.setOnDisk(path, 'text' in result ? result.text : undefined);
      }
    },
  };
}

/** The texts, from the disk and from the editor, and the workspace they make. */
function createFiles(onChange: () => void) {
  const onDisk = new Map<string, string>();
  const open = new Map<string, string>();
  let workspace = EMPTY_WORKSPACE;
  let hadolint: ReadonlyMap<string, HadolintConfig> = new Map();

  const rebuild = (): void => {
    const next = createWorkspace(new Map([...onDisk, ...open]), workspace);
    if (next === workspace) return;
    workspace = next;
    onChange();
  };
  const put = (texts: Map<string, string>, path: string, text: string | undefined): void => {
    if (!isIndexed(path) || texts.get(path) === text) return;
    if (text === undefined) texts.delete(path);
    else texts.set(path, text);
    if (fileKind(path) === 'hadolint') configure();
    else rebuild();
  };
  const configure = (): void => {
    hadolint = hadolintConfigs(onDisk);
    onChange();
  };

  return {
    current: (): Workspace => workspace,
    hadolint: (): ReadonlyMap<string, HadolintConfig> => hadolint,
    setDisk: (found: ReadonlyMap<string, string>): void => {
      onDisk.clear();
      for (const [path, text] of found) onDisk.set(path, text);
      hadolint = hadolintConfigs(onDisk);
      rebuild();
    },
    setOnDisk: (path: string, text: string | undefined): void => put(onDisk, path, text),
    setOpen: (path: string, text: string | undefined): void => put(open, path, text),
  };
}
