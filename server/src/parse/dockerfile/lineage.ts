import type { Stage } from './model.ts';

/** A stage and the stages it is built from, outermost first. */
export function lineage(stage: Stage): readonly Stage[] {
  const stages: Stage[] = [];
  for (let at: Stage | undefined = stage; at; at = at.parent) stages.push(at);
  return stages.toReversed();
}
