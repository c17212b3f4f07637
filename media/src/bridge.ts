import type { Envelope } from './protocol.ts';

/** One function per message that may arrive: a missing one does not compile. */
export type Handlers<Incoming> = { readonly [Type in keyof Incoming]: (message: Incoming[Type]) => void };

export interface Bridge<Incoming, Outgoing> {
  readonly send: <Type extends keyof Outgoing & string>(type: Type, body: Outgoing[Type]) => void;
  readonly on: (handlers: Handlers<Incoming>) => void;
  /** What `keep` kept the last time this panel was shown; unknown because an older version may have kept it. */
  readonly kept: () => unknown;
  /** Survives hiding and reloading the panel. View state only: the data is sent again. */
  readonly keep: (state: unknown) => void;
}

/** The webview's end of the wire. Call it once: VS Code hands out its interface a single time per page. */
export function connect<Incoming, Outgoing>(): Bridge<Incoming, Outgoing> {
  const editor = acquireVsCodeApi<Envelope<Outgoing>>();
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the editor's interface, not a window's
    send: (type, body) => editor.postMessage({ ...body, type }),
    on: (handlers) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => dispatch(event.data, handlers));
    },
    kept: () => editor.getState(),
    keep: (state) => editor.setState(state),
  };
}

/** Messages of others on the same window (the editor's own, an inspector's) pass by in silence. */
function dispatch<Incoming>(data: unknown, handlers: Handlers<Incoming>): void {
  if (typeof data !== 'object' || data === null || !('type' in data)) return;
  if (typeof data.type !== 'string' || !Object.hasOwn(handlers, data.type)) return;
  const type = data.type as keyof Incoming;
  handlers[type](data as Incoming[typeof type]);
}

interface EditorApi<Message> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi<Message>(): EditorApi<Message>;
