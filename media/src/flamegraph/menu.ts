import { h } from './dom.ts';

export interface MenuItem {
  readonly label: string;
  readonly key?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** Opens a menu at a point of the page. Closing it gives the focus back to where it was. */
export function openMenu(label: string, items: readonly MenuItem[], x: number, y: number): void {
  const before = document.activeElement;
  const close = (): void => {
    if (!menu.isConnected) return;
    menu.remove();
    document.removeEventListener('pointerdown', closeOutside, true);
    window.removeEventListener('blur', close);
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const closeOutside = (event: PointerEvent): void => {
    if (!(event.target instanceof Node) || !menu.contains(event.target)) close();
  };
  const entries = items.map((item) => menuItem(item, close));
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label }, ...entries);
  menu.addEventListener('keydown', (event) => moveInMenu(event, entries, close));
  document.addEventListener('pointerdown', closeOutside, true);
  window.addEventListener('blur', close);
  (document.querySelector('main') ?? document.body).append(menu);
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, innerHeight - height - 4))}px`;
  entries.find((entry) => entry.ariaDisabled !== 'true')?.focus();
}

function menuItem(item: MenuItem, close: () => void): HTMLElement {
  const choose = (): void => {
    if (item.disabled === true) return;
    close();
    item.run();
  };
  return h(
    'button',
    {
      type: 'button',
      role: 'menuitem',
      tabindex: -1,
      'aria-disabled': item.disabled === true ? 'true' : undefined,
      onclick: choose,
    },
    h('span', {}, item.label),
    h('span', { class: 'muted', 'aria-hidden': 'true' }, item.key ?? ''),
  );
}

function moveInMenu(event: KeyboardEvent, entries: readonly HTMLElement[], close: () => void): void {
  const usable = entries.filter((entry) => entry.ariaDisabled !== 'true');
  const at = usable.findIndex((entry) => entry === document.activeElement);
  const target: Readonly<Record<string, HTMLElement | undefined>> = {
    ArrowDown: usable[(at + 1) % usable.length],
    ArrowUp: usable[(at - 1 + usable.length) % usable.length],
    Home: usable[0],
    End: usable.at(-1),
  };
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    close();
  } else if (target[event.key] !== undefined) {
    event.preventDefault();
    target[event.key]?.focus();
  }
}
