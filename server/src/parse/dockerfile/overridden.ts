import type { Instruction, Stage } from './model.ts';

/** Instructions of a stage of which only the last counts: all but that one, each with it. */
export function overridden({ instructions }: Stage, keyword: string): { instruction: Instruction; by: Instruction }[] {
  const all = instructions.filter((each) => each.keyword === keyword);
  const by = all.pop();
  return by ? all.map((instruction) => ({ instruction, by })) : [];
}
