import { BUILD_CHECKS } from '../../core/dockerfileLanguage.ts';
import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { dockerVersion } from './frontend.ts';
import type { Comment, Directive, Instruction } from './model.ts';

/** `skip=A,B` of `# check=skip=A,B;error=true`. Source: ParseLintOptions in BuildKit's linter. */
export interface CheckOption {
  readonly key: string;
  readonly keySpan: Span;
  readonly values: readonly { readonly text: string; readonly span: Span }[];
}

/** The options in a `check` that begins at `start`. BuildKit reads no further than the first space. */
export function checkOptions(value: string, start: number): CheckOption[] {
  return [...(value.split(' ')[0] ?? '').matchAll(/[^;]+/g)].map(({ 0: part, index }) => {
    const equals = part.indexOf('=');
    const key = (equals === -1 ? part : part.slice(0, equals)).trim();
    const at = start + index;
    const values = equals === -1 ? '' : part.slice(equals + 1);
    return {
      key,
      keySpan: { start: at, end: at + key.length },
      values: [...values.matchAll(/[^\s,]+/g)].map((match) => {
        const from = at + equals + 1 + match.index;
        return { text: match[0], span: { start: from, end: from + match[0].length } };
      }),
    };
  });
}

/** The checks that options silence. */
export function skippedChecks(options: readonly CheckOption[]): readonly string[] {
  const skipped = options.filter(({ key }) => key === 'skip').flatMap(({ values }) => values.map(({ text }) => text));
  return skipped.length === 1 && skipped[0] === 'all' ? BUILD_CHECKS : skipped;
}

/** The options for the whole file. */
export function fileCheckOptions({ directives }: Pick<Dockerfile, 'directives'>): CheckOption[] {
  const check = directives.find(({ name }) => name === 'check');
  return check ? checkOptions(check.value, check.valueSpan.start) : [];
}

/** Whether a check that fails fails the build: `# check=error=true`. */
export function failsOnChecks(options: readonly CheckOption[]): boolean {
  return options.some(({ key, values }) => key === 'error' && /^(?:1|t|true)$/i.test(values[0]?.text ?? ''));
}

/** A `check` in the comments right above an instruction, which counts for that instruction. */
export interface InstructionCheck {
  readonly comment: Comment;
  readonly instruction: Instruction;
  readonly options: readonly CheckOption[];
}

const CHECK = /^check\s*=\s*(\S.*)$/i;
const KEYS = new Set(['skip', 'experimental', 'error']);
/** The first `docker/dockerfile` that reads `check` above an instruction. */
const SINCE_MINOR = 21;

/** Of several above one instruction only the first counts; a comment without text parts it from the instruction. */
export function instructionChecks(dockerfile: Omit<Dockerfile, 'stages' | 'finalStage'>): InstructionCheck[] {
  if (!/check/i.test(dockerfile.text) || isTooOld(dockerfile)) return [];
  let from = 0;
  return dockerfile.instructions.flatMap((instruction) => {
    const above = dockerfile.comments.filter(({ span }) => from <= span.start && span.start < instruction.span.start);
    from = instruction.span.end;
    const block = above.slice(above.findLastIndex(({ text }) => text === '') + 1);
    const comment = block.find(({ text }) => CHECK.test(text));
    const options = comment ? optionsIn(comment, dockerfile.text) : [];
    return comment && options.every(({ key }) => KEYS.has(key)) ? [{ comment, instruction, options }] : [];
  });
}

function isTooOld({ directives }: { readonly directives: readonly Directive[] }): boolean {
  const { major, minor } = dockerVersion(directives) ?? {};
  return major === 1 && minor !== undefined && minor < SINCE_MINOR;
}

function optionsIn({ text, span }: Comment, file: string): CheckOption[] {
  const value = CHECK.exec(text)?.[1] ?? '';
  return checkOptions(value, file.indexOf(value, span.start));
}
