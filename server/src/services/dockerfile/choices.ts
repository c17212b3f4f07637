import type { Stage } from '../../parse/dockerfile/model.ts';
import { reachableFrom } from '../../parse/dockerfile/stageUses.ts';
import { say } from '../strings.ts';
import { code } from './markdown.ts';
import type { Item, Question } from './question.ts';

/** The stage that an offset lies in; the one that FROM opens is its own. */
export function stageAt({ dockerfile, offset }: Pick<Question, 'dockerfile' | 'offset'>): Stage | undefined {
  return dockerfile.stages.findLast(({ from }) => from.span.start <= offset);
}

/** What may be copied or mounted from: stages above, the nearest first, but none that needs the stage that asks. */
export function earlierStages(question: Question): Item[] {
  const { dockerfile } = question;
  const own = stageAt(question);
  const above = dockerfile.stages.filter((stage) => own && stage.index < own.index);
  return above
    .filter((stage) => own && !reachableFrom(stage, dockerfile).has(own) && !isShadowed(stage, dockerfile.stages))
    .toReversed()
    .map((stage) => stageItem(stage, question));
}

/** Named stages above, to start from. */
export function parentStages(question: Question): Item[] {
  const own = stageAt(question);
  return question.dockerfile.stages
    .filter((stage) => own && stage.index < own.index && stage.name !== undefined)
    .filter((stage) => !isShadowed(stage, question.dockerfile.stages))
    .toReversed()
    .map((stage) => stageItem(stage, question));
}

/** Another stage of the same name is meant by it. */
function isShadowed({ name, index }: Stage, stages: readonly Stage[]): boolean {
  return name !== undefined && stages.some((each) => each.name === name && each.index > index);
}

function stageItem({ name, nameSpan, index, image }: Stage, { dockerfile, locale }: Question): Item {
  const written = nameSpan && dockerfile.text.slice(nameSpan.start, nameSpan.end);
  return {
    label: written ?? name ?? String(index),
    kind: 'stage',
    detail: say('stage', locale),
    documentation: say('startsFrom', locale, { base: code(image?.text ?? '') }),
  };
}
