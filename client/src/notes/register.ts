import { commands, window, workspace, type ExtensionContext } from 'vscode';
import { languageChanged, readerLocale } from '../config.ts';
import { onFindingsChanged } from './findings.ts';
import { createLibrary } from './library.ts';
import { createNotesPanel, PANEL_TYPE } from './notesPanel.ts';
import { createTopicsTree } from './topicsTree.ts';

export interface Notes {
  /** Opens the panel, at a note if one is named. */
  readonly open: (slug?: string) => Promise<void>;
  /** The note that explains a rule, if one does: the front matter of the notes says so, nothing else. */
  readonly slugForRule: (ruleId: string) => string | undefined;
}

/** Registers the panel, the view in the activity bar and the command; reads no note before one is asked for. */
export function registerNotes(context: ExtensionContext): Notes {
  const library = createLibrary(context.extensionUri);
  const panel = createNotesPanel(context, library);
  const tree = createTopicsTree(() => library.notebook(readerLocale()));
  context.subscriptions.push(
    panel,
    window.createTreeView('gantry.notes', { treeDataProvider: tree }),
    commands.registerCommand('gantry.openNotes', (slug: unknown) =>
      panel.open(typeof slug === 'string' ? slug : undefined),
    ),
    window.registerWebviewPanelSerializer(PANEL_TYPE, {
      async deserializeWebviewPanel(restored) {
        panel.adopt(restored);
      },
    }),
    onFindingsChanged(() => {
      tree.refresh();
      panel.refreshFindings();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (!languageChanged(event)) return;
      tree.refresh();
      panel.followLanguage();
    }),
    workspace.onDidGrantWorkspaceTrust(() => panel.refreshNotebook()),
  );
  return { open: panel.open, slugForRule: library.slugForRule };
}
