import { resolveAlias, type YamlNode } from './node.ts';
import type { YamlValue } from './render.ts';
import { resolveScalar } from './scalar.ts';

/** What a node says, to be written elsewhere; undefined for what a rendered value cannot say: null, merge keys. */
export function valueOf(written: YamlNode | undefined): YamlValue | undefined {
  const node = resolveAlias(written);
  if (node?.type === 'scalar') {
    const value = resolveScalar(node);
    if (value.type === 'null') return undefined;
    return value.type === 'int' ? Number(value.value) : value.value;
  }
  if (node?.type === 'list') {
    const items = node.items.map(valueOf);
    return items.includes(undefined) ? undefined : (items as YamlValue[]);
  }
  const entries = (node?.pairs ?? []).map(
    ({ key, value }) => [key.type === 'scalar' ? key.text : '<<', valueOf(value)] as const,
  );
  const isPlain = node !== undefined && entries.every(([key, value]) => key !== '<<' && value !== undefined);
  return isPlain ? (Object.fromEntries(entries) as { [key: string]: YamlValue }) : undefined;
}
