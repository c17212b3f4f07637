import { isAside } from '../core/manifestPath.ts';
import type { Resource } from '../parse/kubernetes.ts';
import { asMap, findPair, get } from '../parse/yaml/node.ts';
import { isNull, stringOf } from '../parse/yaml/scalar.ts';
import type { CustomKind, CustomKinds } from './customKinds.ts';

/** The definition that a resource will be judged by once it is applied; undefined where that is not certain. */
export function applicableKind(
  resource: Resource,
  path: string,
  kinds: CustomKinds | undefined,
): CustomKind | undefined {
  const kind = kinds?.of(path, resource);
  return kind && (!kind.isAside || isAside(path)) && !isUnnamed(resource) ? kind : undefined;
}

/**
 * Whether nobody can apply it as it is: a program's configuration or a list of a kind's fields that has no metadata, or
 * a form with an empty name.
 */
function isUnnamed({ root }: Resource): boolean {
  const written = get(root, 'metadata');
  const metadata = asMap(written);
  if (!metadata) return !written || isNull(written);
  const name = findPair(metadata, 'name')?.value;
  const isEmpty = name ? isNull(name) || stringOf(name) === '' : metadata.pairs.length === 0;
  return isEmpty && !findPair(metadata, 'generateName');
}
