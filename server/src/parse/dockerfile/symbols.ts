import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import type { Stage } from './model.ts';
import { fromUses } from './stageUses.ts';
import { variableScopes, type VariableDeclaration, type VariableReference } from './variableScopes.ts';

/** A stage with every place that names it. */
export interface StageSymbol {
  readonly kind: 'stage';
  readonly stage: Stage;
  /** The name behind AS. */
  readonly declaration: Span | undefined;
  readonly uses: readonly StageUse[];
}

export interface StageUse {
  readonly span: Span;
  /** `variable`: the name is pieced together from ARGs. */
  readonly form: 'name' | 'number' | 'variable';
}

/** A build argument, or a variable of the environment, with every place that names it. */
export interface VariableSymbol {
  readonly kind: 'variable';
  readonly keyword: 'ARG' | 'ENV';
  readonly name: string;
  /** In the order of the file; never empty. */
  readonly declarations: readonly VariableDeclaration[];
  readonly uses: readonly VariableReference[];
}

export type DockerfileSymbol = StageSymbol | VariableSymbol;

/** The symbol whose name stands at an offset. */
export function symbolAt(dockerfile: Dockerfile, offset: number): DockerfileSymbol | undefined {
  return variableAt(dockerfile, offset) ?? stageAt(dockerfile, offset);
}

function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function stageAt(dockerfile: Dockerfile, offset: number): StageSymbol | undefined {
  const { stages } = dockerfile;
  const stage =
    stages.find(({ nameSpan }) => nameSpan && touches(nameSpan, offset)) ??
    stages.find(({ parent, image }) => parent && image && touches(image.span, offset))?.parent ??
    fromUses(dockerfile).find(({ span }) => touches(span, offset))?.origin;
  return stage && { kind: 'stage', stage, declaration: stage.nameSpan, uses: stageUses(dockerfile, stage) };
}

function stageUses(dockerfile: Dockerfile, stage: Stage): StageUse[] {
  const parents = dockerfile.stages.flatMap(({ parent, image }) => (parent === stage && image ? [image.span] : []));
  const copies = fromUses(dockerfile).flatMap(({ origin, span }) => (origin === stage ? [span] : []));
  return [...parents, ...copies]
    .map((span): StageUse => ({ span, form: formOf(dockerfile.text.slice(span.start, span.end), stage) }))
    .toSorted((a, b) => a.span.start - b.span.start);
}

function formOf(written: string, { name }: Stage): StageUse['form'] {
  if (written.toLowerCase() === name) return 'name';
  return /^\d+$/.test(written) ? 'number' : 'variable';
}

function variableAt(dockerfile: Dockerfile, offset: number): VariableSymbol | undefined {
  const { declarations, references } = variableScopes(dockerfile);
  const at =
    declarations.find(({ pair }) => touches(pair.name.span, offset)) ??
    references.find(({ span }) => touches(span, offset))?.declaration;
  if (!at) return undefined;
  const name = at.pair.name.text;
  const isSame = (each: VariableDeclaration | undefined): boolean =>
    each?.pair.name.text === name && identityOf(each, declarations) === identityOf(at, declarations);
  return {
    kind: 'variable',
    keyword: at.keyword,
    name,
    declarations: declarations.filter(isSame),
    uses: references.filter(({ declaration }) => isSame(declaration)),
  };
}

/**
 * `--build-arg NAME` sets every ARG of that name, so all of them are one. ENV is one in a stage and those that start
 * from it: they override each other in the same image.
 */
function identityOf(
  { keyword, stage, pair }: VariableDeclaration,
  declarations: readonly VariableDeclaration[],
): Stage | 'ARG' | undefined {
  if (keyword === 'ARG') return 'ARG';
  let root = stage;
  for (let at = stage?.parent; at; at = at.parent) {
    const ancestor = at;
    const sets = declarations.some(
      (each) => each.keyword === 'ENV' && each.stage === ancestor && each.pair.name.text === pair.name.text,
    );
    if (sets) root = ancestor;
  }
  return root;
}
