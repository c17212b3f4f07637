import { commands, env, l10n, type Disposable, type ExtensionContext } from 'vscode';
import type { FromFlamegraph, ToFlamegraph } from '../../../media/src/protocol.ts';
import type { GoModuleInfo, ProfileSummary } from '../../../server/src/protocol.ts';
import type { Panel } from '../webview/panel.ts';
import type { ProfileDocument } from './document.ts';
import { EngineStopped } from './engine.ts';
import { openSource, type ModuleSource } from './openSource.ts';

export interface SessionContext {
  readonly extension: ExtensionContext;
  readonly service: ModuleSource;
  readonly document: ProfileDocument;
  readonly panel: Panel<FromFlamegraph, ToFlamegraph>;
  /** The file's name, as the reader knows it. */
  readonly name: string;
}

const HIDDEN_HINTS = 'gantry.profile.hiddenHints';
/** Colours by module are a comfort: a server that is still starting does not hold up the picture for longer. */
const PATIENCE = 1000;

/** One editor on a profile: sends what the panel shows, each time it is shown anew, and does what it asks for. */
export function startSession(context: SessionContext): Disposable[] {
  const { document, panel, extension } = context;
  const shown: Shown = { sampleType: undefined, turn: 0 };
  return [
    panel.on({
      ready: ({ sampleType }) => {
        shown.sampleType ??= sampleType;
        void show(context, shown);
      },
      retry: () => {
        // A failure is remembered like a success: it has to be forgotten to be tried again.
        document.cancel();
        void show(context, shown);
      },
      cancel: document.cancel,
      selectSampleType: ({ index }) => {
        shown.sampleType = index;
        void showView(context, shown);
      },
      copy: ({ text }) => void env.clipboard.writeText(text),
      hideHint: ({ hint }) => void hideHint(extension, hint),
      openSource: (place) => void openSource(place, extension.workspaceState, context.service),
      openNote: ({ slug }) => void commands.executeCommand('gantry.openNotes', slug),
    }),
    document.onChanged(() => void show(context, shown)),
  ];
}

interface Shown {
  sampleType: number | undefined;
  /** Counts what was asked for: an answer to anything but the latest question is not shown. */
  turn: number;
}

async function show(context: SessionContext, shown: Shown): Promise<void> {
  const { document, panel, name, service, extension } = context;
  const turn = (shown.turn += 1);
  void panel.send('loading', { name });
  try {
    const [summary, modules] = await Promise.all([document.summary(), modulesWithin(service)]);
    const sampleType = chosenType(summary, shown.sampleType);
    const view = await document.view(sampleType);
    if (turn !== shown.turn) return;
    shown.sampleType = sampleType;
    const hiddenHints = extension.globalState.get<readonly string[]>(HIDDEN_HINTS, []);
    void panel.send('profile', { name, summary, view, modules, hiddenHints });
  } catch (error) {
    if (turn === shown.turn) void panel.send('error', { name, message: sentence(error) });
  }
}

async function showView({ document, panel, name }: SessionContext, shown: Shown): Promise<void> {
  const turn = (shown.turn += 1);
  try {
    const view = await document.view(shown.sampleType ?? 0);
    if (turn === shown.turn) void panel.send('view', { view });
  } catch (error) {
    if (turn === shown.turn) void panel.send('error', { name, message: sentence(error) });
  }
}

/** What the panel showed before, if the file still has it. */
function chosenType({ sampleTypes, defaultSampleType }: ProfileSummary, wanted: number | undefined): number {
  return wanted !== undefined && sampleTypes[wanted] !== undefined ? wanted : defaultSampleType;
}

async function modulesWithin({ modules }: ModuleSource): Promise<readonly string[]> {
  const none = new Promise<readonly GoModuleInfo[]>((resolve) => setTimeout(resolve, PATIENCE, []));
  const known = await Promise.race([modules().catch(() => []), none]);
  return known.map(({ path }) => path);
}

async function hideHint({ globalState }: ExtensionContext, hint: string): Promise<void> {
  const hidden = globalState.get<readonly string[]>(HIDDEN_HINTS, []);
  if (!hidden.includes(hint)) await globalState.update(HIDDEN_HINTS, [...hidden, hint]);
}

function sentence(error: unknown): string {
  if (error instanceof EngineStopped) return l10n.t('Opening was cancelled.');
  if (isOutOfMemory(error)) {
    return l10n.t(
      'The profile needs more memory than the editor may use. Record for a shorter time, or reduce it with go tool pprof -proto -focus.',
    );
  }
  return error instanceof Error ? error.message : String(error);
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
