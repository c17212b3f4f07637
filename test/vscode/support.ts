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
  type Diagnostic,
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

/** Closes every editor and forgets what was typed. */
export async function closeAll(): Promise<void> {
  while (window.activeTextEditor?.document.isDirty === true) {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  for (const group of window.tabGroups.all) await window.tabGroups.close(group);
}
