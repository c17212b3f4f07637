import { DidChangeWatchedFilesNotification, WatchKind, type Connection } from 'vscode-languageserver';
import { dirname } from '../core/path.ts';
import { lintText } from '../engine/lint.ts';
import { createDescriptions } from '../host/descriptions.ts';
import { MODULES_REQUEST, type GoModuleInfo } from '../protocol.ts';
import { capabilities, readClient } from './client.ts';
import { codeActions } from './codeActions.ts';
import { dockerfileAt } from './dockerfileDocuments.ts';
import { hover } from './hover.ts';
import { pathOf, uriOf } from './paths.ts';
import { createRefresh, publishDiagnostics } from './publish.ts';
import { laterServices } from './registration.ts';
import { serveEditor, servicesAt } from './services.ts';
import { createSession, type Session } from './session.ts';

/** Files whose text may change findings elsewhere. */
const WATCHED = [
  '**/go.{mod,work}',
  '**/Dockerfile*',
  '**/*.{dockerfile,Dockerfile}',
  '**/Containerfile*',
  '**/.gantry.yaml',
  '**/.hadolint.{yaml,yml}',
  '**/.{docker,git}ignore',
  '**/*.dockerignore',
  '**/{compose,docker-compose}*.{yaml,yml}',
  '**/docker-bake*.{hcl,json}',
  '**/{Makefile,makefile,GNUmakefile,*.mk}',
  '**/*.{sh,bash}',
  '**/.{github,gitea,forgejo}/**/*.{yaml,yml}',
  '**/.circleci/config.{yaml,yml}',
  '**/{skaffold,goreleaser,.goreleaser}*.{yaml,yml}',
  '**/*.{yaml,yml}',
  '**/{.gitlab-ci,.travis,.drone,azure-pipelines,taskfile,Taskfile,bitbucket-pipelines}.{yaml,yml}',
];

/** What a build context has: any file may be what COPY takes. */
const LISTED = '**/*';

/**
 * Wires LSP to the engine. Knows no editor: everything beyond LSP is announced in the initialization options. `folder`
 * holds what the build made of Kubernetes' documentation.
 */
export function serve(connection: Connection, folder?: string): void {
  const refresh = createRefresh(
    () => session,
    (uri) => push(uri),
  );
  const session = createSession(connection, refresh, createDescriptions(folder));
  const { push } = publishDiagnostics(session);
  onLifecycle(session, refresh);
  onDocuments(session, push);
  onRequests(session);
  serveEditor(session);
  session.documents.listen(connection);
  connection.listen();
}

function onLifecycle(session: Session, refresh: () => void): void {
  const { connection, index } = session;
  connection.onInitialize((params) => {
    session.client = readClient(params);
    const { folders, watchesFiles: watched } = session.client;
    session.background(index.setFolders(folders, { watched }));
    return { capabilities: capabilities(session.client), serverInfo: { name: 'gantry' } };
  });

  connection.onInitialized(async () => {
    if (session.client.watchesFiles) {
      const kind = WatchKind.Create | WatchKind.Delete;
      const watchers = [...WATCHED.map((globPattern) => ({ globPattern })), { globPattern: LISTED, kind }];
      session.background(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    for (const services of laterServices(session.client)) session.background(connection.client.register(services));
    if (session.client.changesFolders) onFolders(session);
    await session.readSettings();
    refresh();
  });

  connection.onShutdown(() => {
    session.ended = true;
  });

  connection.onDidChangeConfiguration(async () => {
    await session.readSettings();
    refresh();
  });

  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    await index.filesChanged(changes.map(({ uri }) => pathOf(uri)));
  });
}

function onFolders({ connection, index, client, background }: Session): void {
  let folders = client.folders;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
    folders = [...folders.filter((path) => !gone.has(path)), ...added.map(({ uri }) => pathOf(uri))];
    background(index.setFolders(folders, { watched: client.watchesFiles }));
  });
}

function onDocuments(session: Session, push: (uri: string) => Promise<void>): void {
  const { connection, documents, index } = session;
  documents.onDidChangeContent(({ document }) => {
    index.setOpen(pathOf(document.uri), document.getText());
    session.background(push(document.uri));
  });

  documents.onDidClose(({ document: { uri } }) => {
    session.close(uri);
    if (!session.client.pullsDiagnostics) session.background(connection.sendDiagnostics({ uri, diagnostics: [] }));
  });
}

function onRequests(session: Session): void {
  const { connection, documents, index } = session;
  connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    const document = documents.get(textDocument.uri);
    const reports = document && (await session.reports(document, () => token.isCancellationRequested));
    if (!document || !reports) return [];
    return codeActions({
      document,
      dockerfile: dockerfileAt(session, document.uri)?.dockerfile,
      range,
      context,
      reports,
      rendering: session.rendering(),
      lint: (text) =>
        lintText(pathOf(document.uri), text, session.surroundings(pathOf(document.uri)), document.languageId),
    });
  });

  connection.onHover(async ({ textDocument, position }, token) => {
    const document = documents.get(textDocument.uri);
    if (!document) return undefined;
    const about = servicesAt(session, textDocument.uri)?.hover(document.offsetAt(position));
    // Who asks between a keystroke and its findings gets what is known of the place, and does not wait.
    const known = session.knownReports(document) ?? (about ? [] : undefined);
    const reports = known ?? (await session.reports(document, () => token.isCancellationRequested));
    return reports && hover({ document, position, reports, about }, session.client, session.rendering());
  });

  connection.onRequest(MODULES_REQUEST, async (): Promise<GoModuleInfo[]> => {
    await index.ready;
    return index.current.modules.map(({ path, module }) => ({
      path: module.path,
      folder: uriOf(dirname(path)),
      ...(module.go && { goVersion: module.go.version }),
    }));
  });
}
