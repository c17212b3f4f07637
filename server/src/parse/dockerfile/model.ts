import type { BaseImage } from '../../core/baseImages.ts';
import type { ImageRef } from '../../core/imageRef.ts';
import type { Span } from '../../core/text.ts';
import type { PlacedScript, RunCommand } from './scripts.ts';
import type { Traced } from './traced.ts';

/** `# syntax=…`, `# escape=…` or `# check=…` in the first lines. */
export interface Directive {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  /** From the `#` to the end of the value. */
  readonly span: Span;
  readonly valueSpan: Span;
}

/** A comment line, also one inside a continued instruction. Lines of heredocs and parser directives are none. */
export interface Comment {
  /** What follows the `#`, trimmed. */
  readonly text: string;
  /** From the `#` to the end of the line. */
  readonly span: Span;
}

/** A word as it is written, line continuations taken out; in JSON form the decoded string. */
export interface Word {
  readonly text: string;
  readonly span: Span;
  /** The text with the origin of each character; quotes and escapes are still in it, except in JSON form. */
  readonly traced: Traced;
}

/** `--name` or `--name=value`. */
export interface Flag {
  /** Without the dashes, as written. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Quotes and escapes taken out; undefined without `=`. */
  readonly value: string | undefined;
  readonly valueSpan: Span | undefined;
  readonly traced: Traced | undefined;
  readonly span: Span;
}

/** `name=value` of ENV, LABEL and ARG. */
export interface Pair {
  readonly name: Word;
  /** Undefined for an ARG without default. */
  readonly value: Word | undefined;
  readonly span: Span;
}

export interface Heredoc {
  /** The delimiter without quotes. */
  readonly name: string;
  /** `<<-`: leading tabs are taken off. */
  readonly stripTabs: boolean;
  /** False if the delimiter is quoted: then `$` is literal. */
  readonly expand: boolean;
  readonly body: Span;
  /** The line that ends it; undefined if it is missing. */
  readonly terminator: Span | undefined;
}

/** One logical instruction. Arguments are split the way BuildKit splits them for that instruction. */
export interface Instruction {
  /** Upper case; may be no known instruction. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the end of the last line, continuation lines and heredocs included. */
  readonly span: Span;
  /** The same without heredoc bodies. */
  readonly head: Span;
  readonly flags: readonly Flag[];
  /** Everything after keyword and flags, trimmed. */
  readonly rest: Word;
  /**
   * The words of `rest`. One word, the whole of it, for shell-form RUN, CMD and ENTRYPOINT and for USER, WORKDIR,
   * STOPSIGNAL and MAINTAINER. The strings of a JSON array. `CMD`, then the same, for HEALTHCHECK.
   */
  readonly args: readonly Word[];
  /** How the arguments are written; only RUN, CMD, ENTRYPOINT, SHELL, HEALTHCHECK, COPY, ADD and VOLUME know `json`. */
  readonly form: 'json' | 'plain';
  /** ENV, LABEL, ARG. */
  readonly pairs: readonly Pair[];
  readonly heredocs: readonly Heredoc[];
  /** What ONBUILD defers. */
  readonly child: Instruction | undefined;
}

export type ProblemCode =
  | 'duplicate-directive'
  | 'invalid-escape'
  | 'empty-continuation'
  | 'unterminated-heredoc'
  | 'not-a-string-array'
  | 'missing-equals'
  | 'instruction-before-from';

export interface Problem {
  readonly code: ProblemCode;
  readonly span: Span;
}

/** A value; or `unset` for an ARG without default, which `--build-arg` may fill; or `unknown` until the build. */
export type Variable = Traced | 'unset' | 'unknown';

/** ENV and ARG at some point of a stage. */
export interface Environment {
  readonly get: (name: string) => Variable | undefined;
  readonly has: (name: string) => boolean;
}

/** Where a stage or `COPY --from` starts from. */
export type Base =
  | { readonly kind: 'image'; readonly ref: ImageRef; readonly facts: BaseImage | undefined }
  | { readonly kind: 'scratch' }
  /** A variable without a known value, or a half-typed FROM. */
  | { readonly kind: 'unknown' };

/** Who a container runs as. */
export interface User {
  /** As in USER, expanded: `app`, `65532:65532`; undefined if a variable hides it or the base image is not known. */
  readonly value: string | undefined;
  /** The USER instruction; undefined if the base image sets the user. */
  readonly instruction: Instruction | undefined;
  /** Its argument. */
  readonly span: Span | undefined;
}

/** CMD or ENTRYPOINT. */
export interface Command {
  readonly instruction: Instruction;
  /** The stage that it stands in; a later one may inherit it. */
  readonly stageIndex: number;
  /** `shell`: the image's shell gets the line as one string. */
  readonly form: 'exec' | 'shell';
  /** What runs, the shell included. */
  readonly argv: readonly string[];
}

/** RUN, with what is in force where it stands. */
export interface Run {
  readonly instruction: Instruction;
  /** The simple commands in it, in order; read on first use. */
  readonly commands: () => readonly RunCommand[];
  /** What a POSIX shell gets; undefined if none gets anything. Read on first use. */
  readonly script: () => PlacedScript | undefined;
  readonly env: Environment;
  /** Absolute, or undefined if it is not known. */
  readonly workdir: string | undefined;
  readonly shell: readonly string[];
}

/** Where `--from` takes files from. */
export interface Origin {
  /** As written, quotes taken out. */
  readonly value: string;
  /** Earlier or later in the file; may be the very stage that asks. Undefined for an image or a named context. */
  readonly stage: Stage | undefined;
  readonly base: Base;
  /** The value of `--from`. */
  readonly span: Span;
}

/** COPY or ADD. */
export interface Copy {
  readonly instruction: Instruction;
  /** Undefined if the build context is meant. */
  readonly from: Origin | undefined;
  /** Expanded; undefined where a variable hides it. Heredocs are left out. */
  readonly sources: readonly (string | undefined)[];
  /** Absolute if WORKDIR and the variables in it are known, with its trailing slash; undefined otherwise. */
  readonly destination: string | undefined;
  /** The directory it is relative to. */
  readonly workdir: string | undefined;
}

export interface Stage {
  readonly index: number;
  /** Lower case, as BuildKit compares it. */
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly from: Instruction;
  /** The image argument of FROM as written; undefined while it is missing. */
  readonly image: Word | undefined;
  /** The same after expansion, each character traced to FROM or an ARG's default; undefined if an ARG has no value. */
  readonly resolvedImage: Traced | undefined;
  readonly platform: Flag | undefined;
  /** The earlier stage that FROM names. */
  readonly parent: Stage | undefined;
  /** What stands at the root of the chain of parents. */
  readonly base: Base;
  /** Without FROM. */
  readonly instructions: readonly Instruction[];
  /** From FROM to the end of the last instruction. */
  readonly span: Span;
  readonly user: User;
  readonly entrypoint: Command | undefined;
  readonly cmd: Command | undefined;
  /** ENV and ARG at the end of the stage, inherited ones included. */
  readonly env: Environment;
  /** ENV and ARG as one of the stage's instructions sees them. */
  readonly envBefore: (instruction: Instruction) => Environment;
  readonly workdir: string | undefined;
  readonly shell: readonly string[];
  readonly runs: readonly Run[];
  readonly copies: readonly Copy[];
}
