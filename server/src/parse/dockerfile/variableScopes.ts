import { PLATFORM_ARGS } from '../../core/dockerfileLanguage.ts';
import { oncePer } from '../../core/once.ts';
import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { shellVariables } from '../shellVariables.ts';
import type { Instruction, Pair, Stage } from './model.ts';
import { scriptOf, type PlacedScript } from './scripts.ts';
import { exactSpan, slice } from './traced.ts';
import { variableUses } from './variableUses.ts';

/** One `name=value` of ARG or ENV. */
export interface VariableDeclaration {
  readonly keyword: 'ARG' | 'ENV';
  readonly pair: Pair;
  readonly instruction: Instruction;
  /** Undefined before the first FROM. */
  readonly stage: Stage | undefined;
}

/** A place where BuildKit or a shell puts in a value. */
export interface VariableReference {
  readonly name: string;
  /** Of the name alone. */
  readonly span: Span;
  readonly instruction: Instruction;
  /** Whose variables it sees; undefined in FROM and above the first one, where global ARGs count. */
  readonly stage: Stage | undefined;
  /** What sets it there; undefined if nothing in this file does. */
  readonly declaration: VariableDeclaration | undefined;
}

export interface VariableScopes {
  /** In the order of the file. */
  readonly declarations: readonly VariableDeclaration[];
  readonly references: readonly VariableReference[];
  /** RUN and its kin, with the names that their script sets itself. */
  readonly assigned: ReadonlyMap<Instruction, ReadonlySet<string>>;
  /** What a name means in front of an instruction of a stage. */
  readonly resolve: (
    name: string,
    stage: Stage | undefined,
    instruction: Instruction,
  ) => VariableDeclaration | undefined;
}

/** Every ARG and ENV of a file with every place that uses it, by BuildKit's scope rules. Made once for each file. */
export const variableScopes = oncePer(readScopes);

type Resolve = VariableScopes['resolve'];

function readScopes(dockerfile: Dockerfile): VariableScopes {
  const declarations = declarationsIn(dockerfile);
  const resolve = resolver(declarations);
  const assigned = new Map<Instruction, ReadonlySet<string>>();
  const references = [
    ...expandedByBuild(dockerfile, resolve),
    ...expandedByShell(dockerfile, resolver(declarations.filter(({ keyword }) => keyword === 'ENV')), {
      resolve,
      assigned,
    }),
  ];
  return { declarations, references: references.toSorted((a, b) => a.span.start - b.span.start), assigned, resolve };
}

function declarationsIn({ instructions, stages }: Dockerfile): VariableDeclaration[] {
  return instructions.flatMap((instruction) => {
    const { keyword } = instruction;
    if (keyword !== 'ARG' && keyword !== 'ENV') return [];
    const stage = stages.findLast(({ from }) => from.span.start < instruction.span.start);
    return instruction.pairs.map((pair) => ({ keyword, pair, instruction, stage }));
  });
}

const AUTOMATIC: ReadonlySet<string> = new Set(PLATFORM_ARGS);

/** The last ARG or ENV above counts, then those of the parents. An ARG without any value leaves what was set before. */
function resolver(declarations: readonly VariableDeclaration[]): Resolve {
  const byName = new Map<string, VariableDeclaration[]>();
  for (const each of declarations) {
    const name = each.pair.name.text;
    byName.set(name, [...(byName.get(name) ?? []), each]);
  }
  return (name, stage, instruction) => {
    const all = byName.get(name) ?? [];
    const hasGlobal = all.some((each) => each.stage === undefined) || AUTOMATIC.has(name);
    const gives = ({ keyword, pair }: VariableDeclaration): boolean =>
      keyword === 'ENV' || pair.value !== undefined || hasGlobal;
    let bare: VariableDeclaration | undefined;
    let at = stage;
    do {
      const scope = at;
      const limit = scope === stage ? instruction.span.start : Infinity;
      const above = all.filter((each) => each.stage === scope && each.instruction.span.start < limit);
      const found = above.findLast(gives);
      if (found) return found;
      bare ??= above.at(-1);
      at = at?.parent;
    } while (at);
    return bare;
  };
}

function expandedByBuild(dockerfile: Dockerfile, resolve: Resolve): VariableReference[] {
  return variableUses(dockerfile).flatMap(({ name, nameSpan, instruction, stage: own }) => {
    const stage = instruction === own?.from ? undefined : own;
    if (!nameSpan) return [];
    return [{ name, span: nameSpan, instruction, stage, declaration: resolve(name, stage, instruction) }];
  });
}

interface ShellWork {
  readonly resolve: Resolve;
  readonly assigned: Map<Instruction, ReadonlySet<string>>;
}

/** RUN sees ENV and ARG; what the container runs later sees ENV alone, as it is at the end of the stage. */
function expandedByShell(dockerfile: Dockerfile, resolveEnv: Resolve, work: ShellWork): VariableReference[] {
  return dockerfile.stages.flatMap((stage) => {
    const atEnd = endOf(stage);
    return stage.instructions.flatMap((instruction) => {
      const placed = shellScript(dockerfile, stage, instruction);
      if (!placed) return [];
      const { uses, assigned } = shellVariables(placed.traced.text);
      work.assigned.set(instruction, assigned);
      return uses.flatMap(({ name, span: inScript }): VariableReference[] => {
        const span = exactSpan(slice(placed.traced, inScript.start, inScript.end));
        if (!span) return [];
        const declaration =
          instruction.keyword === 'RUN' ? work.resolve(name, stage, instruction) : resolveEnv(name, stage, atEnd);
        return [{ name, span, instruction, stage, declaration }];
      });
    });
  });
}

/** Stands behind everything in the stage. */
function endOf({ from, span }: Stage): Instruction {
  return { ...from, span: { start: span.end + 1, end: span.end + 1 } };
}

function shellScript({ text }: Dockerfile, stage: Stage, instruction: Instruction): PlacedScript | undefined {
  if (instruction.keyword === 'RUN') return stage.runs.find((run) => run.instruction === instruction)?.script();
  return /^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(instruction.keyword)
    ? scriptOf(text, instruction, stage.shell)
    : undefined;
}
