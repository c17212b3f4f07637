import { DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { comparison } from './comparison.ts';
import { toDiagnostic } from './diagnostics.ts';
import type { Session } from './session.ts';

/** Changes in several files at once, as a branch switch makes them, are answered once. */
const SETTLE_MILLIS = 50;

/** Sends diagnostics to clients that cannot ask, and answers those that do. */
export function publishDiagnostics(session: Session): { readonly push: (uri: string) => Promise<void> } {
  const { connection, documents } = session;

  connection.languages.diagnostics.on(async ({ textDocument }, token) => {
    const document = documents.get(textDocument.uri);
    const items = document ? await diagnose(session, document, () => token.isCancellationRequested) : [];
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'A newer edit came in.');
    return { kind: DocumentDiagnosticReportKind.Full, items: items ?? [] };
  });

  return {
    async push(uri) {
      const document = documents.get(uri);
      if (!document || session.client.pullsDiagnostics || session.ended) return;
      const { version } = document;
      // A newer version of the document makes this work pointless.
      const diagnostics = await diagnose(session, document, () => documents.get(uri)?.version !== version);
      if (diagnostics && !session.ended) await connection.sendDiagnostics({ uri, version, diagnostics });
    },
  };
}

/** A function that makes every open document's findings new, once things have settled. */
export function createRefresh(session: () => Session, push: (uri: string) => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { client, connection, documents, ended, background } = session();
      if (ended) return;
      if (!client.pullsDiagnostics) background(Promise.all(documents.keys().map(push)));
      else if (client.refreshesDiagnostics) background(connection.languages.diagnostics.refresh());
    }, SETTLE_MILLIS);
  };
}

async function diagnose(session: Session, document: TextDocument, isCancelled: () => boolean) {
  const reports = await session.reports(document, isCancelled);
  if (!reports) return undefined;
  const rendering = session.rendering();
  const dataOf = comparison(session, document);
  return reports.map((report) => ({ ...toDiagnostic(document, report, rendering), ...dataOf(report) }));
}
