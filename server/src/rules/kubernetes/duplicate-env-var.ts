import { asList, get } from '../../parse/yaml/node.ts';
import { removeItem } from '../../parse/yaml/remove.ts';
import type { Container, EnvVar } from '../../parse/kubernetes/container.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Set every environment variable once.',
  rationale: `
Of two variables with one name the process sees the last, and whoever reads the first believes in another value. Tools that merge lists by name (\`kubectl apply\`, kustomize) keep either of them, so that the same file may give different results. A variable that also comes with \`envFrom\` is meant to win, and is left alone.`,
  sources: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  equivalents: ['kube-linter:duplicate-env-var', 'kube-score:environment-variable-key-duplication'],
  messages: {
    hidden: 'This value of {name} has no effect: {name} is set again below.',
  },
  fixes: {
    remove: 'Remove this one, which has no effect',
  },
  related: {
    last: 'The one that counts',
  },
  examples: [
    {
      title: 'A variable set twice',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      env:
        - name: PORT
          value: "80"
        - name: PORT
          value: "8080"
      resources:
        limits:
          memory: 512Mi
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      env:
        - name: PORT
          value: "8080"
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix, note }) {
    for (const container of resource.containers) {
      const seen = new Map<string, EnvVar>();
      for (const variable of container.env.toReversed()) {
        const last = seen.get(variable.name);
        if (!last) seen.set(variable.name, variable);
        else {
          const edits = removal(resource, container, variable);
          yield say.hidden(
            variable.nameScalar.span,
            { name: variable.name },
            {
              fixes: edits ? [fix.remove({}, { safe: true, edits: () => edits })] : [],
              related: [note.last({}, { span: last.nameScalar.span })],
            },
          );
        }
      }
    }
  },
});

function removal({ document }: Resource, container: Container, { map }: EnvVar) {
  const list = asList(get(container.map, 'env'));
  return list && !document.shared.has(list) ? removeItem(document, list, list.items.indexOf(map)) : undefined;
}
