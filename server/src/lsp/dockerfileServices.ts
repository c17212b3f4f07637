import {
  DocumentHighlightKind,
  FoldingRangeKind,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  SymbolKind,
  type DocumentSymbol,
  type FormattingOptions,
  type Range,
  type SelectionRange,
  type SymbolInformation,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { join } from '../core/path.ts';
import type { Span } from '../core/text.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import { contextSources } from '../parse/dockerfile/contextSources.ts';
import { dockerfileCompletion } from '../services/dockerfile/completion.ts';
import { dockerfileFolds } from '../services/dockerfile/folding.ts';
import { dockerfileFormat } from '../services/dockerfile/format.ts';
import { dockerfileLinks } from '../services/dockerfile/links.ts';
import { dockerfileDefinition, dockerfilePlaces } from '../services/dockerfile/navigation.ts';
import { dockerfileOutline, type OutlineItem } from '../services/dockerfile/outline.ts';
import { dockerfileRename, prepareRename, type Renaming } from '../services/dockerfile/rename.ts';
import { dockerfileSelections } from '../services/dockerfile/selection.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { rangeOf } from './diagnostics.ts';
import { completionItems } from './dockerfileCompletion.ts';
import { dockerfileAt, questionAt } from './dockerfileDocuments.ts';
import { pathOf, uriOf } from './paths.ts';
import type { Session } from './session.ts';

/** What an editor asks about a Dockerfile besides its findings. Any other document gets no answer. */
export function serveDockerfiles(session: Session): void {
  onCompletion(session);
  onStructure(session);
  onLinks(session);
  onFormatting(session);
  onNavigation(session);
  onRename(session);
}

function onCompletion(session: Session): void {
  session.connection.onCompletion(({ textDocument, position }) => {
    const open = dockerfileAt(session, textDocument.uri);
    if (!open) return undefined;
    return completionItems(open.document, dockerfileCompletion(questionAt(session, open, position)), session.client);
  });
}

function onStructure(session: Session): void {
  const { connection } = session;
  connection.onDocumentSymbol(({ textDocument: { uri } }): DocumentSymbol[] | SymbolInformation[] | undefined => {
    const open = dockerfileAt(session, uri);
    if (!open) return undefined;
    const outline = dockerfileOutline(open.dockerfile);
    return session.client.hierarchicalSymbols
      ? outline.map((item) => symbol(open.document, item))
      : outline.flatMap((item) => [item, ...item.children]).map((item) => flatSymbol(open.document, item));
  });

  connection.onFoldingRanges(({ textDocument: { uri } }) => {
    const open = dockerfileAt(session, uri);
    const folds = open && dockerfileFolds(open.dockerfile).slice(0, session.client.foldLimit);
    return folds?.map(({ startLine, endLine, kind }) => ({
      startLine,
      endLine,
      kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
    }));
  });

  connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
    const open = dockerfileAt(session, uri);
    if (!open) return undefined;
    const { document, dockerfile } = open;
    return positions.map((position) =>
      selection(document, dockerfileSelections(dockerfile, document.offsetAt(position))),
    );
  });
}

function onLinks(session: Session): void {
  session.connection.onDocumentLinks(({ textDocument: { uri } }) => {
    const open = dockerfileAt(session, uri);
    if (!open) return undefined;
    const { document, dockerfile } = open;
    return [
      ...dockerfileLinks(dockerfile).map(({ span, target }) => ({ range: rangeOf(document, span), target })),
      ...contextFiles(pathOf(uri), dockerfile, session.index.current).map(({ span, file }) => ({
        range: rangeOf(document, span),
        target: uriOf(file),
      })),
    ];
  });
}

/** The files that COPY and ADD take. */
function contextFiles(path: string, dockerfile: Dockerfile, workspace: Workspace): { span: Span; file: string }[] {
  const context = workspace.contextOf(path, dockerfile);
  if (!context) return [];
  return contextSources(dockerfile).flatMap((source) =>
    context.kindAt(source.path) === 'file' ? [{ span: source.span, file: join(context.folder, source.path) }] : [],
  );
}

function onFormatting(session: Session): void {
  const { connection } = session;
  const format = (uri: string, options: FormattingOptions, within?: Range): TextEdit[] | undefined => {
    const open = dockerfileAt(session, uri);
    const indent = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
    return (
      open &&
      dockerfileFormat(open.dockerfile, { indent })
        .map(({ span, newText }) => ({ range: rangeOf(open.document, span), newText }))
        .filter(({ range }) => !within || (within.start.line <= range.start.line && range.end.line <= within.end.line))
    );
  };
  connection.onDocumentFormatting(({ textDocument: { uri }, options }) => format(uri, options));
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, options, range }) => format(uri, options, range));
}

