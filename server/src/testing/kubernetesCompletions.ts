import assert from 'node:assert/strict';
import { applyEdits } from '../core/text.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { CompletionEntry } from '../services/answers.ts';
import { kubernetesCompletion } from '../services/kubernetes/completion.ts';
import type { Question } from '../services/kubernetes/question.ts';
import { cursorIn } from './cursor.ts';

/** What is offered at the `|`. */
export function complete(marked: string, around: Partial<Question> = {}): CompletionEntry[] {
  const { text, offset } = cursorIn(marked);
  return kubernetesCompletion({ file: parseYaml(text), offset, locale: 'en', ...around });
}

/** Without snippets, which are asked for by themselves. */
export function labels(marked: string, around?: Partial<Question>): string[] {
  return complete(marked, around)
    .filter(({ kind }) => kind !== 'snippet')
    .map(({ label }) => label);
}

/** The text after the entry of that label is taken, with its places to fill in. */
export function taken(
  marked: string,
  label: string,
  how: 'insert' | 'replace' = 'replace',
  around?: Partial<Question>,
): string {
  const entry = complete(marked, around).find((each) => each.label === label);
  assert.ok(entry, `${label} is offered`);
  const { text } = cursorIn(marked);
  return applyEdits(text, [{ span: entry[how], newText: entry.snippet ?? entry.newText }, ...(entry.more ?? [])]);
}
