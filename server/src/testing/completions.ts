import assert from 'node:assert/strict';
import { applyEdits } from '../core/text.ts';
import { parseDockerfile } from '../parse/dockerfile.ts';
import { dockerfileCompletion } from '../services/dockerfile/completion.ts';
import type { CompletionEntry } from '../services/answers.ts';
import type { Question } from '../services/dockerfile/question.ts';
import { cursorIn } from './cursor.ts';

type Around = Partial<Omit<Question, 'dockerfile' | 'offset'>>;

/** What is offered at the `|`. */
export function complete(marked: string, around: Around = {}): CompletionEntry[] {
  const { text, offset } = cursorIn(marked);
  return dockerfileCompletion({ dockerfile: parseDockerfile(text), offset, locale: 'en', ...around });
}

/** Without snippets, which are asked for by themselves. */
export function labels(marked: string, around?: Around): string[] {
  return complete(marked, around)
    .filter(({ kind }) => kind !== 'snippet')
    .map(({ label }) => label);
}

/** The text after the entry of that label is taken. */
export function taken(marked: string, label: string, how: 'insert' | 'replace' = 'replace'): string {
  const entry = complete(marked).find((each) => each.label === label);
  assert.ok(entry, `${label} is offered`);
  return applyEdits(cursorIn(marked).text, [{ span: entry[how], newText: entry.newText }, ...(entry.more ?? [])]);
}
