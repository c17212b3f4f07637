import { parseYaml } from '../yaml.ts';
import { asMap, get, keysOf, resolveAlias, type YamlNode } from '../yaml/node.ts';

export type Data = Readonly<Record<string, unknown>>;

/** The documents of a YAML file as plain values, scalars as strings; nothing where it cannot be read. */
export function yamlDocuments(text: string): unknown[] {
  const budget = { nodes: MAX_NODES };
  return parseYaml(text).documents.map(({ document }) => plain(document.root, budget));
}

/** Aliases of aliases make a short text endless; no file of a person has as many values. */
const MAX_NODES = 100_000;

function plain(node: YamlNode | undefined, budget: { nodes: number }): unknown {
  const target = resolveAlias(node);
  if (!target || --budget.nodes < 0) return undefined;
  if (target.type === 'scalar') return target.text === '' && target.style === 'plain' ? undefined : target.text;
  if (target.type === 'list') return target.items.map((item) => plain(item, budget));
  const map = asMap(target);
  return Object.fromEntries([...keysOf(map)].map((key) => [key, plain(get(map, key), budget)]));
}

export function record(value: unknown): Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
