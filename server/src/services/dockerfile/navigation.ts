import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { symbolAt, type DockerfileSymbol } from '../../parse/dockerfile/symbols.ts';
import { variableScopes, type VariableDeclaration } from '../../parse/dockerfile/variableScopes.ts';
import type { Place } from '../answers.ts';

/** Where what stands at the offset is declared. */
export function dockerfileDefinition(dockerfile: Dockerfile, offset: number): Span[] {
  const symbol = symbolAt(dockerfile, offset);
  if (!symbol) return [];
  if (symbol.kind === 'variable') return variableDefinition(dockerfile, offset);
  const { declaration, stage } = symbol;
  return [declaration ?? stage.image?.span ?? stage.from.keywordSpan];
}

/** For an ARG without a default, the global one that gives it, too. */
function variableDefinition(dockerfile: Dockerfile, offset: number): Span[] {
  const { declarations, references } = variableScopes(dockerfile);
  const at = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const used = references.find(({ span }) => at(span))?.declaration;
  const declared = used ?? declarations.find(({ pair }) => at(pair.name.span));
  if (!declared) return [];
  const giver = giverOf(declared, declarations);
  const found = used ? [declared, giver] : [giver ?? declared];
  return [...new Set(found.flatMap((each) => (each ? [each.pair.name.span] : [])))];
}

function giverOf(
  { keyword, pair }: VariableDeclaration,
  declarations: readonly VariableDeclaration[],
): VariableDeclaration | undefined {
  if (keyword === 'ENV' || pair.value) return undefined;
  return declarations.findLast((each) => !each.stage && each.pair.name.text === pair.name.text);
}

/** Every place that names what stands at the offset, in order. */
export function dockerfilePlaces(dockerfile: Dockerfile, offset: number): Place[] {
  const symbol = symbolAt(dockerfile, offset);
  return symbol ? placesOf(symbol) : [];
}

export function placesOf(symbol: DockerfileSymbol): Place[] {
  const declared =
    symbol.kind === 'stage'
      ? [symbol.declaration].filter((span) => span !== undefined)
      : symbol.declarations.map(({ pair }) => pair.name.span);
  const places: Place[] = [
    ...declared.map((span): Place => ({ span, kind: 'write' })),
    ...symbol.uses.map(({ span }): Place => ({ span, kind: 'read' })),
  ];
  return places.toSorted((a, b) => a.span.start - b.span.start);
}
