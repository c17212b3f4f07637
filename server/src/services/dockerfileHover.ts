import { distributionOf, VERIFIED_ON } from '../core/distributions.ts';
import { PLATFORM_ARGS } from '../core/dockerfileLanguage.ts';
import { goImageTag, goLine, goSupportEnded } from '../core/goReleases.ts';
import { lineIndex, type Span } from '../core/text.ts';
import type { Locale } from '../engine/catalogue.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import type { Base, Instruction, Stage } from '../parse/dockerfile/model.ts';
import { fromUses } from '../parse/dockerfile/stageUses.ts';
import { symbolAt, type DockerfileSymbol } from '../parse/dockerfile/symbols.ts';
import { flagText, instructionText, ui } from './texts.ts';

export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

const REFERENCE = 'https://docs.docker.com/reference/dockerfile/';

/** What is known of the instruction, flag, variable, stage or image at an offset. */
export function dockerfileHover(dockerfile: Dockerfile, offset: number, locale: Locale): HoverText | undefined {
  const instruction = dockerfile.instructions.find(({ span }) => span.start <= offset && offset <= span.end);
  if (!instruction) return undefined;
  return (
    keywordHover(instruction, offset, locale) ??
    symbolHover(dockerfile, offset, locale) ??
    imageHover(dockerfile, offset, locale)
  );
}

