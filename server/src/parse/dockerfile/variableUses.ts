import { oncePer } from '../../core/once.ts';
import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { isExpandable, lexWord, type Part, type Variable as VariablePart } from './lexer.ts';
import type { Heredoc, Instruction, Stage, Word } from './model.ts';
import { coveringSpan, exactSpan, slice, type Traced } from './traced.ts';

/** A `$NAME` or `${NAME…}` that BuildKit itself expands. What a shell expands in RUN is none of these. */
export interface VariableUse {
  readonly name: string;
  /** From the `$` on. */
  readonly span: Span;
  /** Of the name; undefined if a line continuation runs through it. */
  readonly nameSpan: Span | undefined;
  /** `:-`, `+`, `%` …; undefined for `$x` and `${x}`. */
  readonly operator: string | undefined;
  readonly instruction: Instruction;
  /** Undefined in an ARG before the first FROM. FROM itself belongs to the stage it opens, but sees global ARGs. */
  readonly stage: Stage | undefined;
  /** The file written in place that it stands in. */
  readonly heredoc: Heredoc | undefined;
}

const EXPANDED = new Set(['ADD', 'COPY', 'ENV', 'LABEL', 'ARG', 'EXPOSE', 'USER', 'WORKDIR', 'VOLUME', 'STOPSIGNAL']);
/** BuildKit expands nothing in the other flags. */
const EXPANDED_FLAGS: Readonly<Record<string, readonly string[]>> = {
  FROM: ['platform'],
  COPY: ['chown', 'chmod'],
  ADD: ['chown', 'chmod', 'checksum'],
  RUN: ['mount'],
};

/** Whether BuildKit itself expands the arguments of an instruction, or the value of one of its flags. */
export function mayExpand(keyword: string, flag?: string): boolean {
  return flag === undefined ? EXPANDED.has(keyword) : EXPANDED_FLAGS[keyword]?.includes(flag) === true;
}

/** In the order of the file. */
export const variableUses: (dockerfile: Dockerfile) => readonly VariableUse[] = oncePer(readUses);

function readUses({ text, instructions, stages, escape }: Dockerfile): VariableUse[] {
  const uses: VariableUse[] = [];
  let index = -1;
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') index++;
    for (const word of expandedWords(instruction)) {
      if (!word.text.includes('$')) continue;
      for (const part of variablesIn(lexWord(word.text, escape) ?? []))
        uses.push(useOf(part, word, instruction, stages[index]));
    }
    for (const use of usesInBodies(text, instruction)) uses.push({ ...use, stage: stages[index] });
  }
  return uses;
}

/** What BuildKit looks into for variables, in this instruction. */
function expandedWords(instruction: Instruction): readonly Traced[] {
  const { keyword, flags, args, pairs, form } = instruction;
  const inFlags = flags
    .filter(({ name }) => EXPANDED_FLAGS[keyword]?.includes(name))
    .flatMap(({ traced }) => traced ?? []);
  return [...inFlags, ...plainWords(keyword, form === 'json' && keyword === 'VOLUME' ? [] : args, pairs)];
}

function plainWords(keyword: string, args: readonly Word[], pairs: Instruction['pairs']): readonly Traced[] {
  if (keyword === 'FROM') return args.slice(0, 1).map((word) => word.traced);
  if (!EXPANDED.has(keyword)) return [];
  if (pairs.length === 0) return args.map((word) => word.traced);
  const values = pairs.flatMap(({ value }) => value?.traced ?? []);
  return keyword === 'ARG' ? values : [...pairs.map(({ name }) => name.traced), ...values];
}

const IN_BODY = /\\[^]|\$(?:\{([A-Za-z_]\w*)((?::?[-+?]|[#%/])?)|([A-Za-z_]\w*))/g;

/** Files written in place by COPY and ADD: quotes mean nothing there, unless they stand around the delimiter. */
function usesInBodies(text: string, instruction: Instruction): Omit<VariableUse, 'stage'>[] {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return [];
  return instruction.heredocs.flatMap((heredoc) =>
    heredoc.expand ? [...bodyUses(text, heredoc)].map((use) => ({ ...use, instruction, heredoc })) : [],
  );
}

function* bodyUses(
  text: string,
  { body }: Heredoc,
): Generator<Pick<VariableUse, 'name' | 'operator' | 'span' | 'nameSpan'>> {
  for (const match of text.slice(body.start, body.end).matchAll(IN_BODY)) {
    const [all, braced, operator, plain] = match;
    const name = braced ?? plain;
    if (name === undefined) continue;
    const start = body.start + match.index;
    const at = start + (braced === undefined ? 1 : 2);
    const close = braced === undefined ? -1 : text.slice(0, body.end).indexOf('}', start);
    yield {
      name,
      operator: operator === '' ? undefined : operator,
      span: { start, end: close === -1 ? start + all.length : close + 1 },
      nameSpan: { start: at, end: at + name.length },
    };
  }
}

function* variablesIn(parts: readonly Part[]): Generator<VariablePart> {
  for (const part of parts) {
    if (part.kind === 'double') yield* variablesIn(part.parts);
    if (part.kind !== 'variable' || !isExpandable(part)) continue;
    // A lone `$` is literal, and `$1` or `$@` belong to a shell.
    if (/^[\p{L}_]/u.test(part.name)) yield part;
    yield* variablesIn(part.operand);
    yield* variablesIn(part.replacement);
  }
}

function useOf(
  { start, end, name, operator }: VariablePart,
  word: Traced,
  instruction: Instruction,
  stage: Stage | undefined,
): VariableUse {
  const at = start + (word.text[start + 1] === '{' ? 2 : 1);
  return {
    name,
    operator,
    instruction,
    stage,
    heredoc: undefined,
    span: coveringSpan(slice(word, start, end)),
    nameSpan: exactSpan(slice(word, at, at + name.length)),
  };
}
