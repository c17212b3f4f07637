import {
  BulkRegistration,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentOnTypeFormattingRequest,
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

/** Behind which characters a list of suggestions is asked for in YAML. */
const YAML_TRIGGERS = [' ', ':', '-', '"', "'", '{', '[', ',', '('];

/** What Gantry does not do for YAML, or only where nobody else does. */
const YAML_EXCEPT: ReadonlySet<Service['provider']> = new Set([
  'documentFormattingProvider',
  'documentRangeFormattingProvider',
]);

/** Red Hat's extension for YAML answers these, whatever the document is about. */
const YAML_PEER: ReadonlySet<Service['provider']> = new Set([
  'documentSymbolProvider',
  'foldingRangeProvider',
  'selectionRangeProvider',
]);

const ON_TYPE = { firstTriggerCharacter: '\n', moreTriggerCharacter: ['-'] };

/** What is announced at once: it would hold for both languages, so it is the way only for clients that know no other. */
export function staticServices(client: Client): Partial<Capabilities> {
  const services = SERVICES.filter(({ key }) => !client.registers(key));
  return {
    ...Object.fromEntries(services.map(({ provider, options }) => [provider, options ?? {}])),
    ...(client.registers('onTypeFormatting') ? {} : { documentOnTypeFormattingProvider: ON_TYPE }),
  };
}

/** What is announced after the start, for each language by itself. */
export function laterServices(client: Client): BulkRegistration[] {
  const known = SERVICES.filter(({ key }) => client.registers(key));
  return known.length === 0 ? [] : [dockerfileRegistration(known, client), yamlRegistration(known, client)];
}

function dockerfileRegistration(known: readonly Service[], client: Client): BulkRegistration {
  const registration = BulkRegistration.create();
  const documentSelector = [...(client.options.dockerfiles ?? [{ language: 'dockerfile' }])];
  for (const { type, options, isOfPeers } of known)
    if (!(client.hasPeer && isOfPeers)) registration.add(type, { documentSelector, ...options });
  return registration;
}

function yamlRegistration(known: readonly Service[], client: Client): BulkRegistration {
  const registration = BulkRegistration.create();
  const documentSelector: DocumentSelector = [...(client.options.kubernetes ?? [{ language: 'yaml' }])];
  for (const { key, type, provider, options } of known) {
    if (YAML_EXCEPT.has(provider) || (client.hasYamlPeer && YAML_PEER.has(provider))) continue;
    const own = key === 'completion' ? { triggerCharacters: YAML_TRIGGERS } : options;
    registration.add(type, { documentSelector, ...own });
  }
  if (client.registers('onTypeFormatting') && !client.hasYamlPeer)
    registration.add(DocumentOnTypeFormattingRequest.type, { documentSelector, ...ON_TYPE });
  return registration;
}
