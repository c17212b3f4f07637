import type { Locale } from '../engine/catalogue.ts';
import { say } from './strings.ts';

/** A sentence and where to read on. */
export interface Reference {
  readonly text: string;
  readonly link: string;
}

/** A sentence with the link behind it. */
export function described(reference: Reference | undefined, locale: Locale): string | undefined {
  return reference && `${reference.text} [${say('reference', locale)}](${reference.link})`;
}

/** As code, whatever it holds: line breaks are shown as spaces, and long text is cut. */
export function code(text: string): string {
  const line = shorten(text.replaceAll(/\s+/g, ' '), 200);
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length)) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

export function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** For editors that show text as it is. */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, '$1 <$2>')
    .replaceAll(/\*\*|(?<!\\)`/g, '')
    .replaceAll(/\\([\\`*_[\]])/g, '$1');
}
