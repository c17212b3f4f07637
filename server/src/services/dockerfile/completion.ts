import { INSTRUCTIONS } from '../../core/dockerfileLanguage.ts';
import { lineStart } from '../../core/text.ts';
import type { Instruction, Stage } from '../../parse/dockerfile/model.ts';
import { say } from '../strings.ts';
import { commentEntries } from './completeComment.ts';
import { flagEntries } from './completeFlag.ts';
import { fromEntries } from './completeFrom.ts';
import { cacheMountSnippet, copySnippet } from './completeSnippet.ts';
import { valueEntries } from './completeValue.ts';
import { variableEntries } from './completeVariable.ts';
import { placeAt, type ArgumentPlace, type Place } from './cursor.ts';
import { described } from '../markdown.ts';
import { entries, type CompletionEntry, type Item } from '../answers.ts';
import type { Question } from './question.ts';
import { instructionReference } from './reference.ts';

/** What fits at an offset, the likeliest first. */
export function dockerfileCompletion(question: Question): CompletionEntry[] {
  const place = placeAt(question.dockerfile, question.offset);
  if (place.kind === 'nowhere') return [];
  if (place.kind === 'comment') return commentEntries(question, place.before);
  return place.kind === 'keyword' ? keywordEntries(question, place) : argumentEntries(question, place);
}

function argumentEntries(question: Question, place: ArgumentPlace): CompletionEntry[] {
  const variables = variableEntries(question, place);
  if (variables) return variables;
  if (place.word.startsWith('--')) return place.plain.length === 0 ? flagEntries(question, place) : [];
  return place.instruction.keyword === 'FROM' ? fromEntries(question, place) : valueEntries(question, place);
}

function keywordEntries(question: Question, place: Extract<Place, { kind: 'keyword' }>): CompletionEntry[] {
  const { dockerfile, offset, locale } = question;
  const isLower = writesLower(question, place.onbuild);
  const recase = (text: string): string => (isLower ? text.toLowerCase() : text);
  const stage = dockerfile.stages.findLast(({ from }) => from.span.start < lineStart(dockerfile.text, offset));
  const gap = dockerfile.text[place.typed.replace.end] === ' ' ? '' : ' ';
  const plain = keywords(place.onbuild, stage).map(
    (keyword): Item => ({
      label: recase(keyword),
      kind: 'keyword',
      newText: recase(keyword) + gap,
      documentation: described(instructionReference(keyword, locale), locale),
      continues: true,
    }),
  );
  const shown = question.hasPeer ? [] : plain;
  const isAlone = gap === ' ' && !place.onbuild && stage !== undefined;
  return entries(place.typed, isAlone ? [...shown, ...snippets(question, stage, recase)] : shown);
}

/** Before the first FROM only ARG counts, and MAINTAINER is nothing to begin with. */
function keywords(onbuild: Instruction | undefined, stage: Stage | undefined): string[] {
  return Object.entries(INSTRUCTIONS)
    .filter(([keyword, facts]) => {
      if (keyword === 'MAINTAINER') return false;
      if (onbuild) return facts.onbuild;
      return stage !== undefined || keyword === 'FROM' || keyword === 'ARG';
    })
    .map(([keyword]) => keyword);
}

/** BuildKit goes by the majority, and so does the list; what is being typed has no vote. */
function writesLower(
  { dockerfile: { instructions, text }, offset }: Question,
  onbuild: Instruction | undefined,
): boolean {
  const spans = instructions.flatMap((each) => [each.keywordSpan, ...(each.child ? [each.child.keywordSpan] : [])]);
  const written = spans
    .filter(({ start, end }) => offset < start || end < offset || onbuild?.keywordSpan.start === start)
    .map(({ start, end }) => text.slice(start, end));
  const lower = written.filter((keyword) => keyword === keyword.toLowerCase()).length;
  return lower > written.length / 2;
}

function snippets(question: Question, stage: Stage, recase: (text: string) => string): Item[] {
  const entrypoint: Item = {
    label: `${recase('ENTRYPOINT')} ["…"]`,
    kind: 'snippet',
    filterText: recase('ENTRYPOINT'),
    newText: `${recase('ENTRYPOINT')} ["\${1:/app}"]`,
    documentation: say('jsonForm', question.locale),
  };
  const others = [copySnippet(question, stage), cacheMountSnippet(question, stage)].flatMap((item) => item ?? []);
  return [
    ...others.map((item) => ({
      ...item,
      label: recased(item.label, recase),
      newText: recased(item.newText ?? '', recase),
    })),
    entrypoint,
  ];
}

/** The first word is the instruction. */
function recased(text: string, recase: (text: string) => string): string {
  return text.replace(/^\w+/, recase);
}
