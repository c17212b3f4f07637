import type { Note, NoteLocale } from '../protocol.ts';
import { element, icon } from './dom.ts';
import { longDate, type Text } from './text.ts';
import { findingsOf } from './topics.ts';

export interface ArticleView {
  readonly note: Note;
  readonly chapter: string;
  readonly locale: NoteLocale;
  readonly text: Text;
  readonly counts: Readonly<Record<string, number>>;
  readonly mayRunCommands: boolean;
}

/** A whole note: head, what it concerns in this workspace, body, sources. */
export function article(view: ArticleView): HTMLElement {
  const { note, chapter, locale, text } = view;
  const oldest = note.sources.map(({ verifiedOn }) => verifiedOn).toSorted()[0];
  const facts = oldest === undefined ? '' : ` · ${text.verified(longDate(oldest, locale))}`;
  const body = element('div', { class: 'body' });
  // Our own renderer wrote this when the extension was built, with raw HTML switched off.
  body.innerHTML = note.html;
  for (const code of body.querySelectorAll<HTMLElement>('.code')) addCodeButtons(code, view);
  for (const chip of body.querySelectorAll<HTMLElement>('[data-rule]'))
    chip.title = text.openRule(chip.dataset['rule'] ?? '');
  for (const chip of body.querySelectorAll<HTMLElement>('[data-snippet]'))
    chip.title = text.insertSnippet(chip.dataset['snippet'] ?? '');
  return element(
    'article',
    { class: 'note', 'aria-labelledby': 'note-title' },
    element('p', { class: 'note-chapter' }, chapter),
    element('h1', { id: 'note-title', tabindex: -1 }, note.title),
    element('p', { class: 'note-summary' }, note.summary),
    element('p', { class: 'note-meta' }, `${text.minutes(note.minutes)}${facts}`),
    concerns(view),
    body,
    sources(view),
  );
}

/** What of this note is live here: its checks with their findings, and its snippets. Replaced when findings change. */
export function concerns({ note, text, counts }: ArticleView): HTMLElement {
  const total = findingsOf(note, counts);
  const checks = note.rules.map((id) => element('li', {}, ...ruleChip(id, counts[id] ?? 0, text)));
  const snippets = note.snippets.map((prefix) => element('li', {}, snippetChip(prefix, text)));
  return element(
    'div',
    { class: total > 0 ? 'concerns found' : 'concerns' },
    element('p', { class: 'concerns-title' }, total > 0 ? text.inWorkspace(total) : text.noFindings),
    element('span', { class: 'concerns-name', id: 'concerns-checks' }, text.checks),
    element('ul', { class: 'chips', 'aria-labelledby': 'concerns-checks' }, ...checks),
    element('span', { class: 'concerns-name', id: 'concerns-snippets' }, text.snippets),
    element('ul', { class: 'chips', 'aria-labelledby': 'concerns-snippets' }, ...snippets),
  );
}

function ruleChip(id: string, count: number, text: Text): readonly HTMLElement[] {
  const chip = element('button', { type: 'button', class: 'chip', 'data-rule': id, title: text.openRule(id) }, id);
  if (count === 0) return [chip];
  const label = text.goToFinding(id, count);
  const go = element('button', {
    type: 'button',
    class: 'count',
    'data-finding': id,
    title: label,
    'aria-label': label,
  });
  go.append(String(count));
  return [chip, go];
}

function snippetChip(prefix: string, text: Text): HTMLElement {
  const title = text.insertSnippet(prefix);
  return element('button', { type: 'button', class: 'chip', 'data-snippet': prefix, title }, prefix);
}

function sources({ note, locale, text }: ArticleView): HTMLElement {
  const items = note.sources.map(({ title, url, since, until, verifiedOn }) => {
    const holds = [
      since === undefined ? [] : text.since(since),
      until === undefined ? [] : text.until(until),
      text.checked(longDate(verifiedOn, locale)),
    ].flat();
    const link = element('a', { href: url, class: 'external' }, title);
    return element('li', {}, link, element('span', { class: 'source-meta' }, holds.join(' · ')));
  });
  return element(
    'section',
    { class: 'sources', 'aria-labelledby': 'sources' },
    element('h2', { id: 'sources', tabindex: -1 }, text.sources),
    element('ul', {}, ...items),
  );
}

function addCodeButtons(code: HTMLElement, { text, mayRunCommands }: ArticleView): void {
  const language = code.dataset['language'] ?? '';
  const content = code.querySelector('code')?.textContent ?? '';
  const buttons = element('div', { class: 'code-buttons' });
  if (language === 'sh' && mayRunCommands && isOneCommand(content))
    buttons.append(codeButton('terminal', text.toTerminal, 'data-terminal'));
  if (INSERTABLE.has(language)) buttons.append(codeButton('insert', text.insert, 'data-insert'));
  buttons.append(codeButton('copy', text.copy, 'data-copy'));
  code.querySelector('.code-head')?.append(buttons);
}

/** What belongs into a file of its own kind. */
const INSERTABLE: ReadonlySet<string> = new Set(['yaml', 'go', 'dockerfile']);

function codeButton(name: 'copy' | 'insert' | 'terminal', label: string, marker: string): HTMLElement {
  const button = element('button', {
    type: 'button',
    class: 'icon-button',
    title: label,
    'aria-label': label,
    [marker]: true,
  });
  button.append(icon(name));
  return button;
}

/** A line break typed into a terminal runs what stands before it; only a lone line can be typed and left standing. */
function isOneCommand(code: string): boolean {
  return !code.trim().includes('\n');
}
