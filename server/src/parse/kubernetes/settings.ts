import type { Span } from '../../core/text.ts';
import { asScalar, get, keysOf, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { booleanOf, integerOf, resolveScalar } from '../yaml/scalar.ts';

/** A field that is written: where, and what it says. */
export interface Setting<Value> {
  readonly value: Value;
  readonly span: Span;
}

export function integerSetting(map: YamlMap | undefined, key: string): Setting<number> | undefined {
  return setting(get(map, key), integerOf);
}

export function booleanSetting(map: YamlMap | undefined, key: string): Setting<boolean> | undefined {
  return setting(get(map, key), booleanOf);
}

function setting<Value>(
  node: ReturnType<typeof get>,
  read: (node: YamlScalar) => Value | undefined,
): Setting<Value> | undefined {
  const scalar = asScalar(node);
  const value = scalar && read(scalar);
  return scalar && value !== undefined ? { value, span: scalar.span } : undefined;
}

/** A scalar that says something: `key:` and `key: null` are as good as no key. */
export function scalarSetting(map: YamlMap | undefined, key: string): YamlScalar | undefined {
  const scalar = asScalar(get(map, key));
  return scalar && resolveScalar(scalar).type !== 'null' ? scalar : undefined;
}

/** Names and scalars of a map, as `limits: { memory: 512Mi }` has them. */
export function scalars(map: YamlMap | undefined): ReadonlyMap<string, YamlScalar> {
  return new Map(
    [...keysOf(map)].flatMap((key) => {
      const value = scalarSetting(map, key);
      return value ? [[key, value] as const] : [];
    }),
  );
}

/** Whether a field is there at all, whatever it says. */
export function hasField(map: YamlMap | undefined, key: string): boolean {
  return get(map, key) !== undefined;
}
