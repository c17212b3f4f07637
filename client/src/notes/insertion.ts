import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SnippetString, window, workspace, type Extension, type TextEditor } from 'vscode';

/** Puts code at the cursor of the editor used last, indented as its line; without an editor, into a new file. */
export async function insertCode(text: string, language: string): Promise<void> {
  const code = new SnippetString().appendText(text.trimEnd());
  await (await editorFor(undefined, language)).insertSnippet(code);
}

/** Inserts one of the extension's own snippets, with its fields to fill in, where its language is spoken. */
export async function insertSnippet(extension: Extension<unknown>, prefix: string): Promise<boolean> {
  const snippet = findSnippet(extension, prefix);
  if (snippet === undefined) return false;
  const editor = await editorFor(snippet.language, snippet.language);
  return editor.insertSnippet(new SnippetString(snippet.body));
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

/** The editor used last, if it speaks the language wanted; else a new file in `otherwise`. */
async function editorFor(wanted: string | undefined, otherwise: string): Promise<TextEditor> {
  const editor =
    window.activeTextEditor ?? window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
  if (editor !== undefined && (wanted === undefined || editor.document.languageId === wanted))
    return window.showTextDocument(editor.document, editor.viewColumn);
  const document = await workspace.openTextDocument({ language: otherwise === 'sh' ? 'shellscript' : otherwise });
  return window.showTextDocument(document);
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
