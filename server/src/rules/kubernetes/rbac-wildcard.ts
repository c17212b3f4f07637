import { asMap, asScalar, get, itemsOf, type YamlMap } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name what a role may do.',
  rationale: `
\`*\` is everything there is now and everything that will ever be installed: with all verbs on all resources the account is the administrator of its namespace, or of the cluster, and with \`*\` for verbs alone it may also impersonate, bind and escalate. Name the verbs and resources the program really uses. Where only one of the lists is \`*\` this is information.`,
  sources: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  equivalents: ['kube-linter:wildcard-in-rules'],
  messages: {
    all: 'Whoever has the account may do everything: all verbs on all resources.',
    some: 'The role will grow with everything that is installed: {field} are *.',
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
  *check({ group, kind, root, name }, { say }) {
    if (group !== 'rbac.authorization.k8s.io' || !/^(?:Cluster)?Role$/.test(kind) || name === 'cluster-admin') return;
    for (const item of itemsOf(get(root, 'rules'))) {
      const [verbs, resources] = [starIn(asMap(item), 'verbs'), starIn(asMap(item), 'resources')];
      if (verbs && resources) yield say.all(verbs.span, {});
      else if (verbs) yield say.some(verbs.span, { field: 'verbs' }, { severity: 'info' });
      else if (resources) yield say.some(resources.span, { field: 'resources' }, { severity: 'info' });
    }
  },
});

function starIn(rule: YamlMap | undefined, field: string) {
  return itemsOf(get(rule, field))
    .flatMap((item) => asScalar(item) ?? [])
    .find(({ text }) => text === '*');
}
