import type { Resource } from '../kubernetes.ts';
import { appendItem, replaceScalar, setPair, type Edits } from '../yaml/edit.ts';
import { joined } from '../yaml/joined.ts';
import { findPair, get, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { removeIn } from '../yaml/remove.ts';
import { replacePair } from '../yaml/replacePair.ts';
import { isNull } from '../yaml/scalar.ts';
import { findEnv, type Container } from './container.ts';

/** The keys that people write before `env`. */
const BEFORE_ENV = ['name', 'image', 'imagePullPolicy', 'command', 'args', 'workingDir', 'ports', 'envFrom'];

/**
 * Gives a container an environment variable, in the style of what is around. Undefined where an alias shares the list
 * with other containers, or where the document cannot be edited.
 */
export function setEnv({ document }: Resource, container: Container, name: string, value: string): Edits {
  const variable = findEnv(container, name);
  if (variable?.valueFrom) return undefined;
  if (variable) return setPair(document, variable.map, 'value', value, ['name']);
  const env = findPair(container.map, 'env')?.value;
  const item = { name, value };
  if (env?.type === 'list') return document.shared.has(env) ? undefined : appendItem(document, env, item);
  // A list that is merged in would be replaced, not extended.
  if (!env && get(container.map, 'env')) return undefined;
  return setPair(document, container.map, 'env', [item], BEFORE_ENV);
}

/** Takes a variable away; undefined where it is there more than once, or the list is shared. */
export function removeEnv({ document }: Resource, container: Container, name: string): Edits {
  const variables = container.env.filter((variable) => variable.name === name);
  const [variable] = variables;
  const env = findPair(container.map, 'env')?.value;
  if (!variable || variables.length > 1 || env?.type !== 'list' || document.shared.has(env)) return undefined;
  const index = env.items.indexOf(variable.map);
  return index < 0 ? undefined : removeIn(document, container.map, ['env', index]);
}

/** Amounts to be written, as `{ limits: { memory: '512Mi' } }`. */
export type Amounts = Readonly<Partial<Record<'requests' | 'limits', Readonly<Record<string, string>>>>>;

/** Gives a container amounts of resources. Undefined where an alias shares what would be edited. */
export function setResources({ document }: Resource, container: Container, amounts: Amounts): Edits {
  const pair = findPair(container.map, 'resources');
  if (document.shared.has(container.map) || (!pair && get(container.map, 'resources'))) return undefined;
  if (!pair || isNull(pair.value))
    return setPair(document, container.map, 'resources', amounts, [...BEFORE_ENV, 'env']);
  const { value: resources } = pair;
  if (resources.type !== 'map' || document.shared.has(resources)) return undefined;
  if (resources.pairs.length === 0) return replacePair(document, container.map, 'resources', 'resources', amounts);
  // What is added within a list may come to the same place as a list behind it, and has to be the first of the two.
  const lists = Object.entries(amounts).toSorted(
    ([a], [b]) => Number(!findPair(resources, a)) - Number(!findPair(resources, b)),
  );
  const edits = lists.map(([list, values]) => setAmounts(document, resources, list, values));
  return joined(edits);
}

function setAmounts(
  document: Resource['document'],
  resources: YamlMap,
  list: string,
  values: Readonly<Record<string, string>>,
): Edits {
  const present = findPair(resources, list)?.value;
  if (!present || isNull(present))
    return !present && get(resources, list) ? undefined : setPair(document, resources, list, values);
  if (present.type !== 'map' || document.shared.has(present)) return undefined;
  const edits = Object.entries(values).map(([name, value]) =>
    !findPair(present, name) && get(present, name) ? undefined : setPair(document, present, name, value),
  );
  return joined(edits);
}

/** Takes an amount away, and the map that would be empty then. */
export function removeAmount(
  { document }: Resource,
  { map }: Container,
  list: 'requests' | 'limits',
  name: string,
): Edits {
  return removeIn(document, map, ['resources', list, name]);
}

/** Writes another amount; `2` stays a number where a text would get quotes. */
export function replaceAmount({ document }: Resource, amount: YamlScalar, text: string): Edits {
  if (document.shared.has(amount)) return undefined;
  return replaceScalar(document, amount, /^[1-9]\d*$/.test(text) && amount.style === 'plain' ? Number(text) : text);
}
