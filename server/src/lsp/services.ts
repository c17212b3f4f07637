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
  type Position,
  type Range,
  type SelectionRange,
  type SymbolInformation,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span, TextEdit } from '../core/text.ts';
import type { OutlineItem, Renaming } from '../services/answers.ts';
import { completionItems } from './completionItems.ts';
import { rangeOf } from './diagnostics.ts';
import { dockerfileServices } from './dockerfileServices.ts';
import { kubernetesServices } from './kubernetesServices.ts';
import type { OpenServices, SymbolName } from './openServices.ts';
import type { Session } from './session.ts';

/** What an editor asks about a document besides its findings. One that is neither language's gets no answer. */
export function serveEditor(session: Session): void {
  onCompletion(session);
  onStructure(session);
  onFormatting(session);
  onNavigation(session);
  onRename(session);
}

export function servicesAt(session: Session, uri: string): OpenServices | undefined {
  return dockerfileServices(session, uri) ?? kubernetesServices(session, uri);
}

function onCompletion(session: Session): void {
  session.connection.onCompletion(({ textDocument: { uri }, position, context }) => {
    const open = servicesAt(session, uri);
    if (open && context?.triggerCharacter === ' ' && isIndentation(open.document, position)) return undefined;
    const entries = open?.completion(open.document.offsetAt(position));
    return open && entries && completionItems(open.document, entries, session.client);
  });
}

/** A line that is being moved in asks for nothing. */
function isIndentation(document: TextDocument, position: Position): boolean {
  const before = document.getText({ start: { line: position.line, character: 0 }, end: position });
  return before.trim() === '';
}

function onStructure(session: Session): void {
  const { connection } = session;
  connection.onDocumentSymbol(({ textDocument: { uri } }): DocumentSymbol[] | SymbolInformation[] | undefined => {
    const open = servicesAt(session, uri);
    const outline = open?.outline();
    if (!open || !outline) return undefined;
    return session.client.hierarchicalSymbols
      ? outline.map((item) => symbol(open.document, item))
      : outline.flatMap(flattened).map((item) => flatSymbol(open.document, item));
  });

  connection.onFoldingRanges(({ textDocument: { uri } }) =>
    servicesAt(session, uri)
      ?.folds()
      ?.slice(0, session.client.foldLimit)
      .map(({ startLine, endLine, kind }) => ({
        startLine,
        endLine,
        kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
      })),
  );

  connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
    const open = servicesAt(session, uri);
    const chains = positions.flatMap((position) => {
      const spans = open?.selections(open.document.offsetAt(position));
      return open && spans ? [selection(open.document, spans)] : [];
    });
    // The editor takes the answers in the order of its questions.
    return chains.length === positions.length ? chains : undefined;
  });

  connection.onDocumentLinks(({ textDocument: { uri } }) => {
    const open = servicesAt(session, uri);
    return open?.links()?.map(({ span, target }) => ({ range: rangeOf(open.document, span), target }));
  });
}

function onFormatting(session: Session): void {
  const { connection } = session;
  const format = (uri: string, options: FormattingOptions, within?: Range): LspTextEdit[] | undefined => {
    const open = servicesAt(session, uri);
    return open
      ?.format(options)
      ?.map((edit) => lspEdit(open.document, edit))
      .filter(({ range }) => !within || (within.start.line <= range.start.line && range.end.line <= within.end.line));
  };
  connection.onDocumentFormatting(({ textDocument: { uri }, options }) => format(uri, options));
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, options, range }) => format(uri, options, range));
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch }) => {
    const open = servicesAt(session, uri);
    return open?.onType(open.document.offsetAt(position), ch)?.map((edit) => lspEdit(open.document, edit));
  });
}

function onNavigation(session: Session): void {
  const { connection } = session;
  connection.onDefinition(({ textDocument: { uri }, position }) => {
    const open = servicesAt(session, uri);
    return open
      ?.definition(open.document.offsetAt(position))
      ?.map((span) => ({ uri, range: rangeOf(open.document, span) }));
  });

  connection.onReferences(({ textDocument: { uri }, position, context }) => {
    const open = servicesAt(session, uri);
    return open
      ?.places(open.document.offsetAt(position))
      ?.filter(({ kind }) => kind === 'read' || context.includeDeclaration)
      .map(({ span }) => ({ uri, range: rangeOf(open.document, span) }));
  });

  connection.onDocumentHighlight(({ textDocument: { uri }, position }) => {
    const open = servicesAt(session, uri);
    return open?.places(open.document.offsetAt(position))?.map(({ span, kind }) => ({
      range: rangeOf(open.document, span),
      kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  });
}

function onRename(session: Session): void {
  const { connection } = session;
  connection.onPrepareRename(({ textDocument: { uri }, position }) => {
    const open = servicesAt(session, uri);
    const prepared = open?.prepareRename(open.document.offsetAt(position));
    if (!open || !prepared) return undefined;
    if ('refusal' in prepared) return refused(prepared.refusal);
    const range = rangeOf(open.document, prepared.span);
    return { range, placeholder: open.document.getText(range) };
  });

  connection.onRenameRequest(({ textDocument: { uri }, position, newName }) => {
    const open = servicesAt(session, uri);
    const renaming = open?.rename(open.document.offsetAt(position), newName);
    if (!open || !renaming) return undefined;
    return 'refusal' in renaming ? refused(renaming.refusal) : renamed(session, open.document, renaming);
  });
}

function lspEdit(document: TextDocument, { span, newText }: TextEdit): LspTextEdit {
  return { range: rangeOf(document, span), newText };
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
  const changes = edits.map((edit) => lspEdit(document, edit));
  if (!note) return { changes: { [uri]: changes } };
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

const SYMBOLS: Readonly<Record<SymbolName, SymbolKind>> = {
  stage: SymbolKind.Namespace,
  instruction: SymbolKind.Function,
  variable: SymbolKind.Variable,
  resource: SymbolKind.Class,
  container: SymbolKind.Module,
  port: SymbolKind.Interface,
  volume: SymbolKind.Struct,
  probe: SymbolKind.Event,
  key: SymbolKind.Key,
  rule: SymbolKind.Property,
};

function symbol(document: TextDocument, item: OutlineItem<SymbolName>): DocumentSymbol {
  return {
    name: item.name,
    detail: item.detail,
    kind: SYMBOLS[item.kind],
    range: rangeOf(document, item.span),
    selectionRange: rangeOf(document, item.selection),
    children: item.children.map((child) => symbol(document, child)),
  };
}

function flattened(item: OutlineItem<SymbolName>): OutlineItem<SymbolName>[] {
  return [item, ...item.children.flatMap(flattened)];
}

function flatSymbol(document: TextDocument, { name, detail, kind, span }: OutlineItem<SymbolName>): SymbolInformation {
  const location = { uri: document.uri, range: rangeOf(document, span) };
  return { name: detail === '' ? name : `${name} ${detail}`, kind: SYMBOLS[kind], location };
}

function selection(document: TextDocument, spans: readonly Span[]): SelectionRange {
  const [outermost, ...inner] = spans.toReversed().map((span) => rangeOf(document, span));
  const start: SelectionRange = { range: outermost ?? rangeOf(document, { start: 0, end: 0 }) };
  return inner.reduce<SelectionRange>((parent, range) => ({ range, parent }), start);
}
