import { lineEnd, lineStart } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Instruction } from '../../parse/dockerfile/model.ts';
import type { Typed } from '../answers.ts';

/** What stands around the cursor. */
export type Place =
  /** In a heredoc, or where the text is too broken to tell. */
  | { readonly kind: 'nowhere' }
  /** In a comment line; `before` begins with its `#`. */
  | { readonly kind: 'comment'; readonly before: string }
  /** Where an instruction begins, or the one that ONBUILD defers. */
  | { readonly kind: 'keyword'; readonly typed: Typed; readonly onbuild: Instruction | undefined }
  | ArgumentPlace;

/** Behind the keyword of an instruction. */
export interface ArgumentPlace {
  readonly kind: 'argument';
  /** The one that ONBUILD defers, if there is one. */
  readonly instruction: Instruction;
  /** ONBUILD itself. */
  readonly onbuild: Instruction | undefined;
  /** From the keyword to the cursor, with continued lines joined and comments taken out. */
  readonly before: string;
  /** The words before the one at the cursor, flags included. */
  readonly words: readonly string[];
  /** What is typed of the word at the cursor. */
  readonly word: string;
  /** The words before it that are no flags. */
  readonly plain: readonly string[];
}

const NOWHERE: Place = { kind: 'nowhere' };

export function placeAt(dockerfile: Dockerfile, offset: number): Place {
  const { text } = dockerfile;
  if (isInHeredoc(dockerfile, offset)) return NOWHERE;
  const line = text.slice(lineStart(text, offset), offset);
  if (/^\s*#/.test(line)) return { kind: 'comment', before: line.trimStart() };
  const instruction = ownerOf(dockerfile, offset);
  if (!instruction || offset <= instruction.keywordSpan.end) return keywordPlace(text, offset, line);
  if (instruction.keyword !== 'ONBUILD') return argumentPlace(dockerfile, offset, { instruction, onbuild: undefined });
  const { child } = instruction;
  if (child && offset > child.keywordSpan.end)
    return argumentPlace(dockerfile, offset, { instruction: child, onbuild: instruction });
  const typed = typedAt(text, offset, /\w*$/.exec(line)?.[0] ?? '', WORD);
  return typed ? { kind: 'keyword', typed, onbuild: instruction } : NOWHERE;
}

const WORD = /^\w*/;

/** Undefined if what is typed does not stand in one piece before the cursor. */
export function typedAt(text: string, offset: number, word: string, rest: RegExp): Typed | undefined {
  const start = offset - word.length;
  if (text.slice(start, offset) !== word) return undefined;
  const after = rest.exec(text.slice(offset, lineEnd(text, offset)))?.[0].length ?? 0;
  return { text: word, insert: { start, end: offset }, replace: { start, end: offset + after } };
}

function keywordPlace(text: string, offset: number, line: string): Place {
  const word = /^\s*(\w*)$/.exec(line)?.[1];
  const typed = word === undefined ? undefined : typedAt(text, offset, word, WORD);
  return typed ? { kind: 'keyword', typed, onbuild: undefined } : NOWHERE;
}

function argumentPlace(
  { text, escape }: Dockerfile,
  offset: number,
  target: Pick<ArgumentPlace, 'instruction' | 'onbuild'>,
): Place {
  const before = joined(text.slice(target.instruction.keywordSpan.end, offset), escape);
  const words = before.trimStart().split(/[ \t]+/);
  const word = words.pop() ?? '';
  return { kind: 'argument', ...target, before, words, word, plain: words.slice(flagCount(words)) };
}

function flagCount(words: readonly string[]): number {
  const first = words.findIndex((word) => !word.startsWith('--'));
  return first === -1 ? words.length : first;
}

function isInHeredoc({ instructions }: Dockerfile, offset: number): boolean {
  return instructions.some((each) =>
    [...each.heredocs, ...(each.child?.heredocs ?? [])].some(
      ({ body, terminator }) => body.start <= offset && offset <= (terminator?.end ?? body.end),
    ),
  );
}

/** The instruction whose text the cursor is in, or would be if somebody typed. */
function ownerOf({ text, escape, instructions }: Dockerfile, offset: number): Instruction | undefined {
  const last = instructions.findLast(({ span }) => span.start <= offset);
  if (!last || offset <= last.span.end) return last;
  const gap = text.slice(last.span.end, offset);
  if (!gap.includes('\n')) return last;
  const goesOn = gap.replace(/^[ \t]+/, '').startsWith(escape) && joined(gap, escape).trim() === '';
  return goesOn ? last : undefined;
}

/** What BuildKit makes of continued lines: comments and blank lines between them vanish. */
function joined(text: string, escape: string): string {
  const pattern =
    escape === '`' ? /`[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*/g : /\\[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*/g;
  return text.replace(pattern, '');
}
