import { parseQuantity } from '../../core/quantity.ts';
import type { Resource } from '../kubernetes.ts';
import { asMap, get, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { findEnv, type Container, type EnvVar } from './container.ts';
import { isSetForPod, memoryLimit, memoryRequest, type Memory } from './memory.ts';
import { scalarSetting } from './settings.ts';

/** A variable that the kubelet fills with a number of the container's resources. */
export interface MemoryReference {
  readonly variable: EnvVar;
  /** The `resourceFieldRef`. */
  readonly map: YamlMap;
  /** `limits.memory`, `requests.memory` or something else. */
  readonly resource: YamlScalar;
  readonly divisor: YamlScalar | undefined;
  /** The container whose resources are meant; undefined if it is not in this manifest. */
  readonly from: Container | undefined;
  /** Its memory limit. */
  readonly limit: Memory | undefined;
  /** What becomes of it for who reads bytes, as Go does; undefined where it is right, or not known. */
  readonly problem: 'divisor' | 'unit' | 'nothing' | 'unlimited' | 'whole' | undefined;
}

/** Undefined if the variable has another source. https://kubernetes.io/docs/concepts/workloads/pods/downward-api/ */
export function memoryReference(resource: Resource, container: Container, name: string): MemoryReference | undefined {
  const variable = findEnv(container, name);
  const map = asMap(get(variable?.valueFrom, 'resourceFieldRef'));
  const field = scalarSetting(map, 'resource');
  if (!variable || !map || !field) return undefined;
  const other = scalarSetting(map, 'containerName')?.text;
  const from = other === undefined ? container : resource.containers.find((each) => each.name === other);
  const read = { variable, map, resource: field, divisor: scalarSetting(map, 'divisor'), from };
  const limit = from && memoryLimit(from);
  return { ...read, limit, problem: problemOf(resource, { ...read, limit }) };
}

function problemOf(
  resource: Resource,
  { resource: field, divisor, from, limit }: Omit<MemoryReference, 'problem'>,
): MemoryReference['problem'] {
  if (/^(?:limits|requests)\.(?:cpu|ephemeral-storage)$/.test(field.text)) return 'unit';
  const isRequest = field.text === 'requests.memory';
  if (!isRequest && field.text !== 'limits.memory') return undefined;
  if (divides(divisor)) return 'divisor';
  // What is missing in a part may be elsewhere, and what is no amount may become one.
  const hasOther = isSetForPod(resource, 'limits', 'memory') || isSetForPod(resource, 'requests', 'memory');
  if (!from || from.partial || hasOther) return undefined;
  if (isRequest && from.requests.has('memory')) return isAll(memoryRequest(from), limit) ? 'whole' : undefined;
  if (limit) return 'whole';
  if (from.limits.has('memory')) return undefined;
  return isRequest ? 'nothing' : 'unlimited';
}

function isAll(request: Memory | undefined, limit: Memory | undefined): boolean {
  return request !== undefined && limit !== undefined && request.bytes >= limit.bytes;
}

/** 0 counts as 1, and so does less. */
function divides(divisor: YamlScalar | undefined): boolean {
  const quantity = divisor && parseQuantity(divisor.text);
  return quantity !== undefined && quantity.nano > 1_000_000_000n;
}
