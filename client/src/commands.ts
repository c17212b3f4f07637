import { commands, l10n, languages, Uri, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { readerLocale } from './config.ts';
import type { Server } from './languageClient.ts';

/** What the commands need of the notes panel. */
export interface NoteOpener {
  readonly open: (slug?: string) => void;
  /** The note that explains a rule, if one does. */
  readonly slugForRule: (id: string) => string | undefined;
}

export function registerCommands(context: ExtensionContext, server: Server, notes: NoteOpener): Disposable[] {
  return [
    commands.registerCommand('gantry.explain', (id: unknown) => explain(context.extensionUri, notes, id)),
    commands.registerCommand('gantry.restartServer', server.restart),
    commands.registerCommand('gantry.showOutput', server.showOutput),
  ];
}

/** Opens the note behind a finding, or its rule page. Without an id, which is how a person calls it, asks the cursor. */
async function explain(extensionUri: Uri, notes: NoteOpener, given: unknown): Promise<void> {
  const id = given === undefined ? await ruleAtCursor() : given;
  if (id === undefined) return;
  if (!isRuleId(id)) throw new Error(l10n.t('“{0}” is not the id of a rule.', JSON.stringify(id)));
  const slug = notes.slugForRule(id);
  if (slug === undefined) await openRulePage(extensionUri, id);
  else notes.open(slug);
}

/** Ids become paths, and anyone may call a command: what is not plainly an id goes no further. */
function isRuleId(id: unknown): id is string {
  return typeof id === 'string' && /^(?:dockerfile|kubernetes|workspace)\/[a-z0-9-]+$/.test(id);
}

/** Shows a rule page in the reader's language, rendered. */
export async function openRulePage(extensionUri: Uri, id: string): Promise<void> {
  const folder = Uri.joinPath(extensionUri, 'media', 'rules');
  const page = Uri.joinPath(readerLocale() === 'zh-cn' ? Uri.joinPath(folder, 'zh-cn') : folder, `${id}.md`);
  await workspace.fs.stat(page).then(undefined, () => {
    throw new Error(l10n.t('There is no page about {0}.', id));
  });
  await commands.executeCommand('markdown.showPreview', page);
}

/** The rule of the finding under the cursor; the reader chooses where several meet. */
async function ruleAtCursor(): Promise<string | undefined> {
  const ids = findingsAtCursor();
  if (ids.length > 1) return window.showQuickPick(ids, { placeHolder: l10n.t('Which finding?') });
  if (ids.length === 0) {
    void window.showInformationMessage(
      l10n.t('Gantry has found nothing at the cursor. Put it on an underlined text first.'),
    );
  }
  return ids[0];
}

function findingsAtCursor(): string[] {
  const editor = window.activeTextEditor;
  if (editor === undefined) return [];
  const ids = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.intersection(editor.selection) !== undefined)
    .map(({ code }) => (typeof code === 'object' ? code.value : code))
    .filter(isRuleId);
  return [...new Set(ids)];
}
