import type { YamlValue } from '../yaml/render.ts';
import { valueOf } from '../yaml/value.ts';
import { findPair } from '../yaml/node.ts';
import type { Probe } from './probe.ts';

/** A startup probe that asks as another probe does, for about as many seconds; undefined where that cannot be copied. */
export function startupFor({ map, handler, periodSeconds }: Probe, seconds: number): YamlValue | undefined {
  const period = periodSeconds.value;
  const question = handler && valueOf(findPair(map, handler.type)?.value);
  if (!handler || question === undefined || !period) return undefined;
  return {
    [handler.type]: question,
    ...(periodSeconds.span && { periodSeconds: period }),
    failureThreshold: Math.max(1, Math.ceil(seconds / period)),
  };
}
