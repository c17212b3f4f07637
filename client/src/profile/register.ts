import { commands, l10n, Uri, window, type CustomReadonlyEditorProvider, type ExtensionContext } from 'vscode';
import type { FromFlamegraph, ToFlamegraph } from '../../../media/src/protocol.ts';
import { openPanel } from '../webview/panel.ts';
import { openDocument, type ProfileDocument } from './document.ts';
import type { ModuleSource } from './openSource.ts';
import { startSession } from './session.ts';

const VIEW_TYPE = 'gantry.profile';

/** The custom editor for profiles, and the command that opens any file in it. */
export function registerProfileEditor(context: ExtensionContext, service: ModuleSource): void {
  context.subscriptions.push(
    window.registerCustomEditorProvider(VIEW_TYPE, profileEditor(context, service), {
      supportsMultipleEditorsPerDocument: true,
    }),
    commands.registerCommand('gantry.openProfile', (resource: unknown) => openProfile(resource)),
  );
}

function profileEditor(
  extension: ExtensionContext,
  service: ModuleSource,
): CustomReadonlyEditorProvider<ProfileDocument> {
  const workerScript = Uri.joinPath(extension.extensionUri, 'dist', 'profileWorker.cjs').fsPath;
  return {
    openCustomDocument: (uri) => openDocument(uri, workerScript),
    resolveCustomEditor: (document, { webview, onDidDispose }) => {
      const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
      const panel = openPanel<FromFlamegraph, ToFlamegraph>(webview, extension.extensionUri, {
        bundle: 'flamegraph',
        title: name,
      });
      const session = startSession({ extension, service, document, panel, name });
      onDidDispose(() => {
        for (const each of session) each.dispose();
      });
    },
  };
}

/** On the file it is called for, else on one that the reader picks. What the file holds decides, not what it is called. */
async function openProfile(resource: unknown): Promise<void> {
  const uri = resource instanceof Uri ? resource : await pickProfile();
  if (uri !== undefined) await commands.executeCommand('vscode.openWith', uri, VIEW_TYPE);
}

async function pickProfile(): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({
    title: l10n.t('Open Profile'),
    openLabel: l10n.t('Open'),
    filters: {
      [l10n.t('pprof profiles')]: ['pprof', 'prof', 'pb.gz', 'pgo', 'gz', 'pb', 'out'],
      [l10n.t('All files')]: ['*'],
    },
  });
  return picked?.[0];
}
