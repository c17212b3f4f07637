import type { FindingData } from '../../server/src/protocol.ts';

/** What is compared of another extension's finding. Lines count from 0. */
export interface Comparable {
  /** Empty where the extension names none, as hadolint's does not. */
  readonly source: string;
  /** Empty where there is none. */
  readonly code: string;
  readonly line: number;
  readonly isError: boolean;
}

/** A finding of ours. */
export interface Own extends FindingData {
  readonly isError: boolean;
}

/** A change of a text, as far as lines are concerned. */
export interface LineEdit {
  readonly first: number;
  /** Of what is replaced. */
  readonly last: number;
  /** Whether the replaced text ends where `last` begins. */
  readonly endsAtStart: boolean;
  /** How many line breaks stand there now. */
  readonly breaks: number;
}

/**
 * Whether another extension shows the same about the same instruction. That the container will not start is more than
 * somebody's warning about style: an error is repeated by errors alone.
 */
export function isRepetition({ equivalents, places, isError }: Own, others: readonly Comparable[]): boolean {
  return others.some(
    (other) =>
      (other.isError || !isError) &&
      places.some(([first, last]) => first <= other.line && other.line <= last) &&
      equivalents.some((each) => isSameCheck(each, other)),
  );
}

/**
 * tally writes `hadolint/DL3007`; codes of dockerfile-utils are numbers. What Docker's server says without a code is
 * why the build stops, which is at most one thing about an instruction.
 */
function isSameCheck(equivalent: string, { source, code }: Comparable): boolean {
  if (equivalent === 'build-error') return source === 'docker-language-server' && code === '';
  return nameOf(equivalent) === nameOf(source === 'dockerfile-utils' ? `${source}:${code}` : code);
}

function nameOf(code: string): string {
  return code.slice(code.lastIndexOf('/') + 1);
}

/** Where a line has gone. */
export function movedLine(line: number, { first, last, endsAtStart, breaks }: LineEdit): number {
  if (line > last || (line === last && endsAtStart)) return line + breaks - (last - first);
  return Math.min(line, first);
}
