import type { Dockerfile } from '../dockerfile.ts';
import { expand } from './expand.ts';
import { lineage } from './lineage.ts';
import type { Instruction, Stage, Word } from './model.ts';

/** One argument of EXPOSE. */
export interface ExposedPort {
  readonly instruction: Instruction;
  readonly word: Word;
  /** Undefined for a range and for what only the build knows. */
  readonly port: number | undefined;
  /** Lower case. */
  readonly protocol: string;
}

/** What a stage exposes, what its parents expose included. */
export function exposedPorts(stage: Stage, { escape }: Pick<Dockerfile, 'escape'>): ExposedPort[] {
  return lineage(stage).flatMap((each) =>
    each.instructions
      .filter(({ keyword }) => keyword === 'EXPOSE')
      .flatMap((instruction) => {
        const env = each.envBefore(instruction);
        return instruction.args.map((word): ExposedPort => {
          const text = expand(word.traced, escape, (name) => env.get(name) ?? 'unknown')?.text ?? '';
          const [, number, protocol = 'tcp'] = /^(\d+)(?:\/(\w+))?$/.exec(text) ?? [];
          return {
            instruction,
            word,
            port: number === undefined ? undefined : Number(number),
            protocol: protocol.toLowerCase(),
          };
        });
      }),
  );
}
