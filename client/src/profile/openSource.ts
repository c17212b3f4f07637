import { FileType, l10n, Range, Uri, ViewColumn, window, workspace, type Memento } from 'vscode';
import type { FromFlamegraph } from '../../../media/src/protocol.ts';
import type { GoModuleInfo } from '../../../server/src/protocol.ts';
import {
  bestSuffixes,
  candidatePaths,
  mappingFrom,
  mayLieInWorkspace,
  type SourceEnvironment,
  type SourceQuery,
} from './sourcePath.ts';

export interface ModuleSource {
  readonly modules: () => Promise<readonly GoModuleInfo[]>;
}

type Place = FromFlamegraph['openSource'];

const REMEMBERED = 'gantry.profile.rememberedPaths';
/** More files of one name are no choice. */
const MOST_FILES = 200;

/** Opens the line beside the profile. Nothing is executed to find it: paths are tried, and then the reader is asked. */
export async function openSource(place: Place, memory: Memento, service: ModuleSource): Promise<void> {
  const query: SourceQuery = { file: place.file, package: place.package };
  const environment = await sourceEnvironment(memory, service);
  const found =
    (await firstExisting(candidatePaths(query, environment))) ??
    (await inWorkspace(query)) ??
    (await ask(place, memory));
  if (found !== undefined) await showLine(found, place.line);
}

async function sourceEnvironment(memory: Memento, { modules }: ModuleSource): Promise<SourceEnvironment> {
  const known = await modules().catch(() => []);
  const configured = workspace.getConfiguration('gantry.profile').get<Record<string, string>>('pathMappings', {});
  const remembered = memory.get<readonly (readonly [string, string])[]>(REMEMBERED, []);
  return {
    modules: known.map(({ path, folder }) => ({ path, folder: Uri.parse(folder).fsPath.replaceAll('\\', '/') })),
    mappings: [
      ...Object.entries(configured).map(([prefix, folder]) => [prefix, expanded(folder)] as const),
      ...remembered,
    ],
    moduleCaches: moduleCaches(),
    goRoots: goRoots(),
  };
}

/** `${workspaceFolder}` and relative folders mean the first folder of the workspace. */
function expanded(folder: string): string {
  const root = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const path = folder.replaceAll('${workspaceFolder}', root);
  return /^(?:[/\\]|[A-Za-z]:)/.test(path) ? path : `${root}/${path}`;
}

function moduleCaches(): readonly string[] {
  const { GOMODCACHE, GOPATH, HOME, USERPROFILE } = process.env;
  const paths = (GOPATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const homes = [HOME, USERPROFILE].map((home) => (home === undefined || home === '' ? '' : `${home}/go`));
  const trees = [...paths, ...homes].filter((path) => path !== '').map((path) => `${path}/pkg/mod`);
  return [...(GOMODCACHE === undefined || GOMODCACHE === '' ? [] : [GOMODCACHE]), ...trees];
}

/** Where Go's own installers put it, and what its extension was told. */
function goRoots(): readonly string[] {
  const told = workspace.getConfiguration('go').get<string | null>('goroot') ?? '';
  const { GOROOT, HOME } = process.env;
  const usual = [
    '/usr/local/go',
    '/usr/lib/go',
    '/opt/homebrew/opt/go/libexec',
    '/usr/local/opt/go/libexec',
    'C:/Program Files/Go',
  ];
  return [told, GOROOT ?? '', ...usual, HOME === undefined ? '' : `${HOME}/sdk/go`].filter((path) => path !== '');
}

async function firstExisting(paths: readonly string[]): Promise<Uri | undefined> {
  for (const path of paths) {
    const uri = Uri.file(path);
    // One after the other, because the first that exists is the one that is meant.
    // oxlint-disable-next-line no-await-in-loop
    if (await isFile(uri)) return uri;
  }
  return undefined;
}

async function isFile(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    ({ type }) => (type & FileType.File) !== 0,
    () => false,
  );
}

/** The file of the workspace whose path ends like the wanted one; the reader chooses where several do. */
async function inWorkspace(query: SourceQuery): Promise<Uri | undefined> {
  if (!mayLieInWorkspace(query)) return undefined;
  const name = query.file.slice(Math.max(query.file.lastIndexOf('/'), query.file.lastIndexOf('\\')) + 1);
  if (!/^[\w.+-]+$/.test(name)) return undefined;
  const files = await workspace.findFiles(`**/${name}`, '**/{node_modules,.git}/**', MOST_FILES);
  const byPath = new Map(files.map((uri) => [uri.path, uri]));
  const best = bestSuffixes(query, [...byPath.keys()]);
  if (best.length <= 1) return byPath.get(best[0] ?? '');
  const items = best.map((path) => ({ label: workspace.asRelativePath(byPath.get(path) ?? path), path }));
  const picked = await window.showQuickPick(items, {
    placeHolder: l10n.t('Several files are called {0}: which one was profiled?', name),
  });
  return byPath.get(picked?.path ?? '');
}

/** Says what was looked for, and lets the reader show it; the choice serves the other files of the same tree as well. */
async function ask({ file }: Place, memory: Memento): Promise<Uri | undefined> {
  const choose = l10n.t('Choose File…');
  const message = l10n.t(
    'The source “{0}” is not on this machine: not at its own path, in the workspace, in the module cache or in GOROOT.',
    file.slice(-200),
  );
  if ((await window.showWarningMessage(message, choose)) !== choose) return undefined;
  const picked = (await window.showOpenDialog({ title: file.slice(-200), openLabel: l10n.t('Open') }))?.[0];
  const mapping = picked === undefined ? undefined : mappingFrom(file, picked.fsPath);
  if (mapping !== undefined) {
    const remembered = memory.get<readonly (readonly [string, string])[]>(REMEMBERED, []);
    await memory.update(REMEMBERED, [mapping, ...remembered.filter(([prefix]) => prefix !== mapping[0])].slice(0, 50));
  }
  return picked;
}

async function showLine(uri: Uri, line: number): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const wanted = Math.max(0, line - 1);
  const last = document.lineCount - 1;
  const target = document.lineAt(Math.min(wanted, last)).range;
  await window.showTextDocument(document, {
    viewColumn: ViewColumn.Beside,
    selection: new Range(target.start, target.start),
  });
  if (wanted <= last) return;
  void window.showWarningMessage(
    l10n.t(
      'The profile names line {0}, but this file ends at line {1}: it was built from another version of the source.',
      line,
      document.lineCount,
    ),
  );
}
