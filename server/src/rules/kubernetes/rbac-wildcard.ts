import type { Resource } from '../../parse/kubernetes.ts';
import { appliesAnything, roleRules } from '../../parse/kubernetes/roles.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name what a role may do.',
  rationale: `
\`*\` is everything there is now and everything that will ever be installed: with all verbs on all resources of all groups the account is the administrator of its namespace, or of the cluster, and of the core group alone that is every Secret and every pod. With \`*\` for verbs it may also impersonate, bind and escalate. Name the verbs and resources the program really uses. Within the API group of an operator \`*\` is how operators are written, so there, in a Role, and where only one of the lists is \`*\`, this is information. So it is for tools that apply what a repository or a backup holds. All verbs one by one, on all resources of all groups, are \`*\` as well.`,
  sources: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  equivalents: ['kube-linter:wildcard-in-rules'],
  messages: {
    all: 'Whoever has the account may do everything: all verbs on all resources.',
    group: 'Whoever has the account may do everything with {group}: all verbs on all its resources.',
    resources: 'The role will grow with every resource that is installed: resources are *.',
    verbs: 'The role will grow with every verb that there will be: verbs are *.',
  },
  examples: [
    {
      title: 'Everything',
      bad: `\
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: api
rules:
  - apiGroups: ["*"]
    resources: ["*"]
    verbs: ["*"]
`,
      good: `\
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: api
rules:
  - apiGroups: [""]
    resources: [configmaps]
    verbs: [get, watch]
`,
    },
  ],
  *check(resource, { say }) {
    for (const { groups, resources, verbs } of roleRules(resource)) {
      const allResources = resources.find(isStar);
      const allVerbs = verbs.find(isStar) ?? (isEverything(groups, verbs) ? allResources : undefined);
      if (allVerbs && allResources) {
        const group = widest(groups);
        const severity = reachesCluster(resource, group) ? undefined : 'info';
        yield group === '*'
          ? say.all(allVerbs.span, {}, { severity })
          : say.group(allVerbs.span, { group: group === '' ? 'v1' : group }, { severity });
      } else if (allVerbs) yield say.verbs(allVerbs.span, {}, { severity: 'info' });
      else if (allResources) yield say.resources(allResources.span, {}, { severity: 'info' });
    }
  },
});

function reachesCluster({ kind, name }: Resource, group: string): boolean {
  return kind === 'ClusterRole' && (group === '*' || group === '') && !appliesAnything(name);
}

/** What a star stands for but for the rights to more rights; written out one by one it is the same. */
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

function isEverything(groups: readonly YamlScalar[], verbs: readonly YamlScalar[]): boolean {
  return widest(groups) === '*' && VERBS.every((verb) => verbs.some(({ text }) => text === verb));
}

/** Everything, the core group, or else the first. */
function widest(groups: readonly YamlScalar[]): string {
  const names = groups.map(({ text }) => text);
  return ['*', ''].find((wide) => names.includes(wide)) ?? names[0] ?? '';
}

function isStar({ text }: YamlScalar): boolean {
  return text === '*';
}
