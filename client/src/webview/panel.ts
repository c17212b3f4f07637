import { randomBytes } from 'node:crypto';
import { Uri, type Disposable, type Webview } from 'vscode';
import type { Envelope } from '../../../media/src/protocol.ts';
import { readerLocale } from '../config.ts';
import { webviewHtml } from './html.ts';

/** One function per message that may arrive: a missing one does not compile. */
export type Handlers<Incoming> = { readonly [Type in keyof Incoming]: (message: Incoming[Type]) => void };

export interface Panel<Incoming, Outgoing> {
  readonly send: <Type extends keyof Outgoing & string>(type: Type, body: Outgoing[Type]) => Thenable<boolean>;
  readonly on: (handlers: Handlers<Incoming>) => Disposable;
}

/** Loads `dist/media/<bundle>.js` and `.css` into a webview and returns the host's end of the wire. */
export function openPanel<Incoming, Outgoing>(
  webview: Webview,
  extensionUri: Uri,
  page: { readonly bundle: string; readonly title: string },
): Panel<Incoming, Outgoing> {
  const folder = Uri.joinPath(extensionUri, 'dist', 'media');
  const address = (file: string): string => webview.asWebviewUri(Uri.joinPath(folder, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the editor's interface, not a window's
  const post = (message: Envelope<Outgoing>): Thenable<boolean> => webview.postMessage(message);
  const panel: Panel<Incoming, Outgoing> = {
    send: (type, body) => post({ ...body, type }),
    on: (handlers) => webview.onDidReceiveMessage((data: unknown) => dispatch(data, handlers)),
  };
  webview.html = webviewHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    title: page.title,
    language: readerLocale() === 'zh-cn' ? 'zh-CN' : 'en',
    script: address(`${page.bundle}.js`),
    style: address(`${page.bundle}.css`),
  });
  return panel;
}

function dispatch<Incoming>(data: unknown, handlers: Handlers<Incoming>): void {
  if (typeof data !== 'object' || data === null || !('type' in data)) return;
  if (typeof data.type !== 'string' || !Object.hasOwn(handlers, data.type)) return;
  const type = data.type as keyof Incoming;
  handlers[type](data as Incoming[typeof type]);
}
