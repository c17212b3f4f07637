import { nearest } from '../../core/nearest.ts';
import { PLATFORM_ARGS } from '../../core/dockerfileLanguage.ts';
import { oncePer } from '../../core/once.ts';
import type { Dockerfile } from '../dockerfile.ts';
import type { Base, Instruction, Pair, Stage } from './model.ts';
import { variableUses, type VariableUse } from './variableUses.ts';

/** A variable that has no value where a stage uses it. */
export interface UndefinedUse extends VariableUse {
  readonly stage: Stage;
  readonly why: /** An ARG before the first FROM: the stage has to name it again. */
    | { readonly kind: 'global'; readonly declared: Pair }
    /** BuildKit knows the value, and tells it to stages that ask with ARG. */
    | { readonly kind: 'platform' }
    /** The same ENV sets it, which counts only for what follows. */
    | { readonly kind: 'same-env'; readonly pair: Pair }
    | { readonly kind: 'nowhere'; readonly meant: string | undefined };
  /** False if the base image, whose variables are not known, may set it. */
  readonly isCertain: boolean;
  /** Whether it stands in its own new value: `ENV PATH=/x:$PATH`. */
  readonly isOwn: boolean;
}

const PLATFORM: ReadonlySet<string> = new Set(PLATFORM_ARGS);

/** What BuildKit expands to nothing. A `${name:-default}` shows that its author knows, so it is left out. */
export const undefinedUses: (dockerfile: Dockerfile) => readonly UndefinedUse[] = oncePer(findUndefined);

function findUndefined(dockerfile: Dockerfile): UndefinedUse[] {
  const globals = globalArgs(dockerfile);
  return variableUses(dockerfile).flatMap((use) => {
    const { stage, instruction, name } = use;
    if (!stage || instruction === stage.from || /[-+?]$/.test(use.operator ?? '')) return [];
    const env = baseEnv(stage.base);
    if (stage.envBefore(instruction).has(name) || isSetBeside(use) || env?.includes(name)) return [];
    const why = reasonOf(use, stage, globals);
    const isOwn = setsItself(use);
    if (why.kind === 'nowhere' && isOwn && isFilled(use, env)) return [];
    return [{ ...use, stage, why, isCertain: env !== undefined, isOwn }];
  });
}

/** By the build, if an ARG asks for its own name; by a base image that is not known, if an ENV does. */
function isFilled({ instruction }: VariableUse, env: readonly string[] | undefined): boolean {
  return instruction.keyword === 'ARG' || env === undefined;
}

/** An ARG with several names sets one after the other; an ENV sets them all at once. */
function isSetBeside({ instruction, name, span }: VariableUse): boolean {
  return (
    instruction.keyword === 'ARG' &&
    instruction.pairs.some((pair) => pair.name.text === name && pair.span.end <= span.start)
  );
}

function setsItself({ instruction, name, span }: VariableUse): boolean {
  return instruction.pairs.some(
    (pair) => pair.name.text === name && pair.span.start <= span.start && span.end <= pair.span.end,
  );
}

function reasonOf(use: VariableUse, stage: Stage, globals: ReadonlyMap<string, Pair>): UndefinedUse['why'] {
  const { name, instruction, span } = use;
  const pair =
    instruction.keyword === 'ENV'
      ? instruction.pairs.find((each) => each.name.text === name && each.span.end <= span.start)
      : undefined;
  if (pair) return { kind: 'same-env', pair };
  const declared = globals.get(name);
  if (declared) return { kind: 'global', declared };
  if (PLATFORM.has(name)) return { kind: 'platform' };
  const meant = setsItself(use)
    ? undefined
    : nearest(name, [...namesBefore(stage, instruction), ...(baseEnv(stage.base) ?? [])]);
  return { kind: 'nowhere', meant };
}

/** Names that a stage has set or asked for above an instruction, those of its parents included. */
function namesBefore(stage: Stage, instruction: Instruction): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at: Stage | undefined = stage; at; at = at.parent) {
    for (const each of at.instructions) {
      if (each.span.start >= instruction.span.start) break;
      if (each.keyword === 'ENV' || each.keyword === 'ARG') for (const { name } of each.pairs) names.add(name.text);
    }
  }
  return names;
}

/** ARGs before the first FROM, by name. */
export function globalArgs({ instructions, stages }: Dockerfile): ReadonlyMap<string, Pair> {
  const end = stages[0]?.from.span.start ?? Infinity;
  const args = new Map<string, Pair>();
  for (const { keyword, span, pairs } of instructions)
    if (keyword === 'ARG' && span.start < end) for (const pair of pairs) args.set(pair.name.text, pair);
  return args;
}

/** Names of the variables that a stage starts with. BuildKit itself gives PATH to scratch. */
function baseEnv(base: Base): readonly string[] | undefined {
  if (base.kind === 'scratch') return ['PATH'];
  return base.kind === 'image' ? base.facts?.env : undefined;
}
