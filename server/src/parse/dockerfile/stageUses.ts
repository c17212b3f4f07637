import { oncePer } from '../../core/once.ts';
import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { mountsOf } from './mounts.ts';
import type { Instruction, Stage } from './model.ts';

/** `--from=x` of COPY, or `from=x` of a mount of RUN. */
export interface FromUse {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly value: string;
  readonly span: Span;
  /** What it names: a stage of the file, or something outside of it. */
  readonly origin: Stage | undefined;
  readonly kind: 'copy' | 'mount';
}

export const fromUses: (dockerfile: Pick<Dockerfile, 'stages'>) => readonly FromUse[] = oncePer(readFromUses);

function readFromUses({ stages }: Pick<Dockerfile, 'stages'>): FromUse[] {
  const names = new Map(stages.flatMap((stage) => (stage.name === undefined ? [] : [[stage.name, stage] as const])));
  return stages.flatMap((stage) => [
    ...stage.copies.flatMap(({ instruction, from }): FromUse[] =>
      from ? [{ stage, instruction, value: from.value, span: from.span, origin: from.stage, kind: 'copy' }] : [],
    ),
    ...stage.runs.flatMap(({ instruction }) =>
      mountsOf(instruction).flatMap(({ options }): FromUse[] => {
        const from = options.get('from');
        if (!from || from.value === '') return [];
        const { value, valueSpan: span } = from;
        return [{ stage, instruction, value, span, origin: names.get(value.toLowerCase()), kind: 'mount' }];
      }),
    ),
  ]);
}

/** Whatever a stage needs to be built: its parent, and what it copies or mounts from. */
export function reachableFrom(final: Stage, dockerfile: Pick<Dockerfile, 'stages'>): ReadonlySet<Stage> {
  const uses = fromUses(dockerfile);
  const found = new Set<Stage>();
  const open = [final];
  for (let stage = open.pop(); stage; stage = open.pop()) {
    if (found.has(stage)) continue;
    found.add(stage);
    if (stage.parent) open.push(stage.parent);
    for (const use of uses) if (use.stage === stage && use.origin) open.push(use.origin);
  }
  return found;
}

/**
 * The file with another stage as the final one: a build asks for it. A stage that the last one is made from is none:
 * whoever asks for that wants to work in it, and the last one is still what is shipped.
 */
export function withTarget(dockerfile: Dockerfile, name: string | undefined): Dockerfile {
  const target = name === undefined ? undefined : dockerfile.stages.findLast((stage) => stage.name === name);
  if (!target || !dockerfile.finalStage || reachableFrom(dockerfile.finalStage, dockerfile).has(target))
    return dockerfile;
  return { ...dockerfile, finalStage: target };
}

/** Whatever is built when nobody asks for a stage, or asks for one of the given names. */
export function stagesBuilt(dockerfile: Dockerfile, targets: ReadonlySet<string>): ReadonlySet<Stage> {
  const { stages, finalStage } = dockerfile;
  const roots = stages.filter(
    (stage) => stage === finalStage || stage === stages.at(-1) || (stage.name !== undefined && targets.has(stage.name)),
  );
  return new Set(roots.flatMap((root) => [...reachableFrom(root, dockerfile)]));
}

/** The stage itself and whatever needs it to be built: what it could not be built from without going in circles. */
export function dependentsOf(stage: Stage, dockerfile: Pick<Dockerfile, 'stages'>): ReadonlySet<Stage> {
  const users = new Map<Stage, Stage[]>();
  const add = (used: Stage | undefined, by: Stage): void => {
    if (used) users.set(used, [...(users.get(used) ?? []), by]);
  };
  for (const each of dockerfile.stages) add(each.parent, each);
  for (const use of fromUses(dockerfile)) add(use.origin, use.stage);
  const found = new Set<Stage>();
  const open = [stage];
  for (let at = open.pop(); at; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    open.push(...(users.get(at) ?? []));
  }
  return found;
}

/** Where a stage is referred to by its name, written out: FROM, `--from`, mounts. */
export function stageReferences(stage: Stage, dockerfile: Pick<Dockerfile, 'stages' | 'text'>): Span[] {
  const isName = ({ start, end }: Span): boolean => dockerfile.text.slice(start, end).toLowerCase() === stage.name;
  const parents = dockerfile.stages.flatMap(({ parent, image }) => (parent === stage && image ? [image.span] : []));
  const uses = fromUses(dockerfile).flatMap(({ origin, span }) => (origin === stage ? [span] : []));
  return [...parents, ...uses].filter(isName);
}
