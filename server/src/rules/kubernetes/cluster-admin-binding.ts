import { appliesAnything } from '../../parse/kubernetes/roles.ts';
import { asMap, asScalar, get, getIn, itemsOf, type YamlMap } from '../../parse/yaml/node.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Give nobody cluster-admin who does not administer the cluster.',
  rationale: `
\`cluster-admin\` may do everything, reading all Secrets included, and a program with it hands all of that to whoever takes it over. A role of its own with what it needs is a few lines. A RoleBinding to it gives all of that for one namespace, which is information. So is a tool that applies what a repository or a backup holds, as Argo CD, Flux and Velero do. Bindings of people and their groups are left alone; those of service accounts are told, one by one or as a group, and those of everybody (\`system:authenticated\`, \`system:unauthenticated\`, \`system:anonymous\`) all the more.`,
  sources: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  equivalents: [
    'kube-linter:cluster-admin-role-binding',
    'polaris:clusterrolebindingClusterAdmin',
    'polaris:rolebindingClusterAdminClusterRole',
  ],
  messages: {
    admin: 'Whoever takes over a pod of {account} has the whole cluster: it is bound to cluster-admin.',
    namespace: 'Whoever takes over a pod of {account} has the whole namespace: it is bound to cluster-admin.',
    accounts: 'Whoever takes over any pod has the whole cluster: all accounts of {group} are bound to cluster-admin.',
    accountsNamespace:
      'Whoever takes over any pod has the whole namespace: all accounts of {group} are bound to cluster-admin.',
    everybody:
      'Whoever reaches the API server has the whole cluster: {group} is everybody, and bound to cluster-admin.',
    everybodyNamespace:
      'Whoever reaches the API server has the whole namespace: {group} is everybody, and bound to cluster-admin.',
  },
  examples: [
    {
      title: 'An all-powerful service account',
      bad: `\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: api
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: api
    namespace: shop
`,
      good: `\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: api
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: api
subjects:
  - kind: ServiceAccount
    name: api
    namespace: shop
`,
    },
  ],
  *check({ group, kind, root }, { say }) {
    const role = asScalar(getIn(root, 'roleRef', 'name'));
    if (group !== 'rbac.authorization.k8s.io' || role?.text !== 'cluster-admin') return;
    const isWide = kind === 'ClusterRoleBinding';
    if (!isWide && kind !== 'RoleBinding') return;
    const subjects = itemsOf(get(root, 'subjects')).flatMap((item) => subjectOf(asMap(item)) ?? []);
    const [widest] = WIDEST_FIRST.flatMap((each) => subjects.filter((subject) => subject.kind === each));
    if (!widest) return;
    const { cluster, namespace } = MESSAGES[widest.kind];
    const severity = isExcused(widest, isWide) ? 'info' : undefined;
    const names = { account: widest.name, group: widest.name };
    yield say[isWide ? cluster : namespace](role.span, names, { severity });
  },
});

const MESSAGES = {
  everybody: { cluster: 'everybody', namespace: 'everybodyNamespace' },
  accounts: { cluster: 'accounts', namespace: 'accountsNamespace' },
  account: { cluster: 'admin', namespace: 'namespace' },
} as const;

const WIDEST_FIRST = ['everybody', 'accounts', 'account'] as const;

interface Subject {
  readonly kind: (typeof WIDEST_FIRST)[number];
  readonly name: string;
}

function isExcused({ kind, name }: Subject, isWide: boolean): boolean {
  return kind !== 'everybody' && (!isWide || (kind === 'account' && appliesAnything(name)));
}

/** Undefined for people and their groups. */
function subjectOf(map: YamlMap | undefined): Subject | undefined {
  const [kind, name = ''] = [stringOf(get(map, 'kind')), stringOf(get(map, 'name'))];
  if (kind === 'ServiceAccount') return { kind: 'account', name };
  if (/^system:(?:authenticated|unauthenticated|anonymous)$/.test(name)) return { kind: 'everybody', name };
  if (kind === 'Group' && /^system:serviceaccounts(?:$|:)/.test(name)) return { kind: 'accounts', name };
  const [, account] = /^system:serviceaccount:[^:]+:([^:]+)$/.exec(name) ?? [];
  return kind === 'User' && account !== undefined ? { kind: 'account', name: account } : undefined;
}
