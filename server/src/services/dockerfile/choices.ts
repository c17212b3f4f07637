import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { dependentsOf } from '../../parse/dockerfile/stageUses.ts';
import { say } from '../strings.ts';
import { code } from '../markdown.ts';
import type { Item } from '../answers.ts';
import type { Question } from './question.ts';

/** The stage that an offset lies in; the one that FROM opens is its own. */
export function stageAt({ dockerfile, offset }: Pick<Question, 'dockerfile' | 'offset'>): Stage | undefined {
  return dockerfile.stages.findLast(({ from }) => from.span.start <= offset);
}

/** What may be copied or mounted from: stages above, the nearest first, but none that needs the stage that asks. */
export function earlierStages(question: Question): Item[] {
  const own = stageAt(question);
  if (!own) return [];
  const dependents = dependentsOf(own, question.dockerfile);
  return stagesAbove(question.dockerfile, own)
    .filter((stage) => !dependents.has(stage))
    .map((stage) => stageItem(stage, question));
}

/** Named stages above, to start from. */
export function parentStages(question: Question): Item[] {
  const own = stageAt(question);
  return stagesAbove(question.dockerfile, own)
    .filter(({ name }) => name !== undefined)
    .map((stage) => stageItem(stage, question));
}

/** The nearest first. Of two stages with one name the later is meant. */
function stagesAbove({ stages }: Dockerfile, own: Stage | undefined): Stage[] {
  const last = new Map(stages.map((stage) => [stage.name ?? stage.index, stage]));
  return stages
    .filter((stage) => own && stage.index < own.index && last.get(stage.name ?? stage.index) === stage)
    .toReversed();
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
