import { globalVariables } from '../../parse/dockerfile/environment.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Instruction, Stage, Variable } from '../../parse/dockerfile/model.ts';

/** What a variable holds in front of an instruction; FROM and what stands above the first one see global ARGs. */
export function valueAt(
  dockerfile: Dockerfile,
  name: string,
  stage: Stage | undefined,
  instruction: Instruction,
): Variable | undefined {
  return stage && instruction !== stage.from
    ? stage.envBefore(instruction).get(name)
    : globalAt(dockerfile, name, instruction);
}

function globalAt({ instructions, escape }: Dockerfile, name: string, before: Instruction): Variable {
  const globals = globalVariables(escape);
  for (const instruction of instructions) {
    if (instruction === before || instruction.keyword === 'FROM') break;
    if (instruction.keyword === 'ARG') globals.arg(instruction);
  }
  return globals.lookup(name);
}
