import { ignoringLine, parseDockerignore } from '../core/dockerignore.ts';
import { isSecretFile } from '../core/secretNames.ts';
import { lineBreak, type TextEdit } from '../core/text.ts';
import type { IgnoreFile } from './disk.ts';

/** A line at the end, where it has the last word; undefined for what nobody should send to a builder. */
export function letIn({ text }: IgnoreFile, path: string): (() => TextEdit[]) | undefined {
  if (isSecretFile(path) || /(?:^|\/)\.git(?:\/|$)/.test(path)) return undefined;
  const newline = lineBreak(text);
  const newText = `${text === '' || text.endsWith('\n') ? '' : newline}!${path}${newline}`;
  const span = { start: text.length, end: text.length };
  return ignoringLine(parseDockerignore(text + newText), path) ? undefined : () => [{ span, newText }];
}
