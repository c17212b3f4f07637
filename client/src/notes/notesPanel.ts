import {
  env,
  l10n,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type ExtensionContext,
  type WebviewPanel,
} from 'vscode';
import type { FromNotes, ToNotes } from '../../../media/src/protocol.ts';
import { openRulePage } from '../commands.ts';
import { readerLocale, type Locale } from '../config.ts';
import { openPanel, type Handlers, type Panel } from '../webview/panel.ts';
import { countFindings, showFirstFinding } from './findings.ts';
import { insertCode, insertSnippet, typeInTerminal } from './insertion.ts';
import type { Library } from './library.ts';

export const PANEL_TYPE = 'gantry.notesPanel';

export interface NotesPanel extends Disposable {
  readonly open: (slug?: string) => Promise<void>;
  /** Takes over a panel that the editor kept from its last session. */
  readonly adopt: (restored: WebviewPanel) => void;
  readonly refreshFindings: () => void;
  readonly refreshNotebook: () => void;
  /** Shows the language of the settings again, whatever was chosen in the panel. */
  readonly followLanguage: () => void;
}

/** The one panel that shows notes, while it is open. */
interface Session {
  readonly view: WebviewPanel;
  readonly wire: Panel<FromNotes, ToNotes>;
  locale: Locale;
  /** Whether its script listens: not before it said so, nor while the panel is hidden and its page is put away. */
  ready: boolean;
  wanted: string | undefined;
}

export function createNotesPanel(context: ExtensionContext, library: Library): NotesPanel {
  let session: Session | undefined;
  const adopt = (view: WebviewPanel): Session => {
    session = startSession(context, library, view);
    view.onDidDispose(() => {
      if (session?.view === view) session = undefined;
    });
    return session;
  };
  const withReady = (act: (ready: Session) => void) => () => {
    if (session?.ready === true) act(session);
  };
  return {
    async open(slug) {
      if (session === undefined) adopt(createView(context.extensionUri));
      else session.view.reveal();
      if (session !== undefined && slug !== undefined) show(session, slug);
    },
    adopt,
    refreshFindings: withReady(({ wire }) => wire.send('findings', { counts: countFindings() })),
    refreshNotebook: withReady((ready) => sendNotebook(ready, library)),
    followLanguage: withReady((ready) => {
      ready.locale = readerLocale();
      sendNotebook(ready, library);
    }),
    dispose: () => session?.view.dispose(),
  };
}

/** Beside the code if there is code to look at: a note is read together with what it explains. */
function createView(extensionUri: Uri): WebviewPanel {
  const column = window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside;
  const view = window.createWebviewPanel(PANEL_TYPE, title(readerLocale()), column, { enableFindWidget: true });
  view.iconPath = Uri.joinPath(extensionUri, 'media', 'icons', 'gantry-logo.svg');
  return view;
}

function title(locale: Locale): string {
  return locale === 'zh-cn' ? 'Gantry 笔记' : 'Gantry Notes';
}

function startSession(context: ExtensionContext, library: Library, view: WebviewPanel): Session {
  const wire = openPanel<FromNotes, ToNotes>(view.webview, context.extensionUri, {
    bundle: 'notes',
    title: view.title,
  });
  const session: Session = { view, wire, locale: readerLocale(), ready: false, wanted: undefined };
  view.onDidChangeViewState(() => {
    session.ready &&= view.visible;
  });
  wire.on(handlers(context, library, session));
  return session;
}

function handlers(context: ExtensionContext, library: Library, session: Session): Handlers<FromNotes> {
  return {
    ready({ locale }) {
      session.ready = true;
      session.locale = locale ?? session.locale;
      sendNotebook(session, library);
      session.wire.send('findings', { counts: countFindings() });
      if (session.wanted !== undefined) show(session, session.wanted);
    },
    switchLocale({ locale }) {
      session.locale = locale;
      sendNotebook(session, library);
    },
    openRule: ({ id }) => library.knowsRule(id) && attempt(openRulePage(context.extensionUri, id)),
    openFinding: ({ id }) => attempt(showFirstFinding(id)),
    openExternal: ({ url }) => library.knowsUrl(url) && attempt(env.openExternal(Uri.parse(url, true))),
    copy: ({ text }) => attempt(env.clipboard.writeText(text)),
    insert: ({ text, language }) => attempt(insertCode(text, language)),
    insertSnippet: ({ prefix }) => attempt(insertSnippet(context.extension, prefix)),
    typeInTerminal: ({ text }) => typeInTerminal(text),
  };
}

function show(session: Session, slug: string): void {
  if (session.ready) session.wire.send('show', { slug });
  session.wanted = session.ready ? undefined : slug;
}

function sendNotebook({ view, wire, locale }: Session, library: Library): void {
  view.title = title(locale);
  try {
    wire.send('notebook', { notebook: library.notebook(locale), mayRunCommands: workspace.isTrusted });
  } catch (error) {
    wire.send('failed', { message: l10n.t('Reading them failed: {0}', String(error)) });
  }
}

/** A failure of what a click asked for is said where the reader looks. */
function attempt(work: Thenable<unknown>): void {
  work.then(undefined, (error: unknown) =>
    window.showErrorMessage(error instanceof Error ? error.message : String(error)),
  );
}