function onNavigation(session: Session): void {
  const { connection } = session;
  connection.onDefinition(({ textDocument: { uri }, position }) => {
    const open = dockerfileAt(session, uri);
    return (
      open &&
      dockerfileDefinition(open.dockerfile, open.document.offsetAt(position)).map((span) => ({
        uri,
        range: rangeOf(open.document, span),
      }))
    );
  });

  connection.onReferences(({ textDocument: { uri }, position, context }) => {
    const open = dockerfileAt(session, uri);
    return (
      open &&
      dockerfilePlaces(open.dockerfile, open.document.offsetAt(position))
        .filter(({ kind }) => kind === 'read' || context.includeDeclaration)
        .map(({ span }) => ({ uri, range: rangeOf(open.document, span) }))
    );
  });

  connection.onDocumentHighlight(({ textDocument: { uri }, position }) => {
    const open = dockerfileAt(session, uri);
    return (
      open &&
      dockerfilePlaces(open.dockerfile, open.document.offsetAt(position)).map(({ span, kind }) => ({
        range: rangeOf(open.document, span),
        kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }))
    );
  });
}

function onRename(session: Session): void {
  const { connection } = session;
  connection.onPrepareRename(({ textDocument: { uri }, position }) => {
    const open = dockerfileAt(session, uri);
    if (!open) return undefined;
    const prepared = prepareRename(questionAt(session, open, position));
    if ('refusal' in prepared) return refused(prepared.refusal);
    const range = rangeOf(open.document, prepared.span);
    return { range, placeholder: open.document.getText(range) };
  });

  connection.onRenameRequest(({ textDocument: { uri }, position, newName }) => {
    const open = dockerfileAt(session, uri);
    if (!open) return undefined;
    const renaming = dockerfileRename(questionAt(session, open, position), newName);
    return 'refusal' in renaming ? refused(renaming.refusal) : renamed(session, open.document, renaming);
  });
}

/** The editor shows the sentence beside the name. */
function refused(sentence: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, sentence);
}

/**
 * Who knows the name outside of the file stands in the editor's preview of the changes. Asking to confirm them would
 * leave all of them unticked, so where somebody certainly does, a message says it.
 */
function renamed(
  { client, connection, background }: Session,
  document: TextDocument,
  { edits, note }: Renaming,
): WorkspaceEdit {
  const { uri, version } = document;
  const changes = edits.map(({ span, newText }) => ({ range: rangeOf(document, span), newText }));
  const message = { type: MessageType.Info, message: note.description };
  if (note.isCertain) background(connection.sendNotification(ShowMessageNotification.method, message));
  if (!client.annotatesChanges) return { changes: { [uri]: changes } };
  const { label, description } = note;
  return {
    documentChanges: [
      { textDocument: { uri, version }, edits: changes.map((edit) => ({ ...edit, annotationId: 'outside' })) },
    ],
    changeAnnotations: { outside: { label, description, needsConfirmation: false } },
  };
}

const SYMBOLS = {
  stage: SymbolKind.Namespace,
  instruction: SymbolKind.Function,
  variable: SymbolKind.Variable,
} as const;

function symbol(document: TextDocument, item: OutlineItem): DocumentSymbol {
  return {
    name: item.name,
    detail: item.detail,
    kind: SYMBOLS[item.kind],
    range: rangeOf(document, item.span),
    selectionRange: rangeOf(document, item.selection),
    children: item.children.map((child) => symbol(document, child)),
  };
}

function flatSymbol(document: TextDocument, { name, detail, kind, span }: OutlineItem): SymbolInformation {
  const location = { uri: document.uri, range: rangeOf(document, span) };
  return { name: detail === '' ? name : `${name} ${detail}`, kind: SYMBOLS[kind], location };
}

function selection(document: TextDocument, spans: ReturnType<typeof dockerfileSelections>): SelectionRange {
  const [outermost, ...inner] = spans.toReversed().map((span) => rangeOf(document, span));
  const start: SelectionRange = { range: outermost ?? rangeOf(document, { start: 0, end: 0 }) };
  return inner.reduce<SelectionRange>((parent, range) => ({ range, parent }), start);
}
