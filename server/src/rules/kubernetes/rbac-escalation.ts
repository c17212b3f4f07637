import { includesAny, roleRules, type RoleRule } from '../../parse/kubernetes/roles.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

const READS = ['get', 'list', 'watch'];
const WORKLOADS = ['pods', 'deployments', 'statefulsets', 'replicasets', 'daemonsets', 'jobs', 'cronjobs'];

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Grant rights that lead to more rights only where they are needed.',
  rationale: `
Some rights bring others. Who may read Secrets has every token and password among them. Who may create pods, or what makes pods, may mount any Secret of the namespace and use any service account of it. Who may \`impersonate\`, \`bind\` or \`escalate\` may give himself what he does not have. Operators need some of them; in the strict profile each is pointed out, so that somebody has looked. Single objects by \`resourceNames\` are left alone.`,
  sources: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  equivalents: ['kube-linter:access-to-secrets', 'kube-linter:access-to-create-pods'],
  messages: {
    secrets: 'Whoever has the account may read every Secret that the role reaches.',
    pods: 'Whoever has the account may mount every Secret and use every service account of a namespace: it may create {resource}.',
    verb: 'Whoever has the account may give himself more rights: {verb} is allowed.',
  },
  examples: [
    {
      title: 'All Secrets',
      bad: `\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: api
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get]
`,
      good: `\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: api
rules:
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: [api]
    verbs: [get]
`,
    },
  ],
  *check(resource, { say }) {
    for (const rule of roleRules(resource).filter(({ isNamed }) => !isNamed)) {
      const { secrets, workload, verb } = pathsOf(rule);
      if (secrets) yield say.secrets(secrets.span, {}, { equivalents: ['kube-linter:access-to-secrets'] });
      if (workload)
        yield say.pods(
          workload.span,
          { resource: workload.text },
          { equivalents: ['kube-linter:access-to-create-pods'] },
        );
      if (verb) yield say.verb(verb.span, { verb: verb.text }, { equivalents: [] });
    }
  },
});

type Paths = Readonly<Partial<Record<'secrets' | 'workload' | 'verb', YamlScalar>>>;

function pathsOf({ groups, resources, verbs }: RoleRule): Paths {
  const secrets = includesAny(groups, ['']) && includesAny(verbs, READS);
  const workload = includesAny(groups, ['', 'apps', 'batch']) && includesAny(verbs, ['create']);
  return {
    ...(secrets && named(resources, ['secrets'], 'secrets')),
    ...(workload && named(resources, WORKLOADS, 'workload')),
    ...named(verbs, ['impersonate', 'bind', 'escalate'], 'verb'),
  };
}

/** What is covered by a star is another rule's. */
function named(list: readonly YamlScalar[], words: readonly string[], as: keyof Paths): Paths {
  const found = list.find(({ text }) => words.includes(text));
  return found ? { [as]: found } : {};
}
