import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createConfigLookup, DEFAULT_CONFIG, toConfig } from '../engine/config.ts';
import type { Report, Surroundings } from '../engine/lint.ts';
import type { YamlFile } from '../parse/yaml.ts';
import { createAnalysis } from './analysis.ts';
import { readClient, type Client } from './client.ts';
import type { Rendering } from './diagnostics.ts';
import { pathOf, uriOf } from './paths.ts';
import { createWorkspaceIndex, type WorkspaceIndex } from './workspaceIndex.ts';

/** How long the first answer waits for the workspace to be read: better a moment late than wrong and corrected. */
const PATIENCE_MILLIS = 250;

/** Everything the handlers share for the time of one connection. */
export interface Session {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly index: WorkspaceIndex;
  client: Client;
  /** After the client has said goodbye: nobody hears us any more. */
  ended: boolean;
  /** Work that nobody waits for: a failure is told in the log and ends nothing else. */
  readonly background: (work: Promise<unknown>) => void;
  /** What Kubernetes' documentation says of `V1Probe.periodSeconds`, if it is at hand. */
  readonly describe: (key: string) => string | undefined;
  surroundings(path: string): Surroundings;
  rendering(): Rendering;
  /** Undefined if cancelled, or if Gantry has nothing to say about this kind of document. */
  reports(document: TextDocument, isCancelled: () => boolean): Promise<readonly Report[] | undefined>;
  /** The file as YAML, parsed once for findings and for what editors ask; an edit costs the document it is in. */
  yaml(document: TextDocument): YamlFile;
  /** Those that are known already. */
  knownReports(document: TextDocument): readonly Report[] | undefined;
  readSettings(): Promise<void>;
  close(uri: string): void;
}

/** `onChange` is called when findings of any document may have changed. */
export function createSession(
  connection: Connection,
  onChange: () => void,
  describe: Session['describe'] = () => undefined,
): Session {
  const documents = new TextDocuments(TextDocument);
  const index = createWorkspaceIndex(onChange);
  const surroundings = createSurroundings(index);
  const analysis = createAnalysis(surroundings.of);
  const textOf = (path: string): string | undefined =>
    documents.get(uriOf(path))?.getText() ?? indexedText(index, path);
  let patience: Promise<void> | undefined;
  const session: Session = {
    connection,
    documents,
    index,
    client: readClient({ capabilities: {}, processId: null, rootUri: null, workspaceFolders: null }),
    ended: false,
    background: (work) => void work.catch((error: unknown) => void (session.ended || logError(connection, error))),
    describe,
    surroundings: surroundings.of,
    rendering: () => ({
      locale: session.client.locale,
      rulePages: session.client.options.rulePages,
      relatedInformation: session.client.relatedInformation,
      canExplain: session.client.options.commands?.includes('gantry.explain') ?? false,
      createsFiles: session.client.createsFiles,
      textOf,
    }),
    async reports(document, isCancelled) {
      // One wait for all: after it, a keystroke starts no timer.
      await (patience ??= Promise.race([
        index.ready,
        new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MILLIS).unref()),
      ]));
      return isCancelled() ? undefined : analysis.reports(document, isCancelled);
    },
    knownReports: (document) => analysis.known(document),
    yaml: (document) => analysis.yaml(document),
    async readSettings() {
      if (session.client.hasConfiguration)
        surroundings.setSettings(await connection.workspace.getConfiguration('gantry'));
    },
    close(uri) {
      index.setOpen(pathOf(uri), undefined);
      analysis.close(uri);
    },
  };
  return session;
}

function logError({ console }: Connection, error: unknown): void {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** Settings and configuration files in one; the same objects as long as nothing changes, since caches go by identity. */
function createSurroundings(index: WorkspaceIndex) {
  let settings = DEFAULT_CONFIG;
  let sources: readonly unknown[] = [];
  let configOf = createConfigLookup({ settings, gantry: new Map(), hadolint: new Map(), repositories: new Set() });
  return {
    setSettings: (value: unknown): void => {
      settings = toConfig(value);
    },
    of: (path: string): Surroundings => {
      const { configs, current: workspace } = index;
      const { repositories } = workspace;
      const now = [settings, configs, repositories];
      if (now.some((source, at) => source !== sources[at])) {
        sources = now;
        configOf = createConfigLookup({ settings, ...configs, repositories });
      }
      return { workspace, config: configOf(path), kinds: index.kinds };
    },
  };
}

function indexedText({ current }: WorkspaceIndex, path: string): string | undefined {
  const dockerfile = current.dockerfiles.find((file) => file.path === path)?.dockerfile.text;
  const ignoreFile = current.disk.ignoreFiles.get(path)?.text;
  return dockerfile ?? ignoreFile ?? current.modules.find((file) => file.path === path)?.module.text;
}
