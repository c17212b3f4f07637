import { BUILD_CHECKS, INSTRUCTIONS, PLATFORM_ARGS } from '../core/dockerfileLanguage.ts';
import { parseGoVersion, supportedGoLineFor, supportedGoLines } from '../core/goReleases.ts';
import { lineEnd, lineStart } from '../core/text.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import type { Instruction, Stage } from '../parse/dockerfile/model.ts';
import { globalArgs } from '../parse/dockerfile/undefinedVariables.ts';
import {
  entries,
  mountEntries,
  stageItems,
  variableItems,
  type CompletionEntry,
  type Item,
  type Question,
} from './dockerfileChoices.ts';
import { flagText, instructionText, ui } from './texts.ts';

const IMAGES = [
  'scratch',
  'alpine:3.24',
  'debian:13-slim',
  'gcr.io/distroless/static-debian13:nonroot',
  'gcr.io/distroless/base-debian13:nonroot',
];
const GO_FLAVOURS = ['-trixie', '-alpine', '-bookworm'];
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1'];
const SHELLS = ['["/bin/bash", "-o", "pipefail", "-c"]', '["/bin/ash", "-eo", "pipefail", "-c"]', '["/bin/sh", "-c"]'];

/** What fits at an offset; nothing inside heredocs and ordinary comments. */
export function dockerfileCompletion(question: Question): CompletionEntry[] {
  const { dockerfile, offset } = question;
  const { text } = dockerfile;
  if (isInHeredoc(dockerfile, offset)) return [];
  const before = text.slice(lineStart(text, offset), offset);
  if (/^\s*#/.test(before)) return directiveEntries(question, before);
  const instruction = dockerfile.instructions.find(
    ({ span }) => span.start <= offset && offset <= lineEnd(text, span.end),
  );
  if (!instruction || offset <= instruction.keywordSpan.end) return keywordEntries(question, before, instruction);
  return argumentEntries(question, instruction);
}

function isInHeredoc({ instructions }: Dockerfile, offset: number): boolean {
  return instructions.some((each) =>
    [...each.heredocs, ...(each.child?.heredocs ?? [])].some(
      ({ body, terminator }) => body.start <= offset && offset <= (terminator?.end ?? body.end),
    ),
  );
}

function directiveEntries(question: Question, before: string): CompletionEntry[] {
  const skip = /check\s*=\s*(?:[^;]*;)*\s*skip\s*=\s*(?:[\w\s,]*,)?\s*(\w*)$/.exec(before);
  if (skip)
    return entries(
      question,
      skip[1] ?? '',
      BUILD_CHECKS.map((label) => ({ label, kind: 'value' })),
    );
  const { dockerfile, offset } = question;
  const isAtTop = dockerfile.text
    .slice(0, lineStart(dockerfile.text, offset))
    .split('\n')
    .every((line) => line === '' || /^#\s*\w+\s*=/.test(line));
  const typed = /^\s*#\s*(\w*)$/.exec(before)?.[1];
  if (!isAtTop || typed === undefined) return [];
  const labels = ['syntax=docker/dockerfile:1', 'escape=`', 'check=skip='];
  return entries(
    question,
    typed,
    labels.map((label) => ({ label, kind: 'keyword' })),
  );
}

/** In the file's own case; what may stand before the first FROM only that. */
function keywordEntries(question: Question, before: string, instruction: Instruction | undefined): CompletionEntry[] {
  const typed = /^\s*(\w*)$/.exec(before)?.[1] ?? (instruction ? undefined : '');
  const onbuild = /^\s*ONBUILD\s+(\w*)$/i.exec(before)?.[1];
  const { dockerfile, locale, offset } = question;
  if (typed === undefined && onbuild === undefined) return [];
  if (isContinued(dockerfile, offset)) return [];
  const isLower = dockerfile.instructions
    .filter(({ keywordSpan }) => keywordSpan.end !== offset)
    .every(({ keywordSpan }) => /^[a-z]+$/.test(dockerfile.text.slice(keywordSpan.start, keywordSpan.end)));
  const hasStage = dockerfile.stages.some(({ from }) => from.span.start < lineStart(dockerfile.text, offset));
  const known = Object.keys(INSTRUCTIONS).filter((keyword) => keyword !== 'MAINTAINER');
  const fitting =
    onbuild === undefined
      ? known.filter((keyword) => hasStage || keyword === 'FROM' || keyword === 'ARG')
      : known.filter((keyword) => INSTRUCTIONS[keyword]?.onbuild);
  const useLower = isLower && dockerfile.instructions.length > 1;
  return entries(
    question,
    typed ?? onbuild ?? '',
    fitting.map((keyword) => {
      const label = useLower ? keyword.toLowerCase() : keyword;
      return { label, kind: 'keyword', newText: `${label} `, documentation: instructionText(keyword, locale) };
    }),
  );
}

/** A line that goes on from the one above belongs to its instruction. */
function isContinued({ text, escape }: Dockerfile, offset: number): boolean {
  const start = lineStart(text, offset);
  return (
    start > 0 &&
    text
      .slice(lineStart(text, start - 1), start)
      .trimEnd()
      .endsWith(escape)
  );
}

function argumentEntries(question: Question, instruction: Instruction): CompletionEntry[] {
  const { dockerfile, offset } = question;
  const target = instruction.child && offset > instruction.child.keywordSpan.end ? instruction.child : instruction;
  const typed = dockerfile.text.slice(target.keywordSpan.end, offset);
  const variable = /\$\{?(\w*)$/.exec(typed);
  if (variable) return entries(question, variable[1] ?? '', variableItems(question, target));
  const word = /\S*$/.exec(typed)?.[0] ?? '';
  const isAmongFlags = /^(?:\s+--\S*)*\s+\S*$/.test(typed.replaceAll(/\\\r?\n/g, ' '));
  if (word.startsWith('--') && isAmongFlags) return flagEntries(question, target, word);
  return valueEntries(question, target, word, typed);
}

function flagEntries(question: Question, { keyword, flags }: Instruction, word: string): CompletionEntry[] {
  const { locale } = question;
  const known = INSTRUCTIONS[keyword]?.flags ?? {};
  const equals = word.indexOf('=');
  if (equals === -1) {
    const given = new Set(flags.map(({ name }) => name));
    const free = Object.entries(known).filter(
      ([name, { repeats }]) => repeats || !given.has(name) || name === word.slice(2),
    );
    return entries(
      question,
      word,
      free.map(([name, { value }]) => ({
        label: `--${name}`,
        kind: 'flag',
        newText: value === 'boolean' ? `--${name}` : `--${name}=`,
        documentation: flagText(name, locale),
      })),
    );
  }
  const name = word.slice(2, equals);
  const value = word.slice(equals + 1);
  if (name === 'mount') return mountEntries(question, value);
  if (name === 'from') return entries(question, value, stageItems(question));
  if (name === 'platform')
    return entries(
      question,
      value,
      ['$BUILDPLATFORM', 'linux/amd64', 'linux/arm64'].map((label) => ({ label, kind: 'value' })),
    );
  return entries(
    question,
    value,
    (known[name]?.values ?? []).map((label) => ({ label, kind: 'value' })),
  );
}

function valueEntries(
  question: Question,
  { keyword, args }: Instruction,
  word: string,
  typed: string,
): CompletionEntry[] {
  const isFirst = !/^\s+(?:--\S+\s+)*\S+\s/.test(typed);
  if (keyword === 'FROM') return fromEntries(question, word, isFirst, args.length);
  if (!isFirst) return [];
  const values: Readonly<Record<string, readonly string[]>> = {
    STOPSIGNAL: SIGNALS,
    SHELL: SHELLS,
    USER: ['65532:65532', 'nonroot'],
    HEALTHCHECK: ['CMD', 'NONE'],
    ONBUILD: Object.keys(INSTRUCTIONS).filter((name) => INSTRUCTIONS[name]?.onbuild),
  };
  if (keyword === 'ARG')
    return entries(
      question,
      word,
      [
        ...globalArgs(question.dockerfile).keys(),
        ...PLATFORM_ARGS.filter((name) => /TARGET(?:ARCH|OS|VARIANT|PLATFORM)/.test(name)),
      ].map((label) => ({ label, kind: 'variable' })),
    );
  return entries(
    question,
    word,
    (values[keyword] ?? []).map((label) => ({ label, kind: 'value' })),
  );
}

function fromEntries(question: Question, word: string, isFirst: boolean, count: number): CompletionEntry[] {
  if (!isFirst)
    return count <= 2 && /^a?s?$/i.test(word)
      ? entries(question, word, [{ label: 'AS', kind: 'keyword', newText: 'AS ' }])
      : [];
  const { dockerfile, offset, locale } = question;
  const earlier = dockerfile.stages.filter(
    ({ from, name }) => from.span.end < lineStart(dockerfile.text, offset) && name !== undefined,
  );
  const stages: Item[] = earlier.toReversed().map((stage: Stage) => ({
    label: stage.name ?? '',
    kind: 'stage',
    detail: `${ui('stageItem', locale)}: ${stage.image?.text ?? ''}`,
  }));
  const images: Item[] = [...goImages(question), ...IMAGES].map((label) => ({ label, kind: 'image' }));
  return entries(question, word, [...stages, ...images]);
}

/** The module's own line first, then the newest. */
function goImages({ goLine }: Question): string[] {
  const [oldest, newest] = supportedGoLines();
  const own = supportedGoLineFor(parseGoVersion(goLine ?? ''));
  const lines = goLine !== undefined && own !== undefined ? [own, newest, oldest] : [newest, oldest];
  return [...new Set(lines)].flatMap((line) => GO_FLAVOURS.map((flavour) => `golang:${line}${flavour}`));
}
