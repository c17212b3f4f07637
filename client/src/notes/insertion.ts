import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SnippetString, window, workspace, type Extension, type TextEditor } from 'vscode';
import { codeColumn } from './findings.ts';

/** Puts code at the cursor of an editor of its language, indented as its line; without one, into a new file. */
export async function insertCode(text: string, language: string): Promise<void> {
  const code = new SnippetString().appendText(text.trimEnd());
  await insertAt(await editorFor(language), code);
}

/** Inserts one of the extension's own snippets, with its fields to fill in, where its language is spoken. */
export async function insertSnippet(extension: Extension<unknown>, prefix: string): Promise<boolean> {
  const snippet = findSnippet(extension, prefix);
  if (snippet === undefined) return false;
  return insertAt(await editorFor(snippet.language), new SnippetString(snippet.body));
}

/** Types a command into a terminal and leaves it there: running it stays the reader's own keystroke. */
export function typeInTerminal(command: string): void {
  // A line break would run it.
  if (!workspace.isTrusted || /\p{Cc}/u.test(command)) return;
  const open = window.terminals.find(({ name, exitStatus }) => name === 'Gantry' && exitStatus === undefined);
  const terminal = open ?? window.createTerminal('Gantry');
  terminal.show();
  terminal.sendText(command, false);
}

/** At the cursor, so that a selection is never replaced by what was only to be added. */
function insertAt(editor: TextEditor, snippet: SnippetString): Thenable<boolean> {
  return editor.insertSnippet(snippet, editor.selection.active);
}

/** The editor used last, or another that is visible, if it speaks the language; else a new file that does. */
async function editorFor(language: string): Promise<TextEditor> {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  const editor = editors.find((each) => each?.viewColumn !== undefined && each.document.languageId === language);
  if (editor !== undefined) return window.showTextDocument(editor.document, editor.viewColumn);
  const document = await workspace.openTextDocument({ language });
  return window.showTextDocument(document, codeColumn());
}

interface Snippet {
  readonly language: string;
  readonly body: string;
}

function findSnippet(extension: Extension<unknown>, prefix: string): Snippet | undefined {
  for (const { language, path } of contributedFiles(extension)) {
    const snippets: unknown = JSON.parse(readFileSync(join(extension.extensionPath, path), 'utf8'));
    const found = Object.values(snippets as Record<string, SnippetSource>).find((each) =>
      [each.prefix].flat().includes(prefix),
    );
    if (found !== undefined) return { language, body: [found.body].flat().join('\n') };
  }
  return undefined;
}

interface SnippetSource {
  readonly prefix: string | readonly string[];
  readonly body: string | readonly string[];
}

function contributedFiles(
  extension: Extension<unknown>,
): readonly { readonly language: string; readonly path: string }[] {
  const manifest = extension.packageJSON as {
    readonly contributes?: { readonly snippets?: readonly { readonly language?: string; readonly path: string }[] };
  };
  return (manifest.contributes?.snippets ?? []).map(({ language = 'yaml', path }) => ({ language, path }));
}
