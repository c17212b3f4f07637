import { AUTOMATIC_ARGS } from '../../core/dockerfileLanguage.ts';
import { isReadByPrograms } from '../../core/programVariables.ts';
import { lineIndex, type Span } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { symbolAt, type StageSymbol, type VariableSymbol } from '../../parse/dockerfile/symbols.ts';
import { variableScopes } from '../../parse/dockerfile/variableScopes.ts';
import type { Refusal, RenameNote, Renaming } from '../answers.ts';
import { say } from '../strings.ts';
import { placesOf } from './navigation.ts';
import type { Question } from './question.ts';

/** The name at the offset. */
export function prepareRename(question: Question): { readonly span: Span } | Refusal {
  const { dockerfile, offset, locale } = question;
  const symbol = symbolAt(dockerfile, offset);
  if (!symbol) return { refusal: say('notHere', locale) };
  const refusal = symbol.kind === 'stage' ? stageRefusal(question, symbol) : variableRefusal(question, symbol);
  if (refusal !== undefined) return { refusal };
  const at = placesOf(symbol).find(({ span: { start, end } }) => start <= offset && offset <= end);
  return at ? { span: at.span } : { refusal: say('notHere', locale) };
}

/** A stage that is named by its number keeps the number. */
export function dockerfileRename(question: Question, newName: string): Renaming | Refusal {
  const prepared = prepareRename(question);
  const symbol = symbolAt(question.dockerfile, question.offset);
  if ('refusal' in prepared || !symbol)
    return 'refusal' in prepared ? prepared : { refusal: say('notHere', question.locale) };
  const refusal =
    symbol.kind === 'stage' ? stageConflict(question, symbol, newName) : variableConflict(question, symbol, newName);
  if (refusal !== undefined) return { refusal };
  const numbers = new Set(
    symbol.kind === 'stage' ? symbol.uses.flatMap(({ form, span }) => (form === 'number' ? [span] : [])) : [],
  );
  const edits = placesOf(symbol)
    .filter(({ span }) => !numbers.has(span))
    .map(({ span }) => ({ span, newText: newName }));
  return {
    edits,
    note: symbol.kind === 'stage' ? stageNote(question, symbol, newName) : variableNote(question, symbol, newName),
  };
}

function stageRefusal({ dockerfile, locale }: Question, { declaration, uses }: StageSymbol): string | undefined {
  if (!declaration) return say('unnamed', locale);
  const hidden = uses.find(({ form }) => form === 'variable');
  return hidden && say('stageByVariable', locale, { line: lineOf(dockerfile, hidden.span.start) });
}

function stageConflict({ dockerfile, locale }: Question, { stage }: StageSymbol, name: string): string | undefined {
  if (!/^[a-z][a-z0-9_.-]*$/i.test(name)) return say('badStage', locale);
  const lower = name.toLowerCase();
  if (/^(?:scratch|context)$/.test(lower)) return say('reservedStage', locale, { name });
  if (dockerfile.stages.some((each) => each !== stage && each.name === lower))
    return say('takenStage', locale, { name });
  const images = dockerfile.stages.flatMap(({ parent, image, resolvedImage, copies }) => [
    ...(image && !parent && resolvedImage?.text.toLowerCase() === lower ? [image.span] : []),
    ...copies.flatMap(({ from }) => (from && !from.stage && from.value.toLowerCase() === lower ? [from.span] : [])),
  ]);
  const [image] = images;
  return image && say('takenImage', locale, { name, line: lineOf(dockerfile, image.start) });
}

const NAME = /^[A-Za-z_]\w*$/;

function variableRefusal(question: Question, { name, declarations }: VariableSymbol): string | undefined {
  const { dockerfile, locale } = question;
  if (!NAME.test(name)) return say('notHere', locale);
  if (isReadByPrograms(name)) return say('knownVariable', locale, { name });
  const { assigned, resolve } = variableScopes(dockerfile);
  const isSeen = (stage: (typeof dockerfile.stages)[number], instruction: (typeof dockerfile.instructions)[number]) => {
    const found = resolve(name, stage, instruction);
    return found !== undefined && declarations.includes(found);
  };
  for (const stage of dockerfile.stages) {
    for (const instruction of stage.instructions) {
      const line = lineOf(dockerfile, instruction.span.start);
      if (assigned.get(instruction)?.has(name) && isSeen(stage, instruction))
        return say('setByScript', locale, { name, line });
    }
  }
  const stray = strayUse(dockerfile, name);
  return stray === undefined ? undefined : say('readElsewhere', locale, { name, line: lineOf(dockerfile, stray) });
}

/** `$NAME` that neither BuildKit nor the shell of the instruction reads: awk, another shell, a template. */
function strayUse(dockerfile: Dockerfile, name: string): number | undefined {
  const { text, comments, directives } = dockerfile;
  const { references } = variableScopes(dockerfile);
  const known = [...references, ...comments, ...directives].map(({ span }) => span);
  const pattern = new RegExp(String.raw`\$\{?[#!]?(${name})\b`, 'g');
  for (const match of text.matchAll(pattern)) {
    const at = match.index + match[0].length - name.length;
    if (!known.some(({ start, end }) => start <= at && at < end)) return at;
  }
  return undefined;
}

function variableConflict({ dockerfile, locale }: Question, symbol: VariableSymbol, name: string): string | undefined {
  if (!NAME.test(name)) return say('badVariable', locale);
  if (name === symbol.name) return undefined;
  const { declarations, references } = variableScopes(dockerfile);
  if (
    AUTOMATIC_ARGS.has(name) ||
    dockerfile.stages.some(({ base }) => base.kind === 'image' && base.facts?.env?.includes(name))
  )
    return say('knownVariable', locale, { name });
  const taken =
    declarations.find(({ pair }) => pair.name.text === name)?.pair.span ??
    references.find((use) => use.name === name)?.span;
  return taken && say('takenVariable', locale, { name, line: lineOf(dockerfile, taken.start) });
}

function stageNote({ locale }: Question, { stage }: StageSymbol, newName: string): RenameNote {
  const description = say('targetsMore', locale, { name: stage.name ?? '', newName });
  return { label: say('targets', locale), description, isCertain: false };
}

function variableNote({ locale }: Question, symbol: VariableSymbol, newName: string): RenameNote {
  const { name, keyword, declarations } = symbol;
  if (keyword === 'ENV')
    return {
      label: say('readers', locale),
      description: say('readersMore', locale, { name, newName }),
      isCertain: false,
    };
  return {
    label: say('callers', locale),
    description: say('callersMore', locale, { name, newName }),
    isCertain: declarations.every(({ pair }) => !pair.value),
  };
}

function lineOf({ text }: Dockerfile, offset: number): number {
  return lineIndex(text).positionAt(offset).line + 1;
}
