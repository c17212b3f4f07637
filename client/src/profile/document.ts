import { EventEmitter, l10n, RelativePattern, Uri, workspace, type CustomDocument, type Event } from 'vscode';
import type { ProfileSummary, ProfileView } from '../../../server/src/protocol.ts';
import { readerLocale } from '../config.ts';
import { startEngine, type Engine } from './engine.ts';

/** An open profile: the file, and the worker that has decoded it. Several editors may show one document. */
export interface ProfileDocument extends CustomDocument {
  /** Reads and decodes the file, the first time it is called and after `cancel` or a change on disk. */
  readonly summary: () => Promise<ProfileSummary>;
  readonly view: (sampleType: number) => Promise<ProfileView>;
  /** Stops all work, even in the middle of a loop. */
  readonly cancel: () => void;
  /** The file was written again, such as by another benchmark run. */
  readonly onChanged: Event<void>;
}

/** A recorder writes in pieces: what follows each other this closely is one change. */
const SETTLED = 500;

interface Opening {
  readonly engine: Engine;
  readonly summary: Promise<ProfileSummary>;
  /** The last view that was asked for: a panel that is hidden and shown again need not wait for its tree twice. */
  view?: { readonly sampleType: number; readonly built: Promise<ProfileView> };
}

export function openDocument(uri: Uri, workerScript: string): ProfileDocument {
  const changes = new EventEmitter<void>();
  let opening: Opening | undefined;
  const cancel = (): void => {
    opening?.engine.stop();
    opening = undefined;
  };
  const open = (): Opening => {
    opening ??= startOpening(uri, workerScript);
    return opening;
  };
  const watching = watch(uri, () => {
    cancel();
    changes.fire();
  });
  return {
    uri,
    summary: () => open().summary,
    view: (sampleType) => viewOf(open(), sampleType),
    cancel,
    onChanged: changes.event,
    dispose: () => {
      watching.dispose();
      changes.dispose();
      cancel();
    },
  };
}

async function viewOf(opening: Opening, sampleType: number): Promise<ProfileView> {
  await opening.summary;
  if (opening.view?.sampleType !== sampleType) opening.view = { sampleType, built: opening.engine.view(sampleType) };
  return opening.view.built;
}

function startOpening(uri: Uri, workerScript: string): Opening {
  const engine = startEngine(workerScript);
  const summary = readAndDecode(uri, engine);
  // Each editor that waits for it hears of a failure; nobody may be waiting, such as after a cancel.
  summary.catch(() => engine.stop());
  return { engine, summary };
}

async function readAndDecode(uri: Uri, engine: Engine): Promise<ProfileSummary> {
  const maxBytes = maxSizeMiB() * 1024 * 1024;
  const { size } = await workspace.fs.stat(uri);
  if (size > maxBytes) {
    throw new Error(
      l10n.t(
        'The file is larger than {0} MiB. Raise gantry.profile.maxSizeMiB to open it all the same.',
        maxSizeMiB().toLocaleString('en-US'),
      ),
    );
  }
  // A copy, because the buffer is handed over to the worker and the editor may still need its own.
  const bytes = new Uint8Array(await workspace.fs.readFile(uri));
  return engine.open(bytes, { maxBytes }, readerLocale());
}

function maxSizeMiB(): number {
  return workspace.getConfiguration('gantry.profile').get<number>('maxSizeMiB', 1024);
}

function watch(uri: Uri, changed: () => void): { dispose(): void } {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  // The name is matched as a pattern, so its own brackets and stars have to be taken literally.
  const literal = name.replace(/[[\]{}*?]/g, '[$&]');
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, '..'), literal));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLED);
  };
  watcher.onDidChange(settle);
  watcher.onDidCreate(settle);
  return {
    dispose: () => {
      clearTimeout(timer);
      watcher.dispose();
    },
  };
}
