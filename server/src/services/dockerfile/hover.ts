import { isRule, ruleOfCheck, ruleTexts, type Locale } from '../../engine/catalogue.ts';
import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Base, Flag, Instruction, Stage } from '../../parse/dockerfile/model.ts';
import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { fromUses } from '../../parse/dockerfile/stageUses.ts';
import { symbolAt } from '../../parse/dockerfile/symbols.ts';
import { MOUNT_ALIASES } from '../../parse/dockerfile/mounts.ts';
import type { HoverText } from '../answers.ts';
import { say } from '../strings.ts';
import { variableHover } from './hoverVariable.ts';
import { imageText } from './imageText.ts';
import { code, described } from '../markdown.ts';
import { isFlagOfPeers } from './peers.ts';
import type { Question } from './question.ts';
import {
  checkPage,
  directiveReference,
  flagReference,
  instructionReference,
  mountOptionReference,
  mountReference,
} from './reference.ts';

/** What is known of the instruction, flag, variable, stage, image or comment at an offset. */
export function dockerfileHover(question: Question): HoverText | undefined {
  const { dockerfile, offset } = question;
  const instruction = dockerfile.instructions.find(({ span }) => touches(span, offset));
  if (!instruction) return directiveHover(question) ?? pragmaHover(question);
  if (isComment(dockerfile, offset)) return pragmaHover(question);
  return (
    referenceHover(question, instruction) ??
    (instruction.child && referenceHover(question, instruction.child)) ??
    variableHover(question) ??
    stageHover(question) ??
    imageHover(question)
  );
}

function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function isComment({ comments }: Dockerfile, offset: number): boolean {
  return comments.some(({ span }) => touches(span, offset));
}

/** Instructions, flags and what is in them. */
function referenceHover(question: Question, instruction: Instruction): HoverText | undefined {
  const { offset, locale, hasPeer } = question;
  const { keyword, keywordSpan, flags } = instruction;
  if (touches(keywordSpan, offset))
    return hasPeer ? undefined : titled(keywordSpan, keyword, described(instructionReference(keyword, locale), locale));
  const flag = flags.find(({ span }) => touches(span, offset));
  if (!flag) return undefined;
  const name: Span = { start: flag.nameSpan.start - 2, end: flag.nameSpan.end };
  if (touches(name, offset)) {
    if (hasPeer && isFlagOfPeers(keyword, flag.name)) return undefined;
    return titled(name, `--${flag.name}`, described(flagReference(keyword, flag.name, locale), locale));
  }
  return flag.name === 'mount' && keyword === 'RUN' ? mountHover(instruction, flag, offset, locale) : undefined;
}

function mountHover(instruction: Instruction, flag: Flag, offset: number, locale: Locale): HoverText | undefined {
  const mount = mountsOf(instruction).find((each) => each.flag === flag);
  const field = mount?.fields.find(({ keySpan, valueSpan }) =>
    touches({ start: keySpan.start, end: valueSpan.end }, offset),
  );
  if (!mount || !field) return undefined;
  if (touches(field.keySpan, offset)) {
    const reference = mountOptionReference(mount.type, MOUNT_ALIASES[field.key] ?? field.key, locale);
    return titled(field.keySpan, field.key, described(reference, locale));
  }
  return field.key === 'type'
    ? titled(field.valueSpan, field.value, described(mountReference(field.value, locale), locale))
    : undefined;
}

function titled(span: Span, title: string, text: string | undefined): HoverText | undefined {
  return text === undefined ? undefined : { span, markdown: `**${title}** — ${text}` };
}

function stageHover({ dockerfile, offset, locale }: Question): HoverText | undefined {
  const symbol = symbolAt(dockerfile, offset);
  if (symbol?.kind !== 'stage') return undefined;
  const spans = [symbol.declaration, ...symbol.uses.map(({ span }) => span)];
  const span = spans.find((each) => each && touches(each, offset));
  return span && { span, markdown: stageText(symbol.stage, locale) };
}

function stageText(stage: Stage, locale: Locale): string {
  const { name, index, image, parent, base, resolvedImage } = stage;
  const title = `**${say('stageTitle', locale, { index })}**${name === undefined ? '' : ` ${code(name)}`}`;
  const from = say('startsFrom', locale, { base: code(resolvedImage?.text ?? image?.text ?? '') });
  const root = parent && base.kind === 'image' ? ` (${code(base.ref.text)})` : '';
  return paragraphs(`${title} — ${from}${root}`, imageText(base, locale));
}

/** FROM and `COPY --from`, unless they name a stage. */
function imageHover({ dockerfile, offset, locale }: Question): HoverText | undefined {
  const stage = dockerfile.stages.find(({ image }) => image && touches(image.span, offset));
  if (stage?.image) return imageAt(stage.image.span, stage.base, stage.image.text, locale);
  const use = fromUses(dockerfile).find(({ span, origin }) => !origin && touches(span, offset));
  const copy = use?.stage.copies.find(({ from }) => from?.span === use.span);
  return copy?.from && imageAt(copy.from.span, copy.from.base, copy.from.value, locale);
}

function imageAt(span: Span, base: Base, written: string, locale: Locale): HoverText | undefined {
  const text = imageText(base, locale);
  const name = base.kind === 'image' ? base.ref.text : written;
  // Of an image that nothing is known of, only what the variables make of its name is worth saying.
  if (text === undefined && name === written) return undefined;
  return { span, markdown: paragraphs(`**${name}**`, text) };
}

function directiveHover({ dockerfile, offset, locale }: Question): HoverText | undefined {
  const directive = dockerfile.directives.find(({ span }) => touches(span, offset));
  if (!directive) return undefined;
  const { name, span, valueSpan } = directive;
  const word = wordAt(dockerfile.text, offset, valueSpan);
  const about = word && name === 'check' ? checkHover(word, locale) : undefined;
  return (
    about ??
    titled({ start: span.start, end: valueSpan.end }, name, described(directiveReference(name, locale), locale))
  );
}

interface WordAt {
  readonly text: string;
  readonly span: Span;
}

function wordAt(text: string, offset: number, { start, end }: Span): WordAt | undefined {
  for (const { 0: word, index } of text.slice(start, end).matchAll(/[\w/-]+/g)) {
    const span = { start: start + index, end: start + index + word.length };
    if (touches(span, offset)) return { text: word, span };
  }
  return undefined;
}

function checkHover({ text, span }: WordAt, locale: Locale): HoverText | undefined {
  const rule = ruleOfCheck(text);
  const page = checkPage(text);
  if (rule === undefined || page === undefined) return undefined;
  return titled(span, text, `${ruleTexts(rule, locale).summary} [${say('page', locale)}](${page})`);
}

/** The rules that a comment silences, by the names of ours or hadolint's. */
function pragmaHover({ dockerfile, offset, locale }: Question): HoverText | undefined {
  const comment = dockerfile.comments.find(({ span }) => touches(span, offset));
  if (!comment || !/^(?:gantry|hadolint|tally)\b/.test(comment.text)) return undefined;
  const word = wordAt(dockerfile.text, offset, comment.span);
  const id = word && [word.text, `dockerfile/${word.text}`, `workspace/${word.text}`].find(isRule);
  const rule = id ?? (word && /^DL\d{4}$/.test(word.text) ? ruleOfCheck(word.text) : undefined);
  return word && rule && titled(word.span, rule, ruleTexts(rule, locale).summary);
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n\n');
}
