import {
  BulkRegistration,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  type DocumentSelector,
  type InitializeResult,
  type TextDocumentClientCapabilities,
} from 'vscode-languageserver';
import type { Client } from './client.ts';

type Capabilities = InitializeResult['capabilities'];

interface Service {
  /** Where a client says that it can be told later. */
  readonly key: keyof TextDocumentClientCapabilities;
  readonly type: Parameters<BulkRegistration['add']>[0];
  readonly provider: keyof Capabilities;
  readonly options?: object;
  /** Docker's and Microsoft's extensions answer it for Dockerfiles, and editors show or ask for both. */
  readonly isOfPeers?: boolean;
}

const TRIGGERS = ['$', '{', '=', ',', '-', ' ', '#', ':', '/', ';'];

const SERVICES: readonly Service[] = [
  {
    key: 'completion',
    type: CompletionRequest.type,
    provider: 'completionProvider',
    options: { triggerCharacters: TRIGGERS },
  },
  { key: 'documentSymbol', type: DocumentSymbolRequest.type, provider: 'documentSymbolProvider', isOfPeers: true },
  { key: 'foldingRange', type: FoldingRangeRequest.type, provider: 'foldingRangeProvider' },
  { key: 'documentLink', type: DocumentLinkRequest.type, provider: 'documentLinkProvider' },
  { key: 'definition', type: DefinitionRequest.type, provider: 'definitionProvider' },
  { key: 'references', type: ReferencesRequest.type, provider: 'referencesProvider' },
  { key: 'documentHighlight', type: DocumentHighlightRequest.type, provider: 'documentHighlightProvider' },
  { key: 'selectionRange', type: SelectionRangeRequest.type, provider: 'selectionRangeProvider' },
  { key: 'rename', type: RenameRequest.type, provider: 'renameProvider', options: { prepareProvider: true } },
  { key: 'formatting', type: DocumentFormattingRequest.type, provider: 'documentFormattingProvider', isOfPeers: true },
  {
    key: 'rangeFormatting',
    type: DocumentRangeFormattingRequest.type,
    provider: 'documentRangeFormattingProvider',
    isOfPeers: true,
  },
];

/** What is announced at once: it would hold for YAML, too, so it is the way only for clients that know no other. */
export function staticServices(client: Client): Partial<Capabilities> {
  const services = SERVICES.filter(({ key }) => !client.registers(key));
  return Object.fromEntries(services.map(({ provider, options }) => [provider, options ?? {}]));
}

/** What is announced after the start, for Dockerfiles alone; undefined if there is nothing. */
export function laterServices(client: Client): BulkRegistration | undefined {
  const services = SERVICES.filter(({ key, isOfPeers }) => client.registers(key) && !(client.hasPeer && isOfPeers));
  if (services.length === 0) return undefined;
  const documentSelector: DocumentSelector = client.options.dockerfiles
    ? [...client.options.dockerfiles]
    : [{ language: 'dockerfile' }];
  const registration = BulkRegistration.create();
  for (const { type, options } of services) registration.add(type, { documentSelector, ...options });
  return registration;
}
