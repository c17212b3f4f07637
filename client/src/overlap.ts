import type { FindingData } from '../../server/src/protocol.ts';

/** What is compared of another extension's finding. Lines count from 0. */
export interface Comparable {
  readonly source: string;
  readonly code: string;
  readonly line: number;
}

/** Whether another extension shows the same about the same instruction. */
export function isRepetition(
  { equivalents, lines: [first, last] }: FindingData,
  others: readonly Comparable[],
): boolean {
  return others.some(
    (other) => first <= other.line && other.line <= last && equivalents.some((each) => isSameCheck(each, other)),
  );
}

/** tally writes `hadolint/DL3007`, and codes of dockerfile-utils are numbers without a published meaning. */
function isSameCheck(equivalent: string, { source, code }: Comparable): boolean {
  if (equivalent.startsWith('dockerfile-utils:')) return source === 'dockerfile-utils';
  return nameOf(equivalent) === nameOf(code);
}

function nameOf(code: string): string {
  return code.slice(code.lastIndexOf('/') + 1);
}
