import type { Span, TextEdit } from '../core/text.ts';
import type { Locale } from '../engine/catalogue.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import { symbolAt, type DockerfileSymbol } from '../parse/dockerfile/symbols.ts';
import { ui } from './texts.ts';

/** Where a symbol is declared; for a variable every ARG and ENV that sets it. */
export function dockerfileDefinition(dockerfile: Dockerfile, offset: number): Span[] {
  const symbol = symbolAt(dockerfile, offset);
  if (!symbol) return [];
  if (symbol.kind === 'stage') return [symbol.declaration ?? symbol.stage.image?.span ?? symbol.stage.from.keywordSpan];
  return symbol.declarations.map(({ pair }) => pair.name.span);
}

/** Every place, in order. */
export function dockerfileReferences(dockerfile: Dockerfile, offset: number): Span[] {
  const symbol = symbolAt(dockerfile, offset);
  return symbol ? placesOf(symbol).toSorted((a, b) => a.start - b.start) : [];
}

function placesOf(symbol: DockerfileSymbol): Span[] {
  const declared =
    symbol.kind === 'stage'
      ? [symbol.declaration].filter((span) => span !== undefined)
      : symbol.declarations.map(({ pair }) => pair.name.span);
  return [...declared, ...symbol.uses];
}

/** The name at the offset, or a sentence that says why it cannot be renamed. */
export function prepareRename(dockerfile: Dockerfile, offset: number, locale: Locale): Span | string {
  const symbol = symbolAt(dockerfile, offset);
  if (!symbol) return ui('notHere', locale);
  if (symbol.kind === 'stage' && !symbol.declaration) return ui('unnamed', locale);
  if (symbol.kind === 'variable' && symbol.declarations.length === 0) return ui('notHere', locale);
  return placesOf(symbol).find(({ start, end }) => start <= offset && offset <= end) ?? ui('notHere', locale);
}

/** A stage that is named by its number keeps the number. */
export function dockerfileRename(
  dockerfile: Dockerfile,
  offset: number,
  newName: string,
  locale: Locale,
): TextEdit[] | string {
  const symbol = symbolAt(dockerfile, offset);
  if (!symbol) return ui('notHere', locale);
  const isStage = symbol.kind === 'stage';
  if (isStage && !/^[a-z][a-z0-9_.-]*$/i.test(newName)) return ui('badName', locale);
  if (!isStage && !/^[A-Za-z_]\w*$/.test(newName)) return ui('badVariable', locale);
  const isNumber = ({ start, end }: Span): boolean => /^\d+$/.test(dockerfile.text.slice(start, end));
  return placesOf(symbol)
    .filter((span) => !isStage || !isNumber(span))
    .map((span) => ({ span, newText: newName }));
}
