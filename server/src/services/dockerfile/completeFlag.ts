import { INSTRUCTIONS, type FlagFacts } from '../../core/dockerfileLanguage.ts';
import { earlierStages } from './choices.ts';
import { mountEntries } from './completeMount.ts';
import { ownersIn } from './completeUser.ts';
import { typedAt, type ArgumentPlace } from './cursor.ts';
import { described } from '../markdown.ts';
import { isFlagOfPeers } from './peers.ts';
import { entries, type CompletionEntry, type Item } from '../answers.ts';
import type { Question } from './question.ts';
import { flagReference, valueText } from './reference.ts';

/** `--name`, or the value behind `--name=`. */
export function flagEntries(question: Question, place: ArgumentPlace): CompletionEntry[] {
  const { dockerfile, offset } = question;
  const [, name = '', value] = /^--([\w-]*)(?:=(.*))?$/.exec(place.word) ?? [];
  if (value === undefined) return nameEntries(question, place);
  if (name === 'mount' && place.instruction.keyword === 'RUN') return mountEntries(question, place, value);
  const quoted = value.replace(/^["']/, '');
  return entries(typedAt(dockerfile.text, offset, quoted, /^[^\s"'\\]*/), values(question, place, name));
}

function nameEntries(question: Question, { instruction, words, word }: ArgumentPlace): CompletionEntry[] {
  const { dockerfile, offset, locale, hasPeer } = question;
  const { keyword } = instruction;
  const typed = typedAt(dockerfile.text, offset, word, /^[\w-]*/);
  const hasValue = typed && dockerfile.text[typed.replace.end] === '=';
  const given = new Set(words.map((each) => /^--([\w-]+)/.exec(each)?.[1]));
  const free = Object.entries(INSTRUCTIONS[keyword]?.flags ?? {})
    .filter(([name, { repeats }]) => repeats || !given.has(name))
    .filter(([name]) => !(hasPeer && isFlagOfPeers(keyword, name)));
  const items = free.map(
    ([name, facts]): Item => ({
      label: `--${name}`,
      kind: 'flag',
      newText: hasValue ? `--${name}` : `--${name}${tail(name, facts)}`,
      documentation: described(flagReference(keyword, name, locale), locale),
      continues: facts.value !== 'boolean',
    }),
  );
  return entries(typed, items);
}

/** `unpack` says nothing new without a value; the other switches do. */
function tail(name: string, { value }: FlagFacts): string {
  return value === 'boolean' && name !== 'unpack' ? '' : '=';
}

function values(question: Question, place: ArgumentPlace, name: string): Item[] {
  const { keyword } = place.instruction;
  const facts = INSTRUCTIONS[keyword]?.flags[name];
  if (!facts) return [];
  if (name === 'from') return earlierStages(question);
  if (name === 'platform') return [{ label: '$BUILDPLATFORM', kind: 'value' }];
  if (name === 'chown') return ownersIn(question, place.instruction);
  if (name === 'checksum') return [{ label: 'sha256:', kind: 'value' }];
  const known = facts.values ?? (facts.value === 'boolean' ? ['true', 'false'] : []);
  return known.map((label) => ({
    label,
    kind: 'value',
    documentation: valueText(`${name} ${label}`, question.locale),
  }));
}
