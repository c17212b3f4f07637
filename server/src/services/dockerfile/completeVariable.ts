import { PLATFORM_ARGS, PREDEFINED_ARGS } from '../../core/dockerfileLanguage.ts';
import { lineBreak, lineStart, type TextEdit } from '../../core/text.ts';
import type { Instruction, Stage } from '../../parse/dockerfile/model.ts';
import { globalArgs } from '../../parse/dockerfile/undefinedVariables.ts';
import { variableScopes } from '../../parse/dockerfile/variableScopes.ts';
import { mayExpand } from '../../parse/dockerfile/variableUses.ts';
import { say } from '../strings.ts';
import { stageAt } from './choices.ts';
import { typedAt, type ArgumentPlace } from './cursor.ts';
import { described, shorten } from '../markdown.ts';
import { entries, type CompletionEntry, type Item } from '../answers.ts';
import type { Question } from './question.ts';
import { platformReference } from './reference.ts';
import { valueAt } from './values.ts';

/** Names behind a `$` where something puts in their values; undefined where no `$` is being typed. */
export function variableEntries(question: Question, place: ArgumentPlace): CompletionEntry[] | undefined {
  const { dockerfile, offset } = question;
  const [opening, name] = /\$\{?(\w*)$/.exec(place.before) ?? [];
  if (opening === undefined || name === undefined) return undefined;
  const typed = typedAt(dockerfile.text, offset, name, /^\w*/);
  const reader = readerOf(question, place);
  if (!typed || !reader || isLiteral(place.before.slice(0, -opening.length), dockerfile.escape)) return [];
  const follows = dockerfile.text[typed.replace.end] ?? '';
  const close = opening.startsWith('${') && !/[}:\-+?#%/]/.test(follows) ? '}' : '';
  return entries(typed, items(question, place, reader)).map((entry) => ({ ...entry, newText: entry.newText + close }));
}

/** Who puts in the value. A container that runs sees no ARG. */
type Reader = 'from' | 'build' | 'run' | 'container';

const SHELL = /(?:^|\/)(?:sh|bash|ash|dash)$/;

function readerOf(question: Question, place: ArgumentPlace): Reader | undefined {
  const { instruction, before, word, plain } = place;
  const { keyword } = instruction;
  if (plain.length === 0 && word.startsWith('--')) return flagReader(keyword, word);
  if (keyword === 'FROM') return plain.length === 0 ? 'from' : undefined;
  if (/^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword)) return shellReader(question, keyword, before);
  return mayExpand(keyword) && isValue(keyword, plain, word) ? 'build' : undefined;
}

/** BuildKit looks into few flags, and refuses a variable as the origin of a mount. */
function flagReader(keyword: string, word: string): Reader | undefined {
  const flag = /^--([\w-]+)=/.exec(word)?.[1];
  const isOrigin = flag === 'mount' && /[=,]from=[^,]*$/.test(word);
  if (flag === undefined || isOrigin || !mayExpand(keyword, flag)) return undefined;
  return keyword === 'FROM' ? 'from' : 'build';
}

