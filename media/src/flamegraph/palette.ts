import {
  contrast,
  cssColour,
  frameSwatch,
  legible,
  mix,
  oklch,
  parseColour,
  readableOn,
  type Rgb,
  type Swatch,
  type ThemeKind,
} from './colour.ts';
import type { Origin } from './names.ts';

/** Everything the canvas needs of the theme. Read again whenever the theme changes; a new object each time. */
export interface Palette {
  readonly kind: ThemeKind;
  readonly background: string;
  readonly foreground: string;
  readonly font: string;
  /** In CSS pixels. */
  readonly fontSize: number;
  readonly rowHeight: number;
  readonly frame: (origin: Origin, hue: number) => Swatch;
  /** The artificial root, runs of narrow frames, what a search finds, and what it does not. */
  readonly root: Swatch;
  readonly merged: Swatch;
  readonly match: Swatch;
  readonly faded: Swatch;
  readonly focus: string;
  /** Fill of the runtime where no border can be drawn. */
  readonly quiet: string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const variable = (name: string): string => style.getPropertyValue(`--vscode-${name}`).trim();
  const kind = themeKind(document.body.classList);
  const background =
    parseColour(variable('editor-background'), kind.endsWith('dark') ? BLACK : WHITE) ??
    (kind.endsWith('dark') ? BLACK : WHITE);
  const colour = (name: string, otherwise: Rgb): Rgb => parseColour(variable(name), background) ?? otherwise;
  const foreground = colour('editor-foreground', readableOn(background));
  const focus = colour('focusBorder', foreground);
  const border = kind.startsWith('hc') ? cssColour(colour('contrastBorder', foreground)) : '';
  const fontSize = Math.min(16, Math.max(10, (Number.parseFloat(variable('editor-font-size')) || 12) - 1));
  const neutral = (share: number, text: Rgb): Swatch => {
    const fill = kind.startsWith('hc') ? background : mix(background, foreground, share);
    return { fill: cssColour(fill), text: cssColour(legible(text, fill)), border };
  };
  const found = kind === 'light' || kind === 'hc-light' ? oklch(0.83, 0.16, 75) : oklch(0.8, 0.16, 75);
  return {
    kind,
    background: cssColour(background),
    foreground: cssColour(foreground),
    font: `${fontSize}px ${variable('editor-font-family') || 'monospace'}`,
    fontSize,
    rowHeight: Math.round(fontSize * 1.25) + 6,
    frame: swatches(kind, border),
    root: neutral(0.16, foreground),
    merged: neutral(0.09, colour('descriptionForeground', foreground)),
    faded: neutral(0.07, colour('descriptionForeground', foreground)),
    match: { fill: cssColour(found), text: cssColour(readableOn(found)), border },
    quiet: cssColour(kind.startsWith('hc') ? mix(background, foreground, 0.3) : mix(background, foreground, 0.18)),
    focus: cssColour(contrast(focus, background) >= 3 ? focus : foreground),
  };
}

/** Calls back when the editor has changed its theme, or the reader the font or its size. */
export function onThemeChange(listener: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  signal.addEventListener('abort', () => observer.disconnect());
}

function themeKind(classes: DOMTokenList): ThemeKind {
  if (classes.contains('vscode-high-contrast-light')) return 'hc-light';
  if (classes.contains('vscode-high-contrast')) return 'hc-dark';
  return classes.contains('vscode-light') ? 'light' : 'dark';
}

/** A graph has thousands of frames and a few dozen colours: they are looked up by number, not made or even named. */
function swatches(kind: ThemeKind, border: string): (origin: Origin, hue: number) => Swatch {
  const known: Record<Origin, Swatch[]> = { own: [], dependency: [], runtime: [] };
  return (origin, hue) => (known[origin][hue] ??= frameSwatch(kind, origin, hue, border));
}

const WHITE: Rgb = [1, 1, 1];
const BLACK: Rgb = [0, 0, 0];
