import {
  CodeActionKind,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { toLocale, type Locale } from '../engine/catalogue.ts';
import type { InitializationOptions } from '../protocol.ts';
import { FIX_ALL } from './codeActions.ts';
import { pathOf } from './paths.ts';

/** What the client can do and wants, read once. */
export interface Client {
  readonly locale: Locale;
  readonly options: InitializationOptions;
  /** Paths of the workspace folders at the start. */
  readonly folders: readonly string[];
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly hasConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
}

export function readClient(params: InitializeParams): Client {
  const options = params.initializationOptions as InitializationOptions | null | undefined;
  return {
    locale: toLocale(params.locale),
    options: typeof options === 'object' && options !== null ? options : {},
    folders: folderUris(params).map(pathOf),
    ...abilities(params.capabilities),
  };
}

function folderUris({ workspaceFolders, rootUri }: InitializeParams): string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
}

function abilities({ workspace, textDocument }: ClientCapabilities) {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation !== false,
    hasConfiguration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
  };
}

export function capabilities(): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['$', '{', '=', ',', '-', ' ', '#', ':'] },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: {},
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    renameProvider: { prepareProvider: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
