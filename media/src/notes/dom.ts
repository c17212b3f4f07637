type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Builds an element: `true` sets an attribute without a value, `false` and `undefined` leave it out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

/** A 16-pixel icon, drawn as strokes in the colour of the text around it; invisible to screen readers. */
export function icon(name: keyof typeof ICONS): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  setAttributes(svg, { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' });
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows only an icon: its name is a tooltip and what a screen reader says. */
export function iconButton(name: keyof typeof ICONS, label: string, onClick: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'icon-button', title: label, 'aria-label': label });
  button.append(icon(name));
  button.addEventListener('click', onClick);
  return button;
}

export const ICONS = {
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.6 10.6L14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  insert: 'M13.5 3.5v5h-9M7 6L4.5 8.5 7 11M2.5 13.5h11',
  terminal: 'M2.5 3.5h11v9h-11zM5 6.5l2 1.75L5 10M8.5 10h2.5',
  check: 'M3 8.5l3.2 3.5L13 4.5',
  empty: 'M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3M6 9.5l4 0',
} as const;

function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) target.setAttribute(name, value === true ? '' : String(value));
  }
}
