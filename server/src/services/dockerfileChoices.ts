import { MOUNT_OPTIONS, PLATFORM_ARGS, type MountOption, type MountType } from '../core/dockerfileLanguage.ts';
import type { Span } from '../core/text.ts';
import type { Locale } from '../engine/catalogue.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import type { Instruction, Stage } from '../parse/dockerfile/model.ts';
import { globalArgs } from '../parse/dockerfile/undefinedVariables.ts';
import { mountText, ui } from './texts.ts';

export interface CompletionEntry {
  readonly label: string;
  readonly kind: 'keyword' | 'flag' | 'value' | 'variable' | 'stage' | 'image';
  /** What is put in the place of `span`. */
  readonly newText: string;
  readonly span: Span;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  /** Entries are listed in this order. */
  readonly rank: number;
}

export interface Question {
  readonly dockerfile: Dockerfile;
  readonly offset: number;
  readonly locale: Locale;
  /** The go line of the module that the file builds. */
  readonly goLine: string | undefined;
}

export interface Item {
  readonly label: string;
  readonly kind: CompletionEntry['kind'];
  readonly newText?: string;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
}

export function entries({ offset }: Question, typed: string, items: readonly Item[]): CompletionEntry[] {
  const span = { start: offset - typed.length, end: offset };
  return items.map((item, rank) => ({ ...item, newText: item.newText ?? item.label, span, rank }));
}

/** Options of a mount and their values: `type=cache,sharing=locked`. */
export function mountEntries(question: Question, value: string): CompletionEntry[] {
  const field = value.slice(value.lastIndexOf(',') + 1);
  const [key = '', typed] = field.split('=');
  const type = /(?:^|,)type=(\w+)/.exec(value)?.[1] ?? 'bind';
  const options = (MOUNT_OPTIONS[type as MountType] as (typeof MOUNT_OPTIONS)[MountType] | undefined) ?? {};
  return typed === undefined
    ? entries(question, key, mountKeys(value, key, options))
    : entries(question, typed, mountValues(question, { key, type, option: options[key] }));
}

function mountKeys(value: string, key: string, options: Readonly<Record<string, MountOption>>): Item[] {
  const given = new Set(value.split(',').map((each) => each.split('=')[0]));
  const free = ['type', ...Object.keys(options)].filter((name) => !given.has(name) || name === key);
  return free.map((label) => ({
    label,
    kind: 'flag',
    newText: options[label]?.value === 'boolean' ? label : `${label}=`,
  }));
}

interface MountQuestion {
  readonly key: string;
  readonly type: string;
  readonly option: MountOption | undefined;
}

const CACHES = ['/root/.cache/go-build', '/go/pkg/mod', '/var/cache/apt', '/var/lib/apt'];

function mountValues(question: Question, { key, type, option }: MountQuestion): Item[] {
  if (key === 'from') return stageItems(question);
  if (key === 'type') {
    return Object.keys(MOUNT_OPTIONS).map((label) => ({
      label,
      kind: 'value',
      documentation: mountText(label, question.locale),
    }));
  }
  const isCache = key === 'target' && type === 'cache';
  const values = isCache ? CACHES : (option?.values ?? (option?.value === 'boolean' ? ['true', 'false'] : []));
  return values.map((label) => ({ label, kind: 'value' }));
}

/** Stages other than the one that asks, the nearest first. */
export function stageItems({ dockerfile: { stages }, offset, locale }: Question): Item[] {
  const own = stages.findLast(({ from }) => from.span.start < offset);
  return stages
    .filter((stage) => stage !== own)
    .toReversed()
    .map((stage) => ({
      label: stage.name ?? String(stage.index),
      kind: 'stage',
      detail: `${ui('stageItem', locale)}: ${stage.image?.text ?? ''}`,
    }));
}

/** FROM sees what stands above it; an instruction what its stage has set or asked for. */
export function variableItems({ dockerfile, locale }: Question, instruction: Instruction): Item[] {
  const stage = dockerfile.stages.findLast(({ from }) => from.span.start <= instruction.span.start);
  const globals = globalArgs(dockerfile);
  const isOwn = stage !== undefined && instruction !== stage.from;
  const names = isOwn ? namesIn(stage, instruction) : [...globals.keys(), ...PLATFORM_ARGS];
  return [...new Set(names)].map((label) => {
    const value = isOwn ? stage.envBefore(instruction).get(label) : globals.get(label)?.value?.traced;
    const isPlatform = PLATFORM_ARGS.some((name) => name === label);
    return {
      label,
      kind: 'variable',
      detail: typeof value === 'object' ? value.text : undefined,
      documentation: isPlatform ? ui('platformArg', locale, { name: label }) : undefined,
    };
  });
}

function namesIn(stage: Stage, { span }: Instruction): string[] {
  const names: string[] = [];
  for (let at: Stage | undefined = stage; at; at = at.parent) {
    const above = at.instructions.filter((each) => each.span.start < span.start && /^(?:ARG|ENV)$/.test(each.keyword));
    names.push(...above.flatMap(({ pairs }) => pairs.map(({ name }) => name.text)));
  }
  const fromBase = stage.base.kind === 'image' ? stage.base.facts?.env : undefined;
  return [...names, ...(fromBase ?? [])];
}
