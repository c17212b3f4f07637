import type { Resource } from '../kubernetes.ts';
import { appendItem, setPair, type Edits } from '../yaml/edit.ts';
import { findPair, get } from '../yaml/node.ts';
import { removeItem } from '../yaml/remove.ts';
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
  return index < 0 ? undefined : removeItem(document, env, index);
}
