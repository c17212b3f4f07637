import { oncePer } from '../../core/once.ts';
import { lineBreak, type Span, type TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import type { Flag, Instruction } from './model.ts';
import { coveringSpan, slice } from './traced.ts';

/** A `--mount` of RUN. */
export interface Mount {
  readonly flag: Flag;
  /** As written; `bind` without `type=`. */
  readonly type: string;
  /** By the option's own name, aliases resolved (`dst`, `destination` → `target`; `src` → `source`); the last counts. */
  readonly options: ReadonlyMap<string, MountField>;
  /** Every field in order, as written. */
  readonly fields: readonly MountField[];
}

export interface MountField {
  /** Lower case. */
  readonly key: string;
  readonly keySpan: Span;
  /** `true` for a key alone. */
  readonly value: string;
  readonly valueSpan: Span;
  readonly hasValue: boolean;
}

/** Other names of the options of a mount. */
export const MOUNT_ALIASES: Readonly<Record<string, string>> = {
  dst: 'target',
  destination: 'target',
  src: 'source',
  ro: 'readonly',
  rw: 'readwrite',
};

export const mountsOf: (instruction: Instruction) => readonly Mount[] = oncePer(({ flags }) =>
  flags.filter(({ name, traced }) => name === 'mount' && traced !== undefined).map(readMount),
);

/** The value is one line of CSV, whose quotes are rare and are left as they are. */
function readMount(flag: Flag): Mount {
  const { traced } = flag;
  const fields: MountField[] = [];
  if (traced) {
    for (const match of traced.text.matchAll(/[^,]+/g)) {
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const text = match[0].trim();
      const equals = text.indexOf('=');
      const keyEnd = start + (equals === -1 ? text.length : equals);
      const valueStart = equals === -1 ? keyEnd : keyEnd + 1;
      fields.push({
        key: traced.text.slice(start, keyEnd).toLowerCase(),
        keySpan: coveringSpan(slice(traced, start, keyEnd)),
        value: equals === -1 ? 'true' : text.slice(equals + 1),
        valueSpan: coveringSpan(slice(traced, valueStart, start + text.length)),
        hasValue: equals !== -1,
      });
    }
  }
  const options = new Map(fields.map((field) => [MOUNT_ALIASES[field.key] ?? field.key, field]));
  return { flag, fields, options, type: options.get('type')?.value ?? 'bind' };
}

/**
 * Mounts in front of what a RUN has already, each on a line of its own, as people write them: the rest goes on below,
 * indented like what is continued there. A RUN whose line ends behind the keyword keeps it so.
 */
export function insertMounts(
  { text, escape }: Pick<Dockerfile, 'text' | 'escape'>,
  { keywordSpan, head }: Instruction,
  mounts: readonly string[],
): TextEdit {
  const { end } = keywordSpan;
  const rest = text.slice(end, head.end);
  const indentation = /^[ \t]*(?=\S)/.exec(rest.slice(rest.indexOf('\n') + 1))?.[0];
  const isContinued = rest.includes('\n') && indentation;
  const newline = ` ${escape}${lineBreak(text)}${isContinued ? indentation : '    '}`;
  const gap = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  const isBroken = rest.startsWith(escape, gap);
  const isHeredoc = rest.startsWith('<<', gap);
  const lines = mounts.join(newline);
  if (isBroken) return { span: { start: end, end }, newText: ` ${lines}` };
  return { span: { start: end, end: end + gap }, newText: ` ${lines}${isHeredoc ? ' ' : newline}` };
}
