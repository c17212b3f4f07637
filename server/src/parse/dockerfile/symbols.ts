import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import type { Instruction, Pair, Stage } from './model.ts';
import { fromUses } from './stageUses.ts';
import { variableUses } from './variableUses.ts';

/** A stage or a variable, with every place that names it. */
export type DockerfileSymbol =
  | {
      readonly kind: 'stage';
      readonly stage: Stage;
      readonly declaration: Span | undefined;
      readonly uses: readonly Span[];
    }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** ARG and ENV that set it, in order. */
      readonly declarations: readonly VariableDeclaration[];
      readonly uses: readonly Span[];
    };

export interface VariableDeclaration {
  readonly pair: Pair;
  readonly instruction: Instruction;
  /** Undefined before the first FROM. */
  readonly stage: Stage | undefined;
}

/** The symbol whose name stands at an offset. */
export function symbolAt(dockerfile: Dockerfile, offset: number): DockerfileSymbol | undefined {
  return stageAt(dockerfile, offset) ?? variableAt(dockerfile, offset);
}

function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function stageAt(dockerfile: Dockerfile, offset: number): DockerfileSymbol | undefined {
  const { stages } = dockerfile;
  const stage =
    stages.find(({ nameSpan }) => nameSpan && touches(nameSpan, offset)) ??
    stages.find(({ parent, image }) => parent && image && touches(image.span, offset))?.parent ??
    fromUses(dockerfile).find(({ span }) => touches(span, offset))?.origin;
  if (!stage) return undefined;
  const parents = stages.flatMap(({ parent, image }) => (parent === stage && image ? [image.span] : []));
  const copies = fromUses(dockerfile).flatMap(({ origin, span }) => (origin === stage ? [span] : []));
  return { kind: 'stage', stage, declaration: stage.nameSpan, uses: [...parents, ...copies] };
}

function variableAt(dockerfile: Dockerfile, offset: number): DockerfileSymbol | undefined {
  const declared = declarations(dockerfile).find(({ pair }) => touches(pair.name.span, offset));
  const used = allUses(dockerfile).find(({ span }) => touches(span, offset));
  const name = declared?.pair.name.text ?? used?.name;
  if (name === undefined) return undefined;
  const at = declared?.stage ?? used?.stage;
  const group = scopeOf(dockerfile, name, at);
  return {
    kind: 'variable',
    name,
    declarations: declarations(dockerfile).filter(({ pair, stage }) => pair.name.text === name && group.has(stage)),
    uses: allUses(dockerfile)
      .filter((use) => use.name === name && group.has(use.stage))
      .map(({ span }) => span),
  };
}

function declarations({ instructions, stages }: Dockerfile): VariableDeclaration[] {
  return instructions
    .filter(({ keyword }) => keyword === 'ARG' || keyword === 'ENV')
    .flatMap((instruction) => {
      const stage = stages.findLast(({ from }) => from.span.start < instruction.span.start);
      return instruction.pairs.map((pair) => ({ pair, instruction, stage }));
    });
}

interface Use {
  readonly name: string;
  readonly span: Span;
  /** Undefined in an ARG before the first FROM, and in FROM itself, which sees global ARGs. */
  readonly stage: Stage | undefined;
}

const SHELL_VARIABLE = /\$(?:\{([A-Za-z_]\w*)|([A-Za-z_]\w*))/g;

/** What BuildKit expands, and what looks like it in the lines that a shell gets. Of the name alone. */
function allUses(dockerfile: Dockerfile): Use[] {
  const own = variableUses(dockerfile).flatMap(({ name, nameSpan, stage, instruction }): Use[] =>
    nameSpan ? [{ name, span: nameSpan, stage: instruction === stage?.from ? undefined : stage }] : [],
  );
  return [...own, ...shellUses(dockerfile)];
}

function shellUses({ text, stages }: Dockerfile): Use[] {
  return stages.flatMap((stage) =>
    stage.instructions
      .filter(({ keyword, form }) => /^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword) && form !== 'json')
      .flatMap(({ rest, span }) =>
        [...text.slice(rest.span.start, span.end).matchAll(SHELL_VARIABLE)].map((match): Use => {
          const name = match[1] ?? match[2] ?? '';
          const start = rest.span.start + match.index + match[0].length - name.length;
          return { name, span: { start, end: start + name.length }, stage };
        }),
      ),
  );
}

/**
 * The stages (and the part above the first) in which a name means the same: a stage without a declaration sees its
 * parent's, and `ARG NAME` without a value takes over the global one.
 */
function scopeOf(dockerfile: Dockerfile, name: string, from: Stage | undefined): ReadonlySet<Stage | undefined> {
  const all = declarations(dockerfile).filter(({ pair }) => pair.name.text === name);
  const rootOf = (stage: Stage | undefined): Stage | undefined => {
    for (let at = stage; at; at = at.parent) {
      const own = all.filter((each) => each.stage === at);
      if (own.length === 0) continue;
      const takesOver = own.some(({ pair, instruction }) => instruction.keyword === 'ARG' && !pair.value);
      return takesOver && all.some((each) => each.stage === undefined) ? undefined : at;
    }
    return stage;
  };
  const root = rootOf(from);
  return new Set([undefined, ...dockerfile.stages].filter((stage) => rootOf(stage) === root));
}
