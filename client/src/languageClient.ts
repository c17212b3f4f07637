import { join } from 'node:path';
import { extensions, l10n, Uri, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import {
  DocumentDiagnosticRequest,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type LanguageClientOptions,
  type StaticFeature,
} from 'vscode-languageclient/node';
import {
  MODULES_REQUEST,
  SERVER_FLAGS,
  type GoModuleInfo,
  type InitializationOptions,
} from '../../server/src/protocol.ts';
import { languageChanged, readerLocale } from './config.ts';
import { createOtherFindings, hidesRepetitions, OVERLAP_SETTING, type OtherFindings } from './otherFindings.ts';

/** The language server as the rest of the client sees it. */
export interface Server {
  /** The Go modules of the workspace; none while the server does not answer. */
  readonly modules: () => Promise<readonly GoModuleInfo[]>;
  readonly restart: () => Promise<void>;
  readonly showOutput: () => void;
}

/** Starts the server beside the extension host and returns at once; it is stopped with the extension. */
export function startServer(context: ExtensionContext): Server {
  const module = context.asAbsolutePath(join('dist', 'server.cjs'));
  const others = createOtherFindings(DOCKERFILES);
  const client = new LanguageClient(
    'gantry',
    'Gantry',
    {
      run: { module, transport: TransportKind.ipc, options: { execArgv: [...SERVER_FLAGS] } },
      debug: {
        module,
        transport: TransportKind.ipc,
        options: { execArgv: [...SERVER_FLAGS, '--nolazy', '--inspect=6009', '--enable-source-maps'] },
      },
    },
    clientOptions(context.extensionUri, others),
  );
  client.registerFeature(readersLocale());
  const restart = () => client.restart().catch((error: unknown) => reportFailure(client, error));
  context.subscriptions.push(
    // The server words its findings in the language it was started with.
    workspace.onDidChangeConfiguration((event) => void (languageChanged(event) && restart())),
    ...watchPeers(() => void restart()),
    ...others.watch(() => askAgain(client)),
    { dispose: () => client.dispose() },
  );
  const started = client.start().catch((error: unknown) => reportFailure(client, error));
  return {
    async modules() {
      await started;
      return client.isRunning() ? client.sendRequest<readonly GoModuleInfo[]>(MODULES_REQUEST) : [];
    },
    restart,
    showOutput: () => client.outputChannel.show(),
  };
}

// Other schemes show copies of files, such as the left side of a diff: their findings would only be repetitions.
const SCHEMES = ['file', 'untitled', 'vscode-vfs'];

const DOCKERFILES = SCHEMES.flatMap((scheme) => [
  { scheme, language: 'dockerfile' },
  // Names such as `Dockerfile-dev`, which the editor takes for plain text.
  { scheme, language: 'plaintext', pattern: '**/{Dockerfile*,*.dockerfile,Containerfile*}' },
]);

const YAML = SCHEMES.map((scheme) => ({ scheme, language: 'yaml' }));

/** Manifests in JSON have findings; completion, outline and the like are the editor's own. */
const JSON_FILES = SCHEMES.map((scheme) => ({ scheme, language: 'json' }));

function clientOptions(extensionUri: Uri, { withoutRepetitions }: OtherFindings): LanguageClientOptions {
  const initializationOptions = (): InitializationOptions => ({
    commands: ['gantry.explain'],
    rulePages: Uri.joinPath(extensionUri, 'media', 'rules').toString(),
    dockerfiles: DOCKERFILES,
    suggestCommand: 'editor.action.triggerSuggest',
    hasDockerfilePeer: leavesToPeers(),
    kubernetes: YAML,
    hasYamlPeer: hasYamlPeer(),
    comparesFindings: true,
  });
  return {
    documentSelector: [...DOCKERFILES, ...YAML, ...JSON_FILES],
    initializationOptions,
    middleware: withoutRepetitions,
    markdown: { isTrusted: { enabledCommands: ['gantry.explain'] } },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    synchronize: { configurationSection: 'gantry' },
  };
}

/** Has the editor ask for the findings of every open document again; the server remembers those that still hold. */
function askAgain(client: LanguageClient): void {
  const feature = client.getFeature(DocumentDiagnosticRequest.method);
  const providers = new Set(workspace.textDocuments.map((document) => feature.getProvider(document)));
  for (const provider of providers) provider?.onDidChangeDiagnosticsEmitter.fire();
}

/** Both makers bring the same language server for Dockerfiles: Docker's starts it where Microsoft's does not. */
const DOCKERFILE_PEERS = ['ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker', 'docker.docker'];

/** Whether what they do for Dockerfiles is left to them. */
function leavesToPeers(): boolean {
  return hidesRepetitions(undefined) && DOCKERFILE_PEERS.some((id) => extensions.getExtension(id) !== undefined);
}

/** Red Hat's extension, which brings yaml-language-server. */
function hasYamlPeer(): boolean {
  return extensions.getExtension('redhat.vscode-yaml') !== undefined;
}

/** Calls back when such an extension has come or gone, or is to be minded no more. */
function watchPeers(changed: () => void): Disposable[] {
  const peers = (): string => `${leavesToPeers()} ${hasYamlPeer()}`;
  let left = peers();
  const compare = (): void => {
    const now = peers();
    if (now !== left) changed();
    left = now;
  };
  return [
    extensions.onDidChange(compare),
    workspace.onDidChangeConfiguration((event) => void (event.affectsConfiguration(OVERLAP_SETTING) && compare())),
  ];
}

/** Puts the reader's language in place of the editor's into the request that starts the server. */
function readersLocale(): StaticFeature {
  return {
    fillInitializeParams(params) {
      params.locale = readerLocale();
    },
    fillClientCapabilities: () => undefined,
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
  };
}

async function reportFailure(client: LanguageClient, error: unknown): Promise<void> {
  client.error('The language server did not start', error, false);
  const show = l10n.t('Show output');
  const message = l10n.t('Gantry’s language server did not start, so nothing is checked. The output says why.');
  if ((await window.showErrorMessage(message, show)) === show) client.outputChannel.show();
}
