import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type InsertReplaceEdit,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { plainText } from '../services/markdown.ts';
import type { CompletionEntry, CompletionKind } from '../services/answers.ts';
import type { Client } from './client.ts';
import { rangeOf } from './diagnostics.ts';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  flag: CompletionItemKind.Property,
  option: CompletionItemKind.Property,
  field: CompletionItemKind.Field,
  name: CompletionItemKind.Reference,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  stage: CompletionItemKind.Module,
  image: CompletionItemKind.Constant,
  rule: CompletionItemKind.EnumMember,
  snippet: CompletionItemKind.Snippet,
};

/** Entries as the client can show them. */
export function completionItems(
  document: TextDocument,
  entries: readonly CompletionEntry[],
  client: Client,
): CompletionItem[] {
  const shown = entries.filter(({ kind }) => kind !== 'snippet' || client.snippets);
  return shown.map((entry, rank) => ({
    label: entry.label,
    kind: KINDS[entry.kind],
    sortText: String(rank).padStart(3, '0'),
    filterText: entry.filterText ?? entry.newText,
    textEdit: editOf(document, entry, client),
    ...(isSnippet(entry, client) && { insertTextFormat: InsertTextFormat.Snippet }),
    // Lines below come with their whole indentation.
    ...(client.keepsIndentation && { insertTextMode: InsertTextMode.asIs }),
    ...(entry.detail !== undefined && { detail: entry.detail }),
    ...(entry.documentation !== undefined && { documentation: documentation(entry.documentation, client) }),
    ...(entry.more && {
      additionalTextEdits: entry.more.map(({ span, newText }) => ({ range: rangeOf(document, span), newText })),
    }),
    ...(entry.continues &&
      client.suggestCommand !== undefined && {
        command: { title: entry.label, command: client.suggestCommand },
      }),
  }));
}

/** Those of the kind are nothing else; an entry of another kind may be one for clients that can show it. */
function isSnippet({ kind, snippet }: CompletionEntry, { snippets }: Client): boolean {
  return kind === 'snippet' || (snippets && snippet !== undefined);
}

function editOf(document: TextDocument, entry: CompletionEntry, client: Client): TextEdit | InsertReplaceEdit {
  const { insert, replace } = entry;
  const newText = (client.snippets ? entry.snippet : undefined) ?? entry.newText;
  const range = rangeOf(document, replace);
  return client.insertsOrReplaces ? { newText, insert: rangeOf(document, insert), replace: range } : { newText, range };
}

function documentation(markdown: string, { completionMarkdown }: Client) {
  return completionMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainText(markdown) };
}
