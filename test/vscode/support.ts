import { setTimeout as delay } from 'node:timers/promises';
import {
  commands,
  languages,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type CodeAction,
  type CompletionList,
  type Diagnostic,
  type Hover,
  type MarkdownString,
  type Position,
  type TextDocument,
} from 'vscode';

const PATIENCE_MILLIS = 10_000;
const PAUSE_MILLIS = 50;

/** A file of the samples as they are opened in this window: a copy, so nothing here changes the originals. */
export function sample(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('The suite needs the samples as its workspace.');
  return Uri.joinPath(folder.uri, path);
}

/** Asks again and again until the answer satisfies, and says what was seen last if it never does. */
export async function eventually<Answer>(
  ask: () => Answer | Promise<Answer>,
  satisfies: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = Date.now() + PATIENCE_MILLIS;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`Waited ${PATIENCE_MILLIS / 1000} s in vain; last seen: ${JSON.stringify(answer)}`);
    await delay(PAUSE_MILLIS);
  }
}

export async function openText(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

/** Opens a file that is nowhere on disk. */
export async function openUntitled(language: string, content: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language, content });
  await window.showTextDocument(document);
  return document;
}

/** Gantry's own findings; other extensions may have an opinion about the same file. */
export function findings(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'gantry');
}

function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

export function rulesIn(uri: Uri): string[] {
  return findings(uri).map(ruleOf).toSorted();
}

/** Waits until a rule fires, and returns its finding. */
export async function findingOf(uri: Uri, rule: string): Promise<Diagnostic> {
  const all = await eventually(
    () => findings(uri),
    (now) => now.some((each) => ruleOf(each) === rule),
  );
  return all.find((each) => ruleOf(each) === rule)!;
}

export async function codeActions(uri: Uri, range: Range, kind: string): Promise<CodeAction[]> {
  const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind, 20);
  return actions.filter((action) => action.kind?.value.startsWith(kind));
}

export async function apply(action: CodeAction): Promise<void> {
  if (action.edit === undefined) throw new Error(`“${action.title}” carries no edit.`);
  if (!(await workspace.applyEdit(action.edit))) throw new Error(`The edit of “${action.title}” was not applied.`);
}

/** Replaces the first place where `from` stands. */
export async function replace(document: TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  if (at < 0) throw new Error(`${document.fileName} does not contain ${JSON.stringify(from)}.`);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(at), document.positionAt(at + from.length)), to);
  if (!(await workspace.applyEdit(edit))) throw new Error(`${document.fileName} could not be edited.`);
}

export async function completions(uri: Uri, position: Position): Promise<CompletionList> {
  return commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', uri, position);
}

export function labels({ items }: CompletionList): string[] {
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** The position behind the first place where the text stands. */
export function after(document: TextDocument, text: string): Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`${document.fileName} does not contain ${JSON.stringify(text)}.`);
  return document.positionAt(at + text.length);
}

export async function hoverText(document: TextDocument, behind: string): Promise<string> {
  const position = after(document, behind);
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content as MarkdownString).value)
    .join('\n');
}

/** Closes every editor and forgets what was typed. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    // What is dirty need not be the editor at the front.
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  for (const group of window.tabGroups.all) await window.tabGroups.close(group);
}
