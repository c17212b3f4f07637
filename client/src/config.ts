import { env, workspace, type ConfigurationChangeEvent } from 'vscode';

/** The languages that Gantry speaks. */
export type Locale = 'en' | 'zh-cn';

/** The language of findings, notes and rule pages: the reader's choice, else the editor's where Gantry speaks it. */
export function readerLocale(): Locale {
  const chosen = workspace.getConfiguration('gantry').get<string>('language', 'auto');
  const wanted = chosen === 'auto' ? env.language : chosen;
  return wanted.toLowerCase() === 'zh-cn' ? 'zh-cn' : 'en';
}

export function languageChanged(event: ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration('gantry.language');
}
