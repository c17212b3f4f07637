import { isPlaceholder as isNoValue, namesSecret } from '../../core/secretNames.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import { replacePair } from '../../parse/yaml/replacePair.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Keep passwords and tokens out of manifests.',
  rationale: `
A value in a manifest is in Git, in the history of every clone, and in the answer to \`kubectl get\` for everybody who may read the workload. A Secret is read by those who may read Secrets, and can be changed without a commit. Whether a value is a secret goes by the variable's name, by the list that BuildKit uses; placeholders, paths, switches and small numbers are none.`,
  sources: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables'],
  equivalents: ['kube-linter:env-var-secret', 'polaris:sensitiveContainerEnvVar'],
  messages: { literal: 'Everybody who reads the repository will know the value of {name}.' },
  fixes: { reference: 'Take it from the Secret {secret}, key {key}' },
  examples: [
    {
      title: 'A password',
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
        - name: DB_PASSWORD
          value: correct-horse
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
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef:
              name: api
              key: db-password
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document, name: owner }, { say, fix }) {
    for (const { env } of containers) {
      for (const { name, value, map } of env) {
        if (!value || !namesSecret(name) || isNoSecret(value)) continue;
        const secret = owner === '' ? 'secrets' : owner;
        const key = name.toLowerCase().replaceAll('_', '-');
        const reference = { secretKeyRef: { name: secret, key } };
        const edits = document.shared.has(map)
          ? undefined
          : replacePair(document, map, 'value', 'valueFrom', reference);
        const fixes = edits ? [fix.reference({ secret, key }, { safe: false, edits: () => edits })] : [];
        yield say.literal(value.span, { name }, { fixes });
      }
    }
  },
});

/** Also what is not hidden from anybody: an example, the name of a Secret, another variable. */
function isNoSecret(scalar: YamlScalar): boolean {
  const { text } = scalar;
  return (
    isNoValue(text) || isPlaceholder(scalar) || text.includes('$(') || /^(?:https?:\/\/|arn:|projects\/)/.test(text)
  );
}
