import { parseQuantity } from '../../core/quantity.ts';
import type { Resource } from '../kubernetes.ts';
import { asMap, get, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { findEnv, type Container, type EnvVar } from './container.ts';
import { isSetForPod, memoryLimit, memoryRequest, type Memory } from './memory.ts';
import { scalarSetting } from './settings.ts';

/** A variable that the kubelet fills with a number of a container's resources. */
export interface MemoryReference {
  readonly variable: EnvVar;
  /** The `resourceFieldRef`. */
  readonly map: YamlMap;
  /** `limits.memory`, `requests.memory` or something else. */
  readonly resource: YamlScalar;
  readonly divisor: YamlScalar | undefined;
  /** The memory limit of the container that has the variable. */
  readonly limit: Memory | undefined;
  /** What becomes of it for who reads bytes, as Go does; undefined where it is right, or not known. */
  readonly problem: Problem | undefined;
}

type Problem = 'divisor' | 'unit' | 'nothing' | 'unlimited' | 'whole';

/** Undefined if the variable has another source. https://kubernetes.io/docs/concepts/workloads/pods/downward-api/ */
export function memoryReference(resource: Resource, container: Container, name: string): MemoryReference | undefined {
  const variable = findEnv(container, name);
  const map = asMap(get(variable?.valueFrom, 'resourceFieldRef'));
  const field = scalarSetting(map, 'resource');
  if (!variable || !map || !field) return undefined;
  const divisor = scalarSetting(map, 'divisor');
  const isOwn = (scalarSetting(map, 'containerName')?.text ?? container.name) === container.name;
  const problem = misread(field, divisor) ?? (isOwn ? misfit(resource, container, field.text) : undefined);
  return { variable, map, resource: field, divisor, limit: memoryLimit(container), problem };
}

function misread({ text }: YamlScalar, divisor: YamlScalar | undefined): Problem | undefined {
  if (/^(?:limits|requests)\.(?:cpu|ephemeral-storage)$/.test(text)) return 'unit';
  return /^(?:limits|requests)\.memory$/.test(text) && divides(divisor) ? 'divisor' : undefined;
}

/** 0 counts as 1, and so does less. */
function divides(divisor: YamlScalar | undefined): boolean {
  const quantity = divisor && parseQuantity(divisor.text);
  return quantity !== undefined && quantity.nano > 1_000_000_000n;
}

/** What is missing in a part may be elsewhere, and what is no amount may become one. */
function misfit(resource: Resource, container: Container, field: string): Problem | undefined {
  const isForPod = (['limits', 'requests'] as const).some((list) => isSetForPod(resource, list, 'memory'));
  if (container.partial || isForPod) return undefined;
  const limit = memoryLimit(container);
  const isLimitOpen = !limit && container.limits.has('memory');
  if (field === 'limits.memory') return isLimitOpen ? undefined : limit ? 'whole' : 'unlimited';
  if (field !== 'requests.memory' || isLimitOpen) return undefined;
  return container.requests.has('memory') ? fullRequest(memoryRequest(container), limit) : limit ? 'whole' : 'nothing';
}

function fullRequest(request: Memory | undefined, limit: Memory | undefined): Problem | undefined {
  return request && limit && request.bytes >= limit.bytes ? 'whole' : undefined;
}
