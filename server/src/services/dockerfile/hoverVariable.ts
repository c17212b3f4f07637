import type { Locale } from '../../engine/catalogue.ts';
import { lineIndex, type Span } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Instruction, Pair, Stage, Variable } from '../../parse/dockerfile/model.ts';
import { variableScopes, type VariableDeclaration } from '../../parse/dockerfile/variableScopes.ts';
import type { HoverText } from '../answers.ts';
import { say, type StringId } from '../strings.ts';
import { code, described } from '../markdown.ts';
import type { Question } from './question.ts';
import { platformReference } from './reference.ts';
import { valueAt } from './values.ts';

/** A variable's value where the cursor is, and where that comes from. */
export function variableHover(question: Question): HoverText | undefined {
  const { declarations, references } = variableScopes(question.dockerfile);
  const { offset } = question;
  const at = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const declared = declarations.find(({ pair }) => at(pair.name.span));
  if (declared) return declaredHover(question, declared);
  const use = references.find(({ span }) => at(span));
  if (!use) return undefined;
  const { name, span, stage, instruction, declaration } = use;
  const seen = seenBy(stage, instruction);
  const value = declaration || seen ? valueAt(question.dockerfile, name, stage, seen ?? instruction) : undefined;
  return { span, markdown: text(question, { name, value, declaration, stage }) };
}

/** CMD and its kin see the variables as they are at the end of the stage: an instruction that is not in it stands for that. */
function seenBy(stage: Stage | undefined, { keyword }: Instruction): Instruction | undefined {
  return stage && /^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword) ? { ...stage.from } : undefined;
}

function declaredHover(question: Question, declaration: VariableDeclaration): HoverText {
  const { pair, stage, instruction } = declaration;
  const name = pair.name.text;
  const value = valueAfter(question.dockerfile, declaration);
  return { span: pair.name.span, markdown: text(question, { name, value, declaration, stage, at: instruction }) };
}

/** What the declaration itself gives: the last of its name in one instruction counts. */
function valueAfter(dockerfile: Dockerfile, { pair, stage, instruction }: VariableDeclaration): Variable | undefined {
  const { instructions } = dockerfile;
  const name = pair.name.text;
  const next = instructions[instructions.indexOf(instruction) + 1];
  if (!stage) return valueAt(dockerfile, name, undefined, next ?? instruction);
  return next && next.keyword !== 'FROM' ? stage.envBefore(next).get(name) : stage.env.get(name);
}

interface Variables {
  readonly name: string;
  readonly value: Variable | undefined;
  readonly declaration: VariableDeclaration | undefined;
  readonly stage: Stage | undefined;
  readonly at?: Instruction;
}

function text(question: Question, variable: Variables): string {
  const { dockerfile, locale } = question;
  const { name } = variable;
  const source = sourceOf(dockerfile, variable);
  const where = source ? ` — ${say(source.id, locale, { line: source.line ?? 0 })}` : '';
  const parts = [`**${name}**${where}`, ...(knownText(variable, locale) ?? unknownText(variable, locale))];
  return parts.join('\n\n');
}

function knownText({ name, value, declaration }: Variables, locale: Locale): string[] | undefined {
  if (typeof value !== 'object') return undefined;
  const shown = say('value', locale, { value: value.text === '' ? say('empty', locale) : code(value.text) });
  return declaration?.keyword === 'ARG' ? [shown, say('overridable', locale, { name })] : [shown];
}

function unknownText({ name, value, declaration, stage }: Variables, locale: Locale): string[] {
  const platform = described(platformReference(name, locale), locale);
  if (platform !== undefined) return !declaration && stage ? [platform, say('asksFor', locale, { name })] : [platform];
  const isBare = declaration?.keyword === 'ARG' && !declaration.pair.value;
  if (value === 'unset' || isBare) return [say('noDefault', locale, { name })];
  return !declaration && isOfBase(name, stage) ? [] : [say('onlyBuild', locale)];
}

interface Source {
  readonly id: StringId;
  readonly line?: number;
}

function sourceOf(dockerfile: Dockerfile, { name, declaration, stage }: Variables): Source | undefined {
  if (declaration) return declaredSource(dockerfile, name, declaration);
  return isOfBase(name, stage) ? { id: 'byBase' } : undefined;
}

function isOfBase(name: string, stage: Stage | undefined): boolean {
  return stage?.base.kind === 'image' && stage.base.facts?.env?.includes(name) === true;
}

/** The default of a global ARG counts for an ARG without one. */
function declaredSource(dockerfile: Dockerfile, name: string, { keyword, pair }: VariableDeclaration): Source {
  const lineOf = ({ span }: Pair): number => lineIndex(dockerfile.text).positionAt(span.start).line + 1;
  if (keyword === 'ENV') return { id: 'envAt', line: lineOf(pair) };
  if (pair.value) return { id: 'argAt', line: lineOf(pair) };
  if (platformReference(name, 'en')) return { id: 'byBuild' };
  const giver = variableScopes(dockerfile).declarations.findLast(
    (each) => !each.stage && each.pair.name.text === name && each.pair.value,
  );
  return giver ? { id: 'globalAt', line: lineOf(giver.pair) } : { id: 'argAt', line: lineOf(pair) };
}
