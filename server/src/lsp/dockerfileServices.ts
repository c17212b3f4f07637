import {
  CompletionItemKind,
  DocumentHighlightKind,
  FoldingRangeKind,
  LSPErrorCodes,
  MarkupKind,
  ResponseError,
  SymbolKind,
  type CompletionItem,
  type DocumentSymbol,
  type FormattingOptions,
  type Location,
  type Position,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { fileKind } from '../core/fileKind.ts';
import { parseDockerfile, type Dockerfile } from '../parse/dockerfile.ts';
import type { CompletionEntry } from '../services/dockerfileChoices.ts';
import { dockerfileCompletion } from '../services/dockerfileCompletion.ts';
import {
  dockerfileFolds,
  dockerfileLinks,
  dockerfileOutline,
  type OutlineItem,
} from '../services/dockerfileOutline.ts';
import { dockerfileFormat } from '../services/dockerfileFormat.ts';
import {
  dockerfileDefinition,
  dockerfileReferences,
  dockerfileRename,
  prepareRename,
} from '../services/dockerfileRename.ts';
import { rangeOf } from './diagnostics.ts';
import { pathOf } from './paths.ts';
import type { Session } from './session.ts';

const parsed = new WeakMap<TextDocument, { readonly version: number; readonly dockerfile: Dockerfile }>();

/** The model of an open Dockerfile, read once for each version; undefined for any other document. */
export function dockerfileOf(document: TextDocument | undefined): Dockerfile | undefined {
  if (!document) return undefined;
  const isDockerfile = document.languageId === 'dockerfile' || fileKind(pathOf(document.uri)) === 'dockerfile';
  if (!isDockerfile) return undefined;
  const known = parsed.get(document);
  if (known?.version === document.version) return known.dockerfile;
  const dockerfile = parseDockerfile(document.getText());
  parsed.set(document, { version: document.version, dockerfile });
  return dockerfile;
}

type Ask = <Answer>(
  uri: string,
  answer: (document: TextDocument, dockerfile: Dockerfile) => Answer,
) => Answer | undefined;

/** What an editor asks about a Dockerfile besides its findings. */
export function serveDockerfiles(session: Session): void {
  const ask: Ask = (uri, answer) => {
    const document = session.documents.get(uri);
    const dockerfile = dockerfileOf(document);
    return document && dockerfile ? answer(document, dockerfile) : undefined;
  };
  onReading(session, ask);
  onFormatting(session, ask);
  onNavigation(session, ask);
  onRename(session, ask);
}

function onReading(session: Session, ask: Ask): void {
  const { connection, index } = session;
  connection.onCompletion(({ textDocument: { uri }, position }) =>
    ask(uri, (document, dockerfile) => {
      const goLine = index.current.moduleOf(pathOf(uri))?.module.go?.version;
      const { locale } = session.rendering();
      const entries = dockerfileCompletion({ dockerfile, offset: document.offsetAt(position), locale, goLine });
      return entries.map((entry) => completionItem(document, entry));
    }),
  );

  connection.onDocumentSymbol(({ textDocument: { uri } }) =>
    ask(uri, (document, dockerfile) => dockerfileOutline(dockerfile).map((item) => symbol(document, item))),
  );

  connection.onFoldingRanges(({ textDocument: { uri } }) =>
    ask(uri, (_, dockerfile) =>
      dockerfileFolds(dockerfile).map(({ startLine, endLine, kind }) => ({
        startLine,
        endLine,
        kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
      })),
    ),
  );

  connection.onDocumentLinks(({ textDocument: { uri } }) =>
    ask(uri, (document, dockerfile) =>
      dockerfileLinks(dockerfile).map(({ span, target }) => ({ range: rangeOf(document, span), target })),
    ),
  );
}

function onFormatting({ connection }: Session, ask: Ask): void {
  const format = (uri: string, options: FormattingOptions, within?: Range): TextEdit[] | undefined =>
    ask(uri, (document, dockerfile) => {
      const indent = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
      return dockerfileFormat(dockerfile, { indent })
        .map(({ span, newText }) => ({ range: rangeOf(document, span), newText }))
        .filter(({ range }) => !within || (within.start.line <= range.start.line && range.end.line <= within.end.line));
    });
  connection.onDocumentFormatting(({ textDocument: { uri }, options }) => format(uri, options));
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, options, range }) => format(uri, options, range));
}

function onNavigation({ connection }: Session, ask: Ask): void {
  const located = (uri: string, position: Position, find: typeof dockerfileReferences): Location[] | undefined =>
    ask(uri, (document, dockerfile) =>
      find(dockerfile, document.offsetAt(position)).map((span) => ({ uri, range: rangeOf(document, span) })),
    );

  connection.onDefinition(({ textDocument: { uri }, position }) => located(uri, position, dockerfileDefinition));
  connection.onReferences(({ textDocument: { uri }, position }) => located(uri, position, dockerfileReferences));
  connection.onDocumentHighlight(({ textDocument: { uri }, position }) =>
    located(uri, position, dockerfileReferences)?.map(({ range }) => ({ range, kind: DocumentHighlightKind.Text })),
  );
}

function onRename(session: Session, ask: Ask): void {
  const { connection } = session;
  connection.onPrepareRename(({ textDocument: { uri }, position }): Range | undefined | ResponseError =>
    ask(uri, (document, dockerfile) => {
      const span = prepareRename(dockerfile, document.offsetAt(position), session.rendering().locale);
      return typeof span === 'string' ? refusal(span) : rangeOf(document, span);
    }),
  );

  connection.onRenameRequest(({ textDocument: { uri }, position, newName }) =>
    ask(uri, (document, dockerfile) => {
      const { locale } = session.rendering();
      const edits = dockerfileRename(dockerfile, document.offsetAt(position), newName, locale);
      if (typeof edits === 'string') return refusal(edits);
      return { changes: { [uri]: edits.map(({ span, newText }) => ({ range: rangeOf(document, span), newText })) } };
    }),
  );
}

/** The editor shows the sentence beside the name. */
function refusal(sentence: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, sentence);
}

const KINDS = {
  keyword: CompletionItemKind.Keyword,
  flag: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  stage: CompletionItemKind.Module,
  image: CompletionItemKind.Constant,
} as const;

function completionItem(document: TextDocument, entry: CompletionEntry): CompletionItem {
  const { label, kind, newText, span, detail, documentation, rank } = entry;
  return {
    label,
    kind: KINDS[kind],
    sortText: String(rank).padStart(3, '0'),
    filterText: document.getText().slice(span.start, span.end).startsWith('--') ? label : newText,
    textEdit: { range: rangeOf(document, span), newText },
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
  };
}

function symbol(
  document: TextDocument,
  { kind, name, detail, span, selection, children }: OutlineItem,
): DocumentSymbol {
  const kinds = { stage: SymbolKind.Namespace, instruction: SymbolKind.Function, variable: SymbolKind.Variable };
  return {
    name,
    detail,
    kind: kinds[kind],
    range: rangeOf(document, span),
    selectionRange: rangeOf(document, selection),
    children: children.map((child) => symbol(document, child)),
  };
}
