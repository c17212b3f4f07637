import { isNamedDockerfile } from '../core/fileKind.ts';
import {
  CONFIG_FILE,
  configProblems,
  createConfigLookup,
  DEFAULT_CONFIG,
  gantryConfigs,
  hadolintConfigs,
  nearestFolder,
} from '../engine/config.ts';
import type { Surroundings } from '../engine/lint.ts';
import { filesOnDisk } from '../host/definitions.ts';
import { type Indexed, readAbove } from '../host/files.ts';
import type { ConfigProblem } from '../parse/configFile.ts';
import { HADOLINT_FILES, type HadolintConfig, hadolintProblems } from '../parse/hadolintConfig.ts';
import { createCustomKinds } from '../workspace/customKinds.ts';
import { createDisk } from '../workspace/disk.ts';
import { createWorkspace } from '../workspace/snapshot.ts';

interface Sources {
  readonly of: (path: string) => Surroundings;
  /** What hadolint has been told about a Dockerfile. */
  readonly hadolintOf: (path: string) => HadolintConfig | undefined;
  /** What does not count of the configuration files that these files have to do with. */
  readonly problemsFor: (paths: readonly string[]) => readonly Complaint[];
}

/** A sentence about a configuration file. */
interface Complaint {
  readonly path: string;
  readonly id: 'configNotYaml' | 'configNoSettings' | 'configEntries';
  readonly args: Readonly<Record<string, string | number>>;
}

/** What the files below `roots` are looked at with. */
export async function readSurroundings(roots: readonly string[], indexed: Indexed): Promise<Sources> {
  // A folder inside a module belongs to it, though the go.mod lies above what was asked for; so do configurations.
  const above = await readAbove(roots, ['go.mod', CONFIG_FILE, ...HADOLINT_FILES]);
  const texts = new Map([...above, ...indexed.texts]);
  const disk = createDisk(indexed.diskTexts, { folders: indexed.folders, isCurrent: true });
  const workspace = createWorkspace(texts, undefined, disk);
  const { repositories } = workspace;
  const gantry = gantryConfigs(texts);
  const hadolint = hadolintConfigs(texts);
  const kinds = createCustomKinds(filesOnDisk(indexed.definitions), repositories);
  const configOf = createConfigLookup({ settings: DEFAULT_CONFIG, gantry, hadolint, repositories });
  const hadolintFolder = (path: string): string | undefined =>
    isNamedDockerfile(path) ? nearestFolder(path, hadolint, repositories) : undefined;
  return {
    of: (path) => ({ workspace, config: configOf(path), kinds }),
    hadolintOf: (path) => hadolint.get(hadolintFolder(path) ?? ''),
    problemsFor: (paths) => [
      ...unique(paths.map((path) => nearestFolder(path, gantry))).flatMap((folder) =>
        complaints(folder, [CONFIG_FILE], texts, configProblems),
      ),
      ...unique(paths.map(hadolintFolder)).flatMap((folder) =>
        complaints(folder, HADOLINT_FILES, texts, hadolintProblems),
      ),
    ],
  };
}

function unique(folders: readonly (string | undefined)[]): string[] {
  return [...new Set(folders)].filter((folder) => folder !== undefined);
}

function complaints(
  folder: string,
  names: readonly string[],
  texts: ReadonlyMap<string, string>,
  problemsOf: (text: string) => readonly ConfigProblem[],
): Complaint[] {
  const path = names.map((name) => `${folder}/${name}`).find((each) => texts.has(each));
  if (path === undefined) return [];
  const problems = problemsOf(texts.get(path) ?? '');
  const entries = problems.flatMap((problem) => (problem.kind === 'entry' ? [problem.entry] : []));
  if (entries.length > 0) return [{ path, id: 'configEntries', args: { entries: entries.join(', ') } }];
  return problems.flatMap((problem): Complaint[] => {
    if (problem.kind === 'yaml') return [{ path, id: 'configNotYaml', args: { line: problem.line } }];
    return [{ path, id: 'configNoSettings', args: {} }];
  });
}
