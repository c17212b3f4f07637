import { parseGoMemLimit } from '../../core/goMemLimit.ts';
import { parseQuantity, wholeUnits } from '../../core/quantity.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { stringOf } from '../yaml/scalar.ts';
import { findEnv, type Container } from './container.ts';

/** Both limits of a container's memory, in bytes. */
export interface GoMemory {
  /** GOMEMLIMIT as written. */
  readonly scalar: YamlScalar;
  readonly goLimit: bigint;
  readonly limit: YamlScalar;
  readonly bytes: bigint;
}

/** Undefined unless GOMEMLIMIT and the memory limit are both amounts that are written here. */
export function goMemory(container: Container): GoMemory | undefined {
  const scalar = findEnv(container, 'GOMEMLIMIT')?.value;
  const goLimit = parseGoMemLimit(stringOf(scalar) ?? 'off');
  const limit = container.limits.get('memory');
  const quantity = limit && parseQuantity(limit.text);
  const bytes = quantity ? wholeUnits(quantity) : 0n;
  if (!scalar || goLimit === undefined || goLimit === 'off' || !limit || bytes <= 0n) return undefined;
  return { scalar, goLimit, limit, bytes };
}

/** Whether a share of the memory limit is exceeded: `isAbove(memory, 95n)`. */
export function isAbove({ goLimit, bytes }: GoMemory, percent: bigint): boolean {
  return goLimit * 100n > bytes * percent;
}

/** The text of a variable, if it is one that is written here. */
export function envText(
  container: Container,
  name: string,
): { readonly text: string; readonly scalar: YamlScalar } | undefined {
  const scalar = findEnv(container, name)?.value;
  return scalar && { text: stringOf(scalar) ?? scalar.text, scalar };
}
