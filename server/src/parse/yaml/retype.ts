import type { YamlDocument } from './document.ts';
import type { Edits } from './edit.ts';
import type { YamlScalar } from './node.ts';
import { doubleQuoted } from './render.ts';
import { resolvePlain } from './scalar.ts';

/** Puts quotes around a plain scalar, so that what it looks like is what it is: `yes` becomes `"yes"`. */
export function quote({ problems, text }: YamlDocument, { style, tag, span }: YamlScalar): Edits {
  const written = text.slice(span.start, span.end);
  if (problems.some(({ kind }) => kind === 'syntax') || style !== 'plain' || tag !== undefined) return undefined;
  return written === '' || written.includes('\n') ? undefined : [{ span, newText: doubleQuoted(written) }];
}

/** Takes the quotes away where the text then is a number or a boolean: `"80"` becomes `80`. */
export function unquote({ problems }: YamlDocument, { style, tag, span, text }: YamlScalar): Edits {
  const isQuoted = style === 'single' || style === 'double';
  if (problems.some(({ kind }) => kind === 'syntax') || !isQuoted || tag !== undefined) return undefined;
  // `"0644"` would become 420, `"1_000"` 1000: that they mean the same is not said.
  const type = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?|true|false)$/.test(text) ? resolvePlain(text).type : 'string';
  return type === 'string' ? undefined : [{ span, newText: text }];
}