function inside({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function keywordHover(instruction: Instruction, offset: number, locale: Locale): HoverText | undefined {
  const { keyword, keywordSpan, flags } = instruction;
  const text = instructionText(keyword, locale);
  if (text !== undefined && inside(keywordSpan, offset)) {
    const link = `${REFERENCE}#${keyword.toLowerCase()}`;
    return { span: keywordSpan, markdown: `**${keyword}** — ${text} [${ui('reference', locale)}](${link})` };
  }
  const flag = flags.find(({ nameSpan }) => inside({ start: nameSpan.start - 2, end: nameSpan.end }, offset));
  const about = flag && flagText(flag.name, locale);
  if (!flag || about === undefined) return undefined;
  const link = `${REFERENCE}#${keyword.toLowerCase()}---${flag.name}`;
  return { span: flag.nameSpan, markdown: `**--${flag.name}** — ${about} [${ui('reference', locale)}](${link})` };
}

function symbolHover(dockerfile: Dockerfile, offset: number, locale: Locale): HoverText | undefined {
  const symbol = symbolAt(dockerfile, offset);
  if (!symbol) return undefined;
  if (symbol.kind === 'variable') return variableHover(dockerfile, symbol, offset, locale);
  const { stage, declaration, uses } = symbol;
  const span = [declaration, ...uses].find((each) => each && inside(each, offset));
  return span && { span, markdown: stageText(stage, locale) };
}

function stageText(stage: Stage, locale: Locale): string {
  const name = stage.name === undefined ? '' : ` \`${stage.name}\``;
  const base = ui('basedOn', locale, { base: `\`${stage.image?.text ?? ''}\`` });
  return `**${ui('stage', locale, { index: stage.index })}**${name} — ${base}\n\n${baseText(stage.base, locale)}`;
}

function variableHover(
  dockerfile: Dockerfile,
  symbol: Extract<DockerfileSymbol, { kind: 'variable' }>,
  offset: number,
  locale: Locale,
): HoverText | undefined {
  const { name, declarations, uses } = symbol;
  const spans = [...declarations.map(({ pair }) => pair.name.span), ...uses];
  const span = spans.find((each) => inside(each, offset));
  if (!span) return undefined;
  const lines = lineIndex(dockerfile.text);
  const places = declarations
    .filter(({ pair }) => pair.value)
    .map(({ pair, stage }) =>
      ui(stage ? 'setAt' : 'globalAt', locale, { line: lines.positionAt(pair.span.start).line + 1 }),
    );
  const value = valueText(dockerfile, name, offset, locale);
  const where = places.length > 0 ? ` — ${places.join(', ')}` : '';
  return { span, markdown: `**${name}**${where}\n\n${value}` };
}

/** The value as the instruction at the offset sees it. */
function valueText(dockerfile: Dockerfile, name: string, offset: number, locale: Locale): string {
  const { stages, instructions } = dockerfile;
  const instruction = instructions.find(({ span }) => inside(span, offset));
  const stage = stages.findLast(({ from }) => from.span.start < (instruction?.span.start ?? 0));
  const declared = instruction?.pairs.find((pair) => pair.name.text === name && inside(pair.span, offset));
  const value = declared?.value?.traced ?? (instruction && stage?.envBefore(instruction).get(name));
  if (typeof value === 'object') return `${ui('values', locale)}: \`${value.text || "''"}\``;
  return value === 'unset' ? ui('buildArg', locale, { name }) : unknownText(name, stage, locale);
}

function unknownText(name: string, stage: Stage | undefined, locale: Locale): string {
  if (PLATFORM_ARGS.some((known) => known === name)) return ui('platformArg', locale, { name });
  const isFromBase = stage?.base.kind === 'image' && stage.base.facts?.env?.includes(name);
  return ui(isFromBase ? 'baseSets' : 'onlyBuild', locale);
}

function imageHover(dockerfile: Dockerfile, offset: number, locale: Locale): HoverText | undefined {
  const stage = dockerfile.stages.find(({ image }) => image && inside(image.span, offset));
  if (stage?.image) return { span: stage.image.span, markdown: baseText(stage.base, locale, true) };
  const use = fromUses(dockerfile).find(({ span }) => inside(span, offset));
  const copy = use && use.stage.copies.find(({ from }) => from?.span === use.span);
  return copy?.from && { span: copy.from.span, markdown: baseText(copy.from.base, locale, true) };
}

function baseText(base: Base, locale: Locale, withTitle?: boolean): string {
  if (base.kind === 'scratch') return ui('nothing', locale);
  if (base.kind === 'unknown') return ui('onlyBuild', locale);
  const { ref, facts } = base;
  const rows = [...releaseRows(base, locale), ...(facts ? factRows(facts, locale) : [])];
  const title = withTitle ? `**${ref.text}**\n\n` : '';
  if (rows.length === 0) return title + ui('unknownImage', locale);
  return title + rows.map(([name, value]) => `- ${name}: ${value}`).join('\n');
}

type Row = readonly [name: string, value: string];

function releaseRows({ ref }: Extract<Base, { kind: 'image' }>, locale: Locale): Row[] {
  const rows: Row[] = [];
  const go = goImageTag(ref);
  if (go) {
    const ended = goSupportEnded(go.version);
    rows.push([
      'Go',
      `${goLine(go.version)}, ${ended ? ui('goEnded', locale, { date: ended }) : ui('goSupported', locale)}`,
    ]);
  }
  const release = distributionOf(ref);
  if (release) {
    const { supportEnds: date, codename } = release;
    const until = date === undefined ? '' : `, ${ui(date <= VERIFIED_ON ? 'ended' : 'supported', locale, { date })}`;
    rows.push([
      ui('distribution', locale),
      `${release.name} ${release.version}${codename ? ` (${codename})` : ''}${until}`,
    ]);
  }
  return rows;
}

function factRows(facts: NonNullable<Extract<Base, { kind: 'image' }>['facts']>, locale: Locale): Row[] {
  const yesNo = (value: boolean | undefined): string | undefined =>
    value === undefined ? undefined : ui(value ? 'yes' : 'none', locale);
  const rows: readonly (readonly [string, string | undefined])[] = [
    [ui('libc', locale), facts.libc === 'none' ? ui('none', locale) : facts.libc],
    [ui('shell', locale), facts.shell === undefined ? undefined : facts.shell ? '`/bin/sh`' : ui('none', locale)],
    [ui('user', locale), facts.user === '0' ? 'root (0)' : facts.user],
    [ui('certificates', locale), yesNo(facts.certificates)],
    [ui('zones', locale), yesNo(facts.zoneinfo)],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
