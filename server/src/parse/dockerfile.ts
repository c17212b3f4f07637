import type { Comment, Directive, Instruction, Problem, Stage } from './dockerfile/model.ts';
import { readLines } from './dockerfile/read.ts';
import { readStages } from './dockerfile/stages.ts';

/** A Dockerfile as BuildKit reads it. Spans are UTF-16 offsets in `text`. */
export interface Dockerfile {
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** All of them, in order; those of stages too. */
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** The last stage. */
  readonly finalStage: Stage | undefined;
  readonly problems: readonly Problem[];
}

/** Never throws: what cannot be read is left out and told in `problems`. */
export function parseDockerfile(text: string): Dockerfile {
  const lines = readLines(text);
  const stages = readStages(text, lines);
  return { text, ...lines, stages, finalStage: stages.at(-1) };
}
