import type { Bridge } from '../bridge.ts';
import type { FromNotes, ToNotes } from '../protocol.ts';
import { icon, type ICONS } from './dom.ts';
import type { Text } from './text.ts';

export interface ActionContext {
  readonly bridge: Bridge<ToNotes, FromNotes>;
  readonly text: Text;
  readonly say: (message: string) => void;
  readonly open: (place: string) => void;
  readonly goTo: (heading: string) => void;
}

/** What a click on anything marked in an article or a list does; every mark is an attribute with its target. */
export function act(context: ActionContext, event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>(MARKED) : null;
  if (target === null) return;
  // VS Code follows links by itself; ours go through the host, which knows them.
  event.preventDefault();
  event.stopPropagation();
  const { bridge } = context;
  const { rule, finding, snippet, note, open, heading } = target.dataset;
  if (rule !== undefined) bridge.send('openRule', { id: rule });
  else if (finding !== undefined) bridge.send('openFinding', { id: finding });
  else if (snippet !== undefined) bridge.send('insertSnippet', { prefix: snippet });
  else if (heading !== undefined) context.goTo(heading);
  else if (note !== undefined || open !== undefined) context.open(note ?? open ?? '');
  else if (target instanceof HTMLAnchorElement) bridge.send('openExternal', { url: target.href });
  else actOnCode(context, target);
}

const MARKED =
  '[data-rule],[data-finding],[data-snippet],[data-note],[data-open],[data-heading],[data-copy],[data-insert],[data-terminal],a[href]';

function actOnCode({ bridge, text, say }: ActionContext, button: HTMLElement): void {
  const block = button.closest<HTMLElement>('.code');
  const code = block?.querySelector('code')?.textContent ?? '';
  if ('copy' in button.dataset) {
    bridge.send('copy', { text: code });
    confirm(button, 'copy');
    say(text.copied);
  } else if ('insert' in button.dataset) {
    bridge.send('insert', { text: code, language: block?.dataset['language'] ?? '' });
    say(text.inserted);
  } else {
    bridge.send('typeInTerminal', { text: code.trim() });
  }
}

const CONFIRMED_FOR = 1500;

/** Shows a tick in place of the icon for a moment. */
function confirm(button: HTMLElement, name: keyof typeof ICONS): void {
  button.replaceChildren(icon('check'));
  setTimeout(() => button.replaceChildren(icon(name)), CONFIRMED_FOR);
}
