type Attribute = string | number | boolean | undefined | ((event: never) => void);

/** An element with its attributes, listeners (`onclick`) and children. `false` and undefined leave an attribute out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/** Writes only what differs, so that a screen reader is not told the same text again. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export type IconName =
  | 'search'
  | 'close'
  | 'up'
  | 'down'
  | 'info'
  | 'warning'
  | 'keyboard'
  | 'flame'
  | 'file'
  | 'clock'
  | 'reset';

/** Line icons on a 16 px grid, in the weight of the editor's own. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

const SVG = 'http://www.w3.org/2000/svg';

const ICONS: Readonly<Record<IconName, string>> = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.3 10.3l3.7 3.7',
  close: 'M4 4l8 8M12 4l-8 8',
  up: 'M8 13V3.5M4 7.5l4-4l4 4',
  down: 'M8 3v9.5M4 8.5l4 4l4-4',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 0 0 0-12.4M8 7.2v4M8 4.8v.1',
  warning: 'M8 2l6.3 11.5H1.7zM8 6.5v3.5M8 11.8v.1',
  keyboard: 'M1.5 4h13v8h-13zM4 6.5h.1M6.6 6.5h.1M9.3 6.5h.1M12 6.5h.1M4.5 9.7h7',
  flame: 'M2 3h12M2 6.3h8.5M2 9.6h5M2 13h3',
  file: 'M4 1.8h5l3 3v9.4H4zM9 1.8v3h3',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 0 0 0-12.4M8 4.6V8l2.3 1.6',
  reset: 'M3 4v3h3M3.2 7a5.2 5.2 0 1 1-.2 3',
};
