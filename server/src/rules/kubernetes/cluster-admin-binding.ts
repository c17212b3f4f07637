import { asMap, asScalar, get, getIn, itemsOf } from '../../parse/yaml/node.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Give nobody cluster-admin who does not administer the cluster.',
  rationale: `
\`cluster-admin\` may do everything, reading all Secrets included, and a program with it hands all of that to whoever takes it over. A role of its own with what it needs is a few lines. A RoleBinding to it gives all of that for one namespace, which is information. Bindings of people and groups are left alone, only those of service accounts are told.`,
  sources: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  equivalents: [
    'kube-linter:cluster-admin-role-binding',
    'polaris:clusterrolebindingClusterAdmin',
    'polaris:rolebindingClusterAdminClusterRole',
  ],
  messages: {
    admin: 'Whoever takes over a pod of {account} has the whole cluster: it is bound to cluster-admin.',
    namespace: 'Whoever takes over a pod of {account} has the whole namespace: it is bound to cluster-admin.',
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
    const subject = itemsOf(get(root, 'subjects')).find(
      (item) => stringOf(get(asMap(item), 'kind')) === 'ServiceAccount',
    );
    const account = stringOf(get(asMap(subject), 'name')) ?? '';
    if (subject && kind === 'ClusterRoleBinding') yield say.admin(role.span, { account });
    if (subject && kind === 'RoleBinding') yield say.namespace(role.span, { account }, { severity: 'info' });
  },
});