/** `ARG NAME=value`: the name is taken as it stands. */
function isValue(keyword: string, plain: readonly string[], word: string): boolean {
  if (keyword === 'ARG') return word.includes('=') || /["'][^"']*$/.test(plain.join(' '));
  return true;
}

/** In JSON form nobody puts in a value, and other shells write variables in another way. */
function shellReader(question: Question, keyword: string, before: string): Reader | undefined {
  const isJson = /^\s+(?:--\S+\s+)*(?:CMD\s+)?\[\s*(?:"|$)/i.test(before);
  const stage = stageAt(question);
  const run = stage?.runs.find(
    ({ instruction: { span } }) => span.start <= question.offset && question.offset <= span.end,
  );
  const shell = (run?.shell ?? stage?.shell)?.[0] ?? '';
  if (isJson || !SHELL.test(shell)) return undefined;
  return keyword === 'RUN' ? 'run' : 'container';
}

/** Whether what follows stands in single quotes, or behind an escape character. */
function isLiteral(before: string, escape: string): boolean {
  let quote = '';
  let isEscaped = false;
  for (const char of before) {
    if (isEscaped) isEscaped = false;
    else if (char === escape && quote !== "'") isEscaped = true;
    else if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
  }
  return isEscaped || quote === "'";
}

function items(question: Question, place: ArgumentPlace, reader: Reader): Item[] {
  const stage = stageAt(question);
  const isGlobal = reader === 'from' || stage === undefined;
  if (isGlobal) return globalItems(question, place.instruction);
  const own = ownItems(question, stage, place, reader);
  const names = new Set(own.map(({ label }) => label));
  const offered = [
    ...own,
    ...(reader === 'container' || place.onbuild ? [] : askedFor(question, stage, place.instruction)),
  ];
  const proxies = reader === 'run' ? PREDEFINED_ARGS.filter((name) => name === name.toUpperCase()) : [];
  const more = proxies
    .filter((name) => !names.has(name))
    .map((label): Item => ({ label, kind: 'variable', documentation: say('proxy', question.locale) }));
  return [...new Map([...more, ...offered.toReversed()].map((item) => [item.label, item])).values()].toReversed();
}

/** FROM and ARGs above it see the ARGs above them, and the platforms. */
function globalItems(question: Question, { span }: Instruction): Item[] {
  const above = [...globalArgs(question.dockerfile)].filter(
    ([, pair]) => pair.span.end < span.start || span.end < pair.span.start,
  );
  const written = above
    .filter(([, pair]) => pair.span.start < span.start)
    .map(([label, { value }]): Item => ({ label, kind: 'variable', detail: value && shorten(value.text, 60) }));
  return [...written.toReversed(), ...PLATFORM_ARGS.map((label) => platformItem(label, question))];
}

function platformItem(label: string, { locale }: Question): Item {
  return { label, kind: 'variable', documentation: described(platformReference(label, locale), locale) };
}

/** What the stage, its parents and its base image set above the instruction, the latest first. */
function ownItems(question: Question, stage: Stage, { instruction, onbuild }: ArgumentPlace, reader: Reader): Item[] {
  const { dockerfile } = question;
  const at = onbuild ?? instruction;
  const { declarations, resolve } = variableScopes(dockerfile);
  const isRuntime = reader === 'container' || onbuild !== undefined;
  const names = declarations
    .filter((declaration) => declaration.stage !== undefined)
    .map(({ pair }) => pair.name.text)
    .toReversed();
  const isSet = (name: string): boolean => {
    const declaration = resolve(name, stage, at);
    return declaration !== undefined && !(isRuntime && declaration.keyword === 'ARG');
  };
  const set = [...new Set(names)].filter(isSet).map((name) => ownItem(question, stage, at, name));
  const fromBase = stage.base.kind === 'image' ? (stage.base.facts?.env ?? []) : [];
  const inherited = fromBase.map(
    (label): Item => ({ label, kind: 'variable', detail: say('byBase', question.locale) }),
  );
  return [...set, ...inherited];
}

function ownItem(question: Question, stage: Stage, instruction: Instruction, label: string): Item {
  const value = valueAt(question.dockerfile, label, stage, instruction);
  const detail = typeof value === 'object' ? shorten(value.text, 60) : undefined;
  return { ...platformItem(label, question), detail };
}

/** Global ARGs and platforms that the stage has not asked for yet: the entry asks for them. */
function askedFor(question: Question, stage: Stage, instruction: Instruction): Item[] {
  const { dockerfile, locale } = question;
  if (instruction === stage.from) return [];
  const { resolve } = variableScopes(dockerfile);
  const names = [...globalArgs(dockerfile).keys(), ...PLATFORM_ARGS].filter(
    (name) => !resolve(name, stage, instruction),
  );
  return [...new Set(names)].map((name) => ({
    ...platformItem(name, question),
    detail: say('addsArg', locale, { name }),
    more: [argAbove(question, instruction, name)],
  }));
}

/** Above the comments that belong to the instruction. */
function argAbove({ dockerfile: { text } }: Question, { keywordSpan }: Instruction, name: string): TextEdit {
  let at = lineStart(text, keywordSpan.start);
  const indent = text.slice(at, keywordSpan.start);
  for (
    let above = lineStart(text, at - 1);
    at > 0 && /^[ \t]*#/.test(text.slice(above, at));
    above = lineStart(text, at - 1)
  )
    at = above;
  const written = text.slice(keywordSpan.start, keywordSpan.end);
  const arg = written === written.toLowerCase() ? 'arg' : 'ARG';
  return { span: { start: at, end: at }, newText: `${indent}${arg} ${name}${lineBreak(text)}` };
}
