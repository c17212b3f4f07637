import type { Command } from './model.ts';
import type { PlacedScript } from './scripts.ts';

/** What a shell-form CMD or ENTRYPOINT could be instead. */
export interface ExecForm {
  /** `direct` runs the program itself; `shell` keeps the shell, which then hands over with `exec`. */
  readonly kind: 'direct' | 'shell';
  /** `["/app", "serve"]`. */
  readonly json: string;
}

/** Only a shell can run these. */
const BUILTINS = new Set([
  '.',
  ':',
  'cd',
  'eval',
  'exec',
  'export',
  'return',
  'set',
  'source',
  'trap',
  'umask',
  'wait',
]);

/** Undefined if the line is more than `a && b`, which no rewriting makes good. */
export function execForm({ argv }: Command, { script }: PlacedScript): ExecForm | undefined {
  const { last, isSimple, isComplete, text } = script;
  const program = last?.words[0];
  if (!isComplete || !last || !program || BUILTINS.has(program.value ?? '')) return undefined;
  const values = last.words.flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (isSimple && last.assignments.length === 0 && values.length === last.words.length) {
    return { kind: 'direct', json: jsonArray(values) };
  }
  const exec = last.assignments.length > 0 ? 'exec env ' : 'exec ';
  const line = text.slice(0, last.span.start) + exec + text.slice(last.span.start);
  const shell = argv.slice(0, -1).map((word) => (word === '/bin/sh' ? 'sh' : word));
  return { kind: 'shell', json: jsonArray([...shell, line]) };
}

/** What was meant by a JSON array with single quotes or a trailing comma; undefined if it is none of these. */
export function repairedJson(text: string): string | undefined {
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
  const repaired = text.replaceAll("'", '"').replace(/,\s*\]$/, ']');
  try {
    const values: unknown = JSON.parse(repaired);
    const isStrings = Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string');
    return isStrings ? jsonArray(values) : undefined;
  } catch {
    return undefined;
  }
}

function jsonArray(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
