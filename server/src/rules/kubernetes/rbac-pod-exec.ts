import { includesAny, roleRules } from '../../parse/kubernetes/roles.ts';
import { asList, get } from '../../parse/yaml/node.ts';
import { removeItem } from '../../parse/yaml/remove.ts';
import { defineRule } from '../define.ts';

const INTO_PODS = ['pods/exec', 'pods/attach'];

export default defineRule({
  target: 'kubernetes',
  severity: 'info',
  since: '0.1.0',
  summary: 'Let programs run no commands in pods.',
  rationale: `
\`pods/exec\` and \`pods/attach\` put whoever has the account into every container in reach: with its files, its environment, its Secrets and its own service account. In a ClusterRole that is bound for the cluster these are all pods, the ones of the control plane included. People who debug need it, programs seldom do; a backup tool that freezes a database is one of them, so this is information.

Older clusters ask for the verb \`create\` and newer ones for \`get\` with websockets, so either is enough.`,
  sources: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  equivalents: ['polaris:clusterrolePodExecAttach', 'polaris:rolePodExecAttach'],
  messages: {
    cluster: 'Whoever has the account may run any command in every pod that the role reaches: {resource} is allowed.',
    namespace: 'Whoever has the account may run any command in the pods of the namespace: {resource} is allowed.',
  },
  fixes: { remove: 'Remove {resource}' },
  examples: [
    {
      title: 'Into every pod',
      bad: `\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: api
rules:
  - apiGroups: [""]
    resources: [pods, pods/exec]
    verbs: [get, create]
`,
      good: `\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: api
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get, create]
`,
    },
  ],
  *check(resource, { say, fix }) {
    const { document, kind } = resource;
    for (const { map, groups, resources, verbs, isNamed } of roleRules(resource)) {
      const isGranted = includesAny(groups, ['']) && includesAny(verbs, ['get', 'create']) && !isNamed;
      const list = asList(get(map, 'resources'));
      for (const scalar of isGranted ? resources.filter(({ text }) => INTO_PODS.includes(text)) : []) {
        // A rule needs some resource.
        const isFree = list && list.items.length > 1 && !document.shared.has(list);
        const edits = isFree ? removeItem(document, list, list.items.indexOf(scalar)) : undefined;
        const names = { resource: scalar.text };
        const fixes = edits ? [fix.remove(names, { safe: false, edits: () => edits })] : [];
        yield (kind === 'ClusterRole' ? say.cluster : say.namespace)(scalar.span, names, { fixes });
      }
    }
  },
});
