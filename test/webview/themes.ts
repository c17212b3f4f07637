import themes from './themes.json' with { type: 'json' };

export type ThemeName = 'dark' | 'light' | 'hcDark' | 'hcLight';

export interface Theme {
  /** The classes VS Code puts on the body. */
  readonly kind: string;
  /** Without the leading `--vscode-`. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What VS Code's own themes hand to a webview, as far as Gantry's panels read it. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = themes;
