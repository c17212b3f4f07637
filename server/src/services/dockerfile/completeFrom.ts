import { GO_SUFFIXES, parseGoVersion, supportedGoLineFor, supportedGoLines } from '../../core/goReleases.ts';
import { parseImageRef } from '../../core/imageRef.ts';
import { STARTING_IMAGES } from '../../core/startingImages.ts';
import { say } from '../strings.ts';
import { parentStages, stageAt } from './choices.ts';
import { typedAt, type ArgumentPlace } from './cursor.ts';
import { imageText } from './imageText.ts';
import { entries, type CompletionEntry, type Item } from '../answers.ts';
import type { Question } from './question.ts';
import { valueText } from './reference.ts';

/** Stages and images to start from, and AS behind them. */
export function fromEntries(question: Question, { plain, word, instruction }: ArgumentPlace): CompletionEntry[] {
  const { dockerfile, offset, locale } = question;
  const typed = typedAt(dockerfile.text, offset, word, /^[^\s\\]*/);
  if (plain.length === 0) return entries(typed, [...parentStages(question), ...images(question)]);
  const hasName = instruction.args.length > 2 || (instruction.args[1] !== undefined && word === '');
  if (plain.length > 1 || hasName) return [];
  const { start, end } = instruction.keywordSpan;
  const isLower = /^[a-z]/.test(dockerfile.text.slice(start, end));
  const label = isLower ? 'as' : 'AS';
  return entries(typed, [
    { label, kind: 'keyword', newText: `${label} `, documentation: valueText('from AS', locale) },
  ]);
}

function images(question: Question): Item[] {
  const { dockerfile, locale } = question;
  const own = stageAt(question);
  const used = dockerfile.stages.flatMap(({ base, parent, image }) =>
    parent || !image || base.kind !== 'image' || image.text.includes('$') || image === own?.image ? [] : [image.text],
  );
  const ofFile = used.map((label): Item => ({ label, kind: 'image', detail: say('ofFile', locale) }));
  const known = [...goImages(question), ...STARTING_IMAGES.map((label): Item => ({ label, kind: 'image' }))];
  const items = [...new Map([...known, ...ofFile].map((item) => [item.label, item])).values()];
  return items.map((item) => ({ ...item, documentation: documentation(item.label, locale) }));
}

/** The module's own line first, then the newest; never one that is too old for the module. */
function goImages({ goLine, locale }: Question): Item[] {
  const required = parseGoVersion(goLine ?? '');
  const own = required && supportedGoLineFor(required);
  const fitting = supportedGoLines()
    .toReversed()
    .filter(
      (line) => !required || (own !== undefined && supportedGoLines().indexOf(line) >= supportedGoLines().indexOf(own)),
    );
  const lines = own === undefined ? fitting : [own, ...fitting.filter((line) => line !== own)];
  return lines.flatMap((line) =>
    GO_SUFFIXES.map((suffix) => ({
      label: `golang:${line}-${suffix}`,
      kind: 'image',
      detail: line === own ? say('ofModule', locale) : undefined,
    })),
  );
}

function documentation(image: string, locale: Question['locale']): string | undefined {
  if (image === 'scratch') return imageText({ kind: 'scratch' }, locale);
  const ref = parseImageRef(image);
  return ref && imageText({ kind: 'image', ref }, locale);
}
