import type { Resource } from '../kubernetes.ts';
import { asMap, asScalar, get, itemsOf, type YamlMap, type YamlScalar } from '../yaml/node.ts';

/** A rule of a Role or ClusterRole: what may be done with what. */
export interface RoleRule {
  readonly map: YamlMap;
  readonly groups: readonly YamlScalar[];
  readonly resources: readonly YamlScalar[];
  readonly verbs: readonly YamlScalar[];
  /** Whether it is about single objects by their names. */
  readonly isNamed: boolean;
}

/** The rules that a Role or ClusterRole grants; none of those that Kubernetes itself brings. */
export function roleRules({ group, kind, root, name }: Resource): readonly RoleRule[] {
  if (group !== 'rbac.authorization.k8s.io' || !/^(?:Cluster)?Role$/.test(kind)) return [];
  if (/^(?:system:|(?:cluster-admin|admin|edit|view)$)/.test(name)) return [];
  return itemsOf(get(root, 'rules')).flatMap((item) => {
    const map = asMap(item);
    if (!map) return [];
    return [
      {
        map,
        groups: scalarsOf(map, 'apiGroups'),
        resources: scalarsOf(map, 'resources'),
        verbs: scalarsOf(map, 'verbs'),
        isNamed: itemsOf(get(map, 'resourceNames')).length > 0,
      },
    ];
  });
}

/** Whether an account is of a tool that applies what a repository or a backup holds, whatever that is: it needs all. */
export function appliesAnything(name: string): boolean {
  return /(?:^|[-:])(?:argo-?cd|gitops|flux|(?:kustomize|helm)-controller|tiller|crossplane|velero)(?:[-:]|$)/.test(
    name,
  );
}

/** Whether a list has one of these words, or the star that stands for all of them. */
export function includesAny(list: readonly YamlScalar[], words: readonly string[]): boolean {
  return list.some(({ text }) => text === '*' || words.includes(text));
}

function scalarsOf(map: YamlMap, key: string): readonly YamlScalar[] {
  return itemsOf(get(map, key)).flatMap((item) => asScalar(item) ?? []);
}
