import { parseGoGc } from '../../core/goGc.ts';
import { parseGoMemLimit } from '../../core/goMemLimit.ts';
import { parseQuantity, wholeUnits } from '../../core/quantity.ts';
import type { Resource } from '../kubernetes.ts';
import { asMap, getIn, type YamlScalar } from '../yaml/node.ts';
import { stringOf } from '../yaml/scalar.ts';
import { findEnv, type Container } from './container.ts';
import { hasField } from './settings.ts';

/** An amount of memory, and where it is written. */
export interface Memory {
  readonly scalar: YamlScalar;
  readonly bytes: bigint;
}

/** What the kernel allows a container; undefined for none, for what is no amount yet, and for 0, which is no limit. */
export function memoryLimit({ limits }: Container): Memory | undefined {
  return amount(limits.get('memory'));
}

/** What is reserved for a container on the node. */
export function memoryRequest({ requests }: Container): Memory | undefined {
  return amount(requests.get('memory'));
}

function amount(scalar: YamlScalar | undefined): Memory | undefined {
  const quantity = scalar && parseQuantity(scalar.text);
  const bytes = quantity ? wholeUnits(quantity) : 0n;
  return scalar && bytes > 0n ? { scalar, bytes } : undefined;
}

/** A GOMEMLIMIT that is written as an amount. */
export function goMemLimit(container: Container): Memory | undefined {
  const scalar = findEnv(container, 'GOMEMLIMIT')?.value;
  const bytes = parseGoMemLimit(stringOf(scalar) ?? '');
  return scalar && typeof bytes === 'bigint' ? { scalar, bytes } : undefined;
}

/** `GOGC=off`: then only GOMEMLIMIT makes Go collect. */
export function isCollectionOff(container: Container): boolean {
  return parseGoGc(stringOf(findEnv(container, 'GOGC')?.value) ?? '') === 'off';
}

/** Whether `limits` or `requests` of the whole pod, which its containers share, name a resource. */
export function isSetForPod({ podSpec }: Resource, list: 'limits' | 'requests', resource: string): boolean {
  return hasField(asMap(getIn(podSpec, 'resources', list)), resource);
}

const MEBIBYTE = 2n ** 20n;

/** `460MiB`, as people say it: whole MiB, or bytes where it is less. */
export function formatBytes(bytes: bigint): string {
  if (bytes < MEBIBYTE) return `${bytes} bytes`;
  const tenths = (bytes * 10n + MEBIBYTE / 2n) / MEBIBYTE;
  return `${tenths % 10n === 0n ? tenths / 10n : `${tenths / 10n}.${tenths % 10n}`} MiB`;
}
