import {
  CodeActionKind,
  InsertTextMode,
  MarkupKind,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type InitializeParams,
  type InitializeResult,
  type TextDocumentClientCapabilities,
} from 'vscode-languageserver';
import { toLocale, type Locale } from '../engine/catalogue.ts';
import type { InitializationOptions } from '../protocol.ts';
import { FIX_ALL } from './codeActions.ts';
import { staticServices } from './registration.ts';
import { pathOf } from './paths.ts';

/** What the client can do and wants, read once. */
export interface Client extends Abilities {
  readonly locale: Locale;
  readonly options: InitializationOptions;
  /** Paths of the workspace folders at the start. */
  readonly folders: readonly string[];
  /** Another extension serves Dockerfiles, too. */
  readonly hasPeer: boolean;
  /** Another extension serves every YAML file: its outline, folding and indentation stay its own. */
  readonly hasYamlPeer: boolean;
  /** The client's command that opens its list of suggestions again. */
  readonly suggestCommand: string | undefined;
}

type Abilities = ReturnType<typeof workspaceAbilities> & ReturnType<typeof textAbilities>;

export function readClient(params: InitializeParams): Client {
  const given = params.initializationOptions as InitializationOptions | null | undefined;
  const options = typeof given === 'object' && given !== null ? given : {};
  return {
    locale: toLocale(params.locale),
    options,
    folders: folderUris(params).map(pathOf),
    hasPeer: options.hasDockerfilePeer === true,
    hasYamlPeer: options.hasYamlPeer === true,
    suggestCommand: options.suggestCommand,
    ...workspaceAbilities(params.capabilities),
    ...textAbilities(params.capabilities),
  };
}

function folderUris({ workspaceFolders, rootUri }: InitializeParams): string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
}

function workspaceAbilities({ workspace }: ClientCapabilities) {
  return {
    ...editAbilities(workspace?.workspaceEdit),
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
  };
}

function editAbilities(edits: NonNullable<ClientCapabilities['workspace']>['workspaceEdit']) {
  const isDetailed = edits?.documentChanges === true;
  return {
    createsFiles: isDetailed && edits.resourceOperations?.includes('create') === true,
    annotatesChanges: isDetailed && edits.changeAnnotationSupport !== undefined,
  };
}

function textAbilities({ textDocument }: ClientCapabilities) {
  return {
    ...completionAbilities(textDocument?.completion?.completionItem),
    ...diagnosticAbilities(textDocument),
    // A client that says nothing of hovers is taken for one that shows Markdown, as most do.
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) !== false,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    foldLimit: textDocument?.foldingRange?.rangeLimit ?? Infinity,
    /** Whether a service may be announced after the start, and for some documents only. */
    registers: (service: keyof TextDocumentClientCapabilities): boolean =>
      (textDocument?.[service] as { dynamicRegistration?: boolean } | undefined)?.dynamicRegistration === true,
  };
}

function diagnosticAbilities(textDocument: TextDocumentClientCapabilities | undefined) {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation !== false,
  };
}

function completionAbilities(item: NonNullable<TextDocumentClientCapabilities['completion']>['completionItem']) {
  return {
    snippets: item?.snippetSupport === true,
    insertsOrReplaces: item?.insertReplaceSupport === true,
    keepsIndentation: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) === true,
    completionMarkdown: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
  };
}

export function capabilities(client: Client): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    hoverProvider: true,
    ...staticServices(client),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
